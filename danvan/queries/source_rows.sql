-- How many figures, models and adoptions rest on each source.
-- grain: one per source
with used as (
    select source, 'figure' as row_kind from observations
    union all
    select source, 'model' as row_kind from models
    union all
    select source, 'adoption' as row_kind from adoptions
)
select
    s.source,
    sum(case when u.row_kind = 'figure' then 1 else 0 end) as figures,
    sum(case when u.row_kind = 'model' then 1 else 0 end) as models,
    sum(case when u.row_kind = 'adoption' then 1 else 0 end) as adoptions
from sources as s
left join used as u using (source)
group by s.source
order by s.source
