-- What wards handed in, year by year: real where any ward has real figures of the indicator, else the sample if asked for. A
-- year that a ward gave in months, quarters or halves is made of them where they are complete.
-- grain: one per indicator, ward, year and poverty standard
-- parameters: indicators (list), places (list, empty = all), first_year, last_year, sample (may the sample be shown?)
-- columns: value in the unit of the indicator; source = code of the source, of a sum the codes of all, parted by spaces
select
    o.indicator, o.place, y.year, o.standard, o.value, o.qualifier, o.source, s.basis
from observations as o
join sources as s using (source)
join periods_in_use as y using (period)
join current_wards as w using (place)
join indicator_standing as i on i.indicator = o.indicator and i.level = 'ward'
where o.indicator in ($indicators)
    and ($all_places or o.place in ($places))
    and not o.superseded
    and y.year between $first_year and $last_year
    and (case when s.basis = 'sample' then $sample and not i.real else true end)
union all
select indicator, place, year, standard, value, qualifier, source, basis
from ward_year_values
where indicator in ($indicators)
    and ($all_places or place in ($places))
    and year between $first_year and $last_year
order by indicator, place, year, standard
