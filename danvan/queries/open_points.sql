-- What the sources leave open or contradict themselves in, and what each point is about.
-- grain: one per point
-- columns: found_by = the check that finds the same by itself, where one does; figures, models = how many rows name the point
-- DuckDB only: string_split, unnest, rowid
with named as (
    select unnest(string_split(note, ' ')) as point, 'figure' as row_kind from observations where note is not null
    union all
    select unnest(string_split(note, ' ')) as point, 'model' as row_kind from models where note is not null
)
select
    p.point, p.kind, p.source, p.locator, p.text_vi, p.text_en, p.found_by,
    sum(case when n.row_kind = 'figure' then 1 else 0 end) as figures,
    sum(case when n.row_kind = 'model' then 1 else 0 end) as models
from open_points as p
left join named as n using (point)
group by p.point, p.kind, p.source, p.locator, p.text_vi, p.text_en, p.found_by, p.rowid
order by p.rowid
