-- Poverty rates of town, province and country, each by the standard it was counted by, in %
select p.name as place, o.period, o.standard, o.value, o.qualifier, s.basis, s.short as source
from observations as o
join places as p using (place)
join sources as s using (source)
where o.indicator = 'poverty_rate_pct' and not o.superseded
order by p.level, o.standard, o.period
