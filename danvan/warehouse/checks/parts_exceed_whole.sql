-- Two parts that have nothing in common (disjoint_from), which together are above the whole of both: poor and near-poor
-- households above all households. Where one alone is, part_exceeds_whole says so.
-- grain: one per whole that is exceeded
-- Needs the tables of series.sql, which name the few places where that can be.
with pair as (
    select indicator, disjoint_from, at_most
    from indicators
    where disjoint_from is not null and at_most is not null
),
cells as materialized (
    select indicator, place, standard, cell, least, most
    from series
    where not sample
        and indicator in (select unnest([indicator, disjoint_from, at_most]) from pair)
),
both_parts as materialized (
    select s.place, s.cell, p.indicator, p.disjoint_from, p.at_most, s.most + t.most as most
    from pair as p
    join cells as s on s.indicator = p.indicator
    join cells as t
        on t.indicator = p.disjoint_from and t.place = s.place and t.cell = s.cell and t.standard is not distinct from s.standard
),
doubtful as materialized (
    select distinct b.place, b.indicator, b.disjoint_from, b.at_most
    from both_parts as b
    join cells as w on w.indicator = b.at_most and w.place = b.place and w.cell = b.cell
    where b.most > w.least
),
asked as materialized (
    select row_id, indicator, place, period, standard, value, qualifier, source
    from real
    where place in (select place from doubtful)
        and indicator in (
            select unnest([indicator, disjoint_from, at_most]) from doubtful
        )
)
select
    w.row_id, w.indicator, w.place, w.period, w.value, w.qualifier, 'parts' as other_kind, o.value + t.value as other,
    case when o.qualifier = '=' and t.qualifier = '=' then '=' else '>=' end as other_qualifier,
    2 as other_count, o.indicator as other_indicator, o.period as other_period, o.standard as other_standard,
    case when o.source = t.source then cast(o.source as varchar) else concat_ws(' ', o.source, t.source) end as other_source
from doubtful as d
join asked as o on o.indicator = d.indicator and o.place = d.place
join asked as t
    on t.indicator = d.disjoint_from and t.place = o.place and t.period = o.period and t.standard is not distinct from o.standard
join asked as w
    on w.indicator = d.at_most and w.place = o.place and w.period = o.period
    and (w.standard is null or w.standard is not distinct from o.standard)
where o.qualifier in ('=', '>', '>=')
    and t.qualifier in ('=', '>', '>=')
    and w.qualifier in ('=', '<')
    and o.value + t.value > w.value
    and greatest(o.value, t.value) <= w.value
order by w.row_id
