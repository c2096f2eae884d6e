-- The sum over all wards, year by year, with how many wards it is made of and how many of its parts are not exact.
-- grain: one per indicator, year and poverty standard
-- parameters: indicators (list), first_year, last_year, sample (may the sample be shown?)
-- columns: value in the unit of the indicator; wards = number of wards in the sum; bounds = parts that are not exact;
--   basis = the heaviest of its parts
with ward_value as (
    select o.indicator, o.place, y.year, o.standard, o.value, o.qualifier, o.source, s.basis
    from observations as o
    join sources as s using (source)
    join periods_in_use as y using (period)
    join current_wards as w using (place)
    join indicator_standing as i on i.indicator = o.indicator and i.level = 'ward'
    where o.indicator in ($indicators)
        and not o.superseded
        and y.year between $first_year and $last_year
        and (case when s.basis = 'sample' then $sample and not i.real else true end)
    union all
    select indicator, place, year, standard, value, qualifier, source, basis
    from ward_year_values
    where indicator in ($indicators)
        and year between $first_year and $last_year
)
select
    indicator,
    year,
    standard,
    sum(value) as value,
    count(distinct place) as wards,
    sum(case when qualifier <> '=' then 1 else 0 end) as bounds,
    case when min(basis) = 'derived' then 'derived' else max(basis) end as basis,
    max(source) as source
from ward_value
group by indicator, year, standard
order by indicator, year, standard
