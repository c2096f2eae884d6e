-- What a place gives for a span of years, against the sum of what it gives for the years in it: for all of them, where they
-- differ; for some of them, where these alone are more. Where each year is no less than the one before and the last about the
-- whole, they look like totals up to then, taken for yearly figures.
-- grain: one per figure of several years that disagrees
-- columns: other_kind = running where they look like running totals; other_count = how many years were added
with span as materialized (
    select o.*, i.decimals, extract(year from o.period_end) - extract(year from o.period_start) + 1 as years
    from real as o
    join (select * from indicators where aggregation = 'sum' and minimum >= 0) as i on i.indicator = o.indicator
    where o.period in (
        select period
        from periods_in_use
        where year(period_start) <> year(period_end) and month(period_start) = 1 and month(period_end) = 12
    )
),
yearly as materialized (
    select
        s.row_id, w.value, w.qualifier, w.source, w.period_start,
        lag(w.value) over (partition by s.row_id order by w.period_start) as before
    from span as s
    join (
        select *
        from real
        where place in (select place from span)
            and indicator in (select indicator from span)
            and period in (select period from periods_in_use where year is not null)
            and qualifier in ('=', '>', '>=')
    ) as w
        on w.indicator = s.indicator and w.place = s.place and w.standard is not distinct from s.standard
        and w.period_start >= s.period_start and w.period_end <= s.period_end
),
total as (
    select
        row_id, sum(value) as other, count(*) as parts, bool_and(qualifier = '=') as exact,
        bool_and(value >= coalesce(before, 0)) as never_falls, arg_max(value, period_start) as last_value,
        string_agg(distinct source, ' ' order by source) as sources
    from yearly
    group by row_id
)
select
    s.row_id, s.indicator, s.place, s.period, s.value, s.qualifier,
    case
        when t.parts >= 3 and t.never_falls and t.other > 1.5 * s.value and t.last_value between 0.9 * s.value and 1.1 * s.value
            then 'running'
        else 'years'
    end as other_kind,
    t.other, case when t.exact and t.parts = s.years then '=' else '>=' end as other_qualifier, t.parts as other_count,
    s.period as other_period, t.sources as other_source
from span as s
join total as t using (row_id)
where case
    when t.exact and t.parts = s.years then
        case s.qualifier
            when '=' then abs(s.value - t.other) > 0.5 * power(10, -s.decimals)
            when '>' then t.other <= s.value
            when '>=' then t.other < s.value
            when '<' then t.other >= s.value
            else false
        end
    when s.qualifier = '=' then t.other - s.value > 0.5 * power(10, -s.decimals)
    when s.qualifier = '<' then t.other >= s.value
    else false
end
order by s.row_id
