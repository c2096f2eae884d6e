-- What a town reports, against the sum of what all its wards report for the same time: the same period, or all whole
-- years in it. Only where every ward has an exact figure, for every year. A ward is one whose parent is the town.
-- grain: one per figure of a town and way of adding that disagrees
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
    where i.handed_in and i.aggregation in ('sum', 'latest')
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
part as (
    select a.row_id, w.value, w.qualifier, w.place, w.source, a.periods
    from asked as a
    join (select * from real where period in (select period from asked)) as w
        on w.indicator = a.ward_indicator and w.period = a.period and w.standard is not distinct from a.standard
    join places as p on p.place = w.place and p.parent = a.place and p.level = 'ward'
),
total as (
    select
        row_id, periods, sum(value) as other, count(*) as parts, count(distinct place) as wards,
        string_agg(distinct source, ' ' order by source) as sources
    from part
    group by row_id, periods
    having max(case when qualifier = '=' then 0 else 1 end) = 0
)
select
    t.row_id, t.indicator, t.place, t.period, t.value, t.qualifier,
    case when s.periods = 1 then 'wards' else 'wards_years' end as other_kind, s.other,
    s.wards as other_count, t.ward_indicator as other_indicator, t.period as other_period, s.sources as other_source
from town_figure as t
join total as s on s.row_id = t.row_id and s.parts = t.wards * s.periods
where case t.qualifier
    when '=' then abs(t.value - s.other) > 0.5 * power(10, -t.decimals)
    when '>' then s.other <= t.value
    when '>=' then s.other < t.value
    when '<' then s.other >= t.value
    else false
end
order by t.row_id
