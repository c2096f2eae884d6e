-- All models named by a source, with field, host and how far they reach; wards counted by how they are named.
-- grain: one per model
-- columns: stated, inferred = wards named outright and wards a list may cover, each ward once; spread = the indicator of its coverage
with named as (
    select
        model,
        sum(case when reading = 'stated' then 1 else 0 end) as stated,
        sum(case when reading = 'inferred' then 1 else 0 end) as inferred
    from adoptions
    where not superseded
    group by model
)
select
    m.model, m.name, m.printed, m.kind, m.field, m.field_reading, m.host, m.host_group, m.host_reading, m.level,
    m.started, m.scope, m.spread, m.source, m.locator, m.note,
    coalesce(n.stated, 0) as stated,
    coalesce(n.inferred, 0) as inferred
from models as m
left join named as n using (model)
join fields as f using (field)
order by f.position, m.model
