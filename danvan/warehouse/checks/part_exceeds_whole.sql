-- A figure above the one that it is a part of, by the at_most of its indicator: more poor households than households.
-- grain: one per figure and whole that it exceeds
select
    o.row_id, o.indicator, o.place, o.period, o.value, o.qualifier, w.value as other,
    w.indicator as other_indicator, null as other_source
from real as o
join indicators as i on i.indicator = o.indicator
join real as w
    on w.indicator = i.at_most and w.place = o.place and w.period = o.period
    and (w.standard is null or w.standard is not distinct from o.standard)
where o.qualifier in ('=', '>', '>=')
    and w.qualifier in ('=', '<')
    and o.value > w.value
order by o.row_id
