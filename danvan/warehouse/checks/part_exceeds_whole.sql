-- A figure above the one that it is a part of, by the at_most of its indicator: more poor households than households.
-- Only wards whose largest part is above their smallest whole are looked at figure by figure, because most have none.
-- grain: one per figure and whole that it exceeds
with part as (
    select r.indicator, r.place, max(r.value) as most
    from real as r
    where r.indicator in (select indicator from indicators where at_most is not null)
    group by r.indicator, r.place
),
whole as (
    select r.indicator, r.place, min(r.value) as least
    from real as r
    where r.indicator in (select at_most from indicators where at_most is not null)
    group by r.indicator, r.place
),
doubtful as materialized (
    select p.indicator, p.place, i.at_most
    from part as p
    join indicators as i on i.indicator = p.indicator
    join whole as w on w.indicator = i.at_most and w.place = p.place
    where p.most > w.least
)
select
    o.row_id, o.indicator, o.place, o.period, o.value, o.qualifier, w.value as other,
    w.indicator as other_indicator, null as other_source
from doubtful as d
join (select * from real where indicator in (select indicator from doubtful)) as o
    on o.indicator = d.indicator and o.place = d.place
join (select * from real where indicator in (select at_most from doubtful)) as w
    on w.indicator = d.at_most and w.place = d.place and w.period = o.period
    and (w.standard is null or w.standard is not distinct from o.standard)
where o.qualifier in ('=', '>', '>=')
    and w.qualifier in ('=', '<')
    and o.value > w.value
order by o.row_id
