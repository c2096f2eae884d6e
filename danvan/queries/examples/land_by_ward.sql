-- Land donated for roads by ward and year, in m²
select p.name as ward, y.year, o.value, o.qualifier, s.basis, s.short as source
from observations as o
join current_wards as w using (place)
join places as p using (place)
join sources as s using (source)
join periods_in_use as y using (period)
where o.indicator = 'land_donated_m2' and y.year is not null and not o.superseded
order by p.tile_row, p.tile_col, y.year
