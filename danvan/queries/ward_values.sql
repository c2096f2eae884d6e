-- What wards handed in, year by year: real where any ward has real figures of the indicator, else the sample if asked for.
-- grain: one per indicator, ward, year and poverty standard
-- parameters: indicators (list), places (list, empty = all), first_year, last_year, sample (may the sample be shown?)
-- columns: value in the unit of the indicator
select
    o.indicator, o.place, y.year, o.standard, o.value, o.qualifier, o.source, s.basis
from observations as o
join sources as s using (source)
join periods_in_use as y using (period)
join places as p using (place)
join indicator_standing as i on i.indicator = o.indicator and i.level = 'ward'
where o.indicator in ($indicators)
    and ($all_places or o.place in ($places))
    and p.level = 'ward'
    and not o.superseded
    and y.year between $first_year and $last_year
    and (case when s.basis = 'sample' then $sample and not i.real else true end)
order by o.indicator, o.place, y.year, o.standard
