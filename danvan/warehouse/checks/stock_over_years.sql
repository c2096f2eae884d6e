-- A stock, or a ratio of stocks, given for a span of several years: what stands at one moment taken for what adds up. Beside it
-- what is given for the end of the span, where anything is.
-- grain: one per figure given for several years
with stock as (
    select i.indicator
    from indicators as i
    left join indicators as n on n.indicator = i.numerator
    where i.aggregation = 'latest' or n.aggregation = 'latest'
),
over_years as materialized (
    select *
    from real
    where indicator in (select indicator from stock)
        and period in (select period from periods_in_use where year(period_start) <> year(period_end))
),
at_the_end as (
    select r.*
    from real as r
    where r.indicator in (select indicator from over_years)
        and r.place in (select place from over_years)
        and r.period in (select period from periods_in_use where year(period_start) = year(period_end))
)
select
    o.row_id, o.indicator, o.place, o.period, o.value, o.qualifier, 'moment' as other_kind, e.row_id as other_row_id,
    e.value as other, e.qualifier as other_qualifier, cast(year(o.period_end) as varchar) as other_period
from over_years as o
left join at_the_end as e
    on e.indicator = o.indicator and e.place = o.place and e.standard is not distinct from o.standard
    and e.period_end = o.period_end
-- Where several are given for the end of the span, the one for the longest time.
-- DuckDB only: qualify
qualify row_number() over (partition by o.row_id order by e.period_start, e.row_id) = 1
order by o.row_id
