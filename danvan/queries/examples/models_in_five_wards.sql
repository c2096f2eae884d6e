-- Models in at least five wards, and the wards where no source names them yet
with named as (
    select model, place, bool_or(reading = 'stated') as stated
    from adoptions
    join current_wards using (place)
    where not superseded
    group by model, place
),
wide as (
    select model, count(*) as wards, count(*) filter (stated) as stated
    from named
    group by model
    having count(*) >= 5
),
missing as (
    select x.model, string_agg(p.name, ', ' order by p.tile_row, p.tile_col) as not_yet
    from wide as x
    cross join current_wards as w
    join places as p using (place)
    where not exists (select 1 from named as n where n.model = x.model and n.place = w.place)
    group by x.model
)
select m.name as model, x.wards, x.stated, y.not_yet
from wide as x
join models as m using (model)
left join missing as y using (model)
order by x.wards desc, m.name
