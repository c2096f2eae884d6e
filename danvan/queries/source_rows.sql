-- How many figures, models and adoptions rest on each source.
-- grain: one per source
with figures_of as (
    select source, count(*) as figures from observations group by source
),
models_of as (
    select source, count(*) as models from models group by source
),
adoptions_of as (
    select source, count(*) as adoptions from adoptions group by source
)
select
    s.source,
    coalesce(f.figures, 0) as figures,
    coalesce(m.models, 0) as models,
    coalesce(a.adoptions, 0) as adoptions
from sources as s
left join figures_of as f using (source)
left join models_of as m using (source)
left join adoptions_of as a using (source)
order by s.source
