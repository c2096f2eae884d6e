-- One indicator of some places year by year, real figures only, with the standard each was counted by.
-- grain: one per place, year and standard
-- parameters: indicator, places (list), first_year, last_year
-- columns: value in the unit of the indicator
select
    o.place, y.year, o.standard, o.value, o.qualifier, o.source, o.locator, o.printed, o.note, s.basis
from observations as o
join sources as s using (source)
join periods_in_use as y using (period)
where o.indicator = $indicator
    and o.place in ($places)
    and s.basis <> 'sample'
    and not o.superseded
    and y.year between $first_year and $last_year
order by o.place, y.year, o.standard
