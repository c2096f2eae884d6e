-- The sum over all wards, year by year, with how many wards it is made of and how many of its parts are not exact.
-- grain: one per indicator, year and poverty standard
-- parameters: indicators (list), first_year, last_year, sample (may the sample be shown?)
-- columns: value in the unit of the indicator; wards = number of wards in the sum; bounds = parts that are not exact
select
    o.indicator,
    y.year,
    o.standard,
    sum(o.value) as value,
    count(distinct o.place) as wards,
    sum(case when o.qualifier <> '=' then 1 else 0 end) as bounds,
    max(s.basis) as basis,
    max(o.source) as source
from observations as o
join sources as s using (source)
join periods_in_use as y using (period)
join places as p using (place)
join indicator_standing as i on i.indicator = o.indicator and i.level = 'ward'
where o.indicator in ($indicators)
    and p.level = 'ward'
    and not o.superseded
    and y.year between $first_year and $last_year
    and (case when s.basis = 'sample' then $sample and not i.real else true end)
group by o.indicator, y.year, o.standard
order by o.indicator, y.year, o.standard
