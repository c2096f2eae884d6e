-- A figure above the one that it is a part of, by the at_most of its indicator: more poor households than households.
-- grain: one per figure and whole that it exceeds
-- Needs the tables of series.sql, which name the few indicators of which some part may exceed its whole.
select
    o.row_id, o.indicator, o.place, o.period, o.value, o.qualifier, 'figure' as other_kind, w.row_id as other_row_id,
    w.value as other, w.indicator as other_indicator
from (select * from real where indicator in (select indicator from doubtful_parts)) as o
join doubtful_parts as d on d.indicator = o.indicator
join (select * from real where indicator in (select at_most from doubtful_parts)) as w
    on w.indicator = d.at_most and w.place = o.place and w.period = o.period
    and (w.standard is null or w.standard is not distinct from o.standard)
where o.qualifier in ('=', '>', '>=')
    and w.qualifier in ('=', '<')
    and o.value > w.value
order by o.row_id
