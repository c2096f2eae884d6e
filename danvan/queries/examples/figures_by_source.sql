-- How many figures each source gives, of how many indicators and places, and of which years
select
    s.source, s.basis, s.short, count(*) as figures, count(distinct o.indicator) as indicators,
    count(distinct o.place) as places, min(year(o.period_start)) as first_year, max(year(o.period_end)) as last_year
from sources as s
join observations as o using (source)
group by s.source, s.basis, s.short
order by figures desc
