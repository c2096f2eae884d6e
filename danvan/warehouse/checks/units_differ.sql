-- A number of units that is another than there are: of an indicator that counts all of them (counts_units), or of the whole
-- that a part is given of, where the unit of the indicator is one of the administration. 11 of 15 fits, 14 of all 15 does not.
-- Units are those below the place that stood on the last day of the period; only of a town all are in the catalogue.
-- grain: one per number that differs
with counted as materialized (
    select o.row_id, o.indicator, o.place, o.period, o.period_end, i.counts_units as level, 'value' as compared, o.value, o.qualifier
    from real as o
    join (select * from indicators where counts_units is not null) as i on i.indicator = o.indicator
    where o.place in (select place from places where level = 'town')
    union all
    select o.row_id, o.indicator, o.place, o.period, o.period_end, i.unit, 'whole', o.whole, '='
    from real as o
    join (select * from indicators where unit in (select level from places)) as i on i.indicator = o.indicator
    where o.whole is not null and o.place in (select place from places where level = 'town')
),
units as (
    select c.place, c.period_end, c.level, count(*) as other
    from (select distinct place, period_end, level from counted) as c
    join places as p
        on p.parent = c.place and p.level = c.level
        and coalesce(p.formed_on, date '0001-01-01') <= c.period_end
        and coalesce(p.valid_to, date '9999-12-31') >= c.period_end
    group by c.place, c.period_end, c.level
)
select
    c.row_id, c.indicator, c.place, c.period, c.compared, c.value, c.qualifier, 'units' as other_kind, u.other,
    c.period as other_period
from counted as c
join units as u using (place, period_end, level)
where case c.qualifier
    when '=' then c.value <> u.other
    when '>' then c.value >= u.other
    when '>=' then c.value > u.other
    when '<' then c.value <= u.other
    else false
end
order by c.row_id
