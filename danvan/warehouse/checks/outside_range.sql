-- A figure of a town outside what is plausible: minimum and maximum of an indicator are for one ward and one year, so for the
-- town times its wards and, of what adds up, times the years of the period, of a part of a year no less than one. What no ward
-- hands in has its limits for any value, and the load keeps to them.
-- grain: one per figure that is outside
-- columns: other = the limit that it is beyond; other_count = how many wards and years that limit is times
with ward_count as (
    select parent as town, count(*) as wards from places where level = 'ward' group by parent
),
town_figure as materialized (
    select
        o.row_id, o.indicator, o.place, o.period, o.value, o.qualifier, i.minimum, i.maximum, i.least, i.aggregation,
        c.wards * case
            when i.aggregation = 'sum' then extract(year from o.period_end) - extract(year from o.period_start) + 1
            else 1
        end as times,
        datediff('month', o.period_start, o.period_end) >= 11 or i.aggregation = 'latest' as whole_year
    from (select * from real where place in (select town from ward_count)) as o
    join (select * from indicators where handed_in and aggregation in ('sum', 'latest')) as i on i.indicator = o.indicator
    join ward_count as c on c.town = o.place
),
limited as (
    select
        *,
        case
            when qualifier in ('=', '>', '>=') and value > maximum * times then maximum * times
            when qualifier in ('=', '<') and whole_year and value < minimum * times then minimum * times
            when qualifier in ('=', '<') and value > 0 and value < least then least
        end as other
    from town_figure
)
select
    row_id, indicator, place, period, value, qualifier, 'range' as other_kind, other, period as other_period,
    case when other = least then 1 else times end as other_count
from limited
where other is not null
order by row_id
