-- What a town reports, against the sum of what some of its wards report for the same time, or all of them partly as bounds:
-- too few to say that they differ, and already more than the town has. Figures of wards are amounts, none below zero.
-- grain: one per figure of a town and way of adding that is exceeded
with ward_count as (
    select parent as town, count(*) as wards from places where level = 'ward' group by parent
),
reported as materialized (
    select * from real where place in (select town from ward_count)
),
town_figure as materialized (
    select
        t.row_id, t.indicator, t.place, t.period, t.period_start, t.period_end, t.standard, t.value, t.qualifier,
        i.indicator as ward_indicator, i.aggregation, i.decimals, c.wards,
        extract(year from t.period_end) - extract(year from t.period_start) + 1 as years
    from indicators as i
    join reported as t on t.indicator in (i.indicator, i.town_total)
    join ward_count as c on c.town = t.place
    where i.handed_in and i.aggregation in ('sum', 'latest') and i.minimum >= 0 and t.qualifier in ('=', '<')
),
asked as materialized (
    select
        t.row_id, t.place, t.ward_indicator, t.standard, y.period,
        case when y.period = t.period then 1 else t.years end as periods
    from town_figure as t
    join periods_in_use as y
        on y.period = t.period
        or (
            t.aggregation = 'sum' and y.year is not null
            and extract(month from t.period_start) = 1 and extract(month from t.period_end) = 12
            and y.period_start >= t.period_start and y.period_end <= t.period_end
        )
),
total as (
    select
        a.row_id, a.periods, sum(w.value) as other, count(*) as parts, count(distinct w.place) as wards,
        bool_and(w.qualifier = '=') as exact, string_agg(distinct w.source, ' ' order by w.source) as sources
    from asked as a
    join (select * from real where period in (select period from asked)) as w
        on w.indicator = a.ward_indicator and w.period = a.period and w.standard is not distinct from a.standard
    join places as p on p.place = w.place and p.parent = a.place and p.level = 'ward'
    where w.qualifier in ('=', '>', '>=')
    group by a.row_id, a.periods
)
select
    t.row_id, t.indicator, t.place, t.period, t.value, t.qualifier,
    case when s.periods = 1 then 'wards' else 'wards_years' end as other_kind, s.other, '>=' as other_qualifier,
    s.wards as other_count, t.ward_indicator as other_indicator, t.period as other_period, s.sources as other_source
from town_figure as t
join total as s on s.row_id = t.row_id
where not (s.exact and s.parts = t.wards * s.periods)
    and case t.qualifier when '=' then s.other - t.value > 0.5 * power(10, -t.decimals) else s.other >= t.value end
order by t.row_id
