-- The whole that a part is given of, against the whole of the same unit that another figure of the place and period names:
-- 83 residential groups here, 82 there.
-- grain: one per figure whose whole is not that of the first figure
with given as materialized (
    select o.row_id, o.indicator, o.place, o.period, o.whole, i.unit
    from (select * from real where whole is not null) as o
    join indicators as i on i.indicator = o.indicator
),
first_given as (
    select place, period, unit, min(row_id) as row_id
    from given
    group by place, period, unit
    having min(whole) <> max(whole)
)
select
    g.row_id, g.indicator, g.place, g.period, 'whole' as compared, g.whole as value, '=' as qualifier,
    'figure' as other_kind, 'whole' as other_compared, f.row_id as other_row_id, w.whole as other, w.indicator as other_indicator
from given as g
join first_given as f using (place, period, unit)
join given as w on w.row_id = f.row_id
where g.whole <> w.whole
order by g.row_id
