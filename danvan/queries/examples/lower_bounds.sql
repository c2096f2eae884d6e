-- Figures of which the source gives only the least ("trên", more than)
select i.name_vi as indicator, p.name as place, o.period, o.qualifier, o.value, i.unit, s.basis, s.short as source, o.locator
from observations as o
join indicators as i using (indicator)
join places as p using (place)
join sources as s using (source)
where o.qualifier in ('>', '>=') and not o.superseded
order by i.name_vi, o.period
