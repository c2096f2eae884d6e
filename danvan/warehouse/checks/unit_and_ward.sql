-- A figure of a ward of a period that the unit of July 2025 which it went into gave itself: they would count the same twice.
-- Nothing adds them; where wards are regrouped, that of the unit is used (danvan/queries/group_values.sql, unit_values.sql).
-- grain: one per figure of a ward
select
    w.row_id, w.indicator, w.place, w.period, w.value, w.qualifier, 'figure' as other_kind, o.row_id as other_row_id,
    o.value as other, o.place as other_place
from (select * from real where place in (select place from ward_units where not current)) as o
join ward_units as u on u.successor = o.place and u.current
join real as w
    on w.place = u.place and w.indicator = o.indicator and w.period = o.period and w.standard is not distinct from o.standard
order by w.row_id
