-- A stock given twice for the same day under two periods (the year 2021 and December 2021), where both cannot be right; of one
-- document also two stocks of days no more than half a year apart, given as two kinds of period: the end of 2021 and to date.
-- The same value under two dates is no contradiction.
-- grain: one per pair of figures that differ
with stock as (
    select i.indicator
    from indicators as i
    left join indicators as n on n.indicator = i.numerator
    where i.aggregation = 'latest' or n.aggregation = 'latest' or (i.aggregation = 'ratio' and n.indicator is null)
),
same_day as (
    select period from periods_in_use where period_end in (
        select period_end from periods_in_use group by period_end having count(*) > 1
    )
),
documents as (
    select source from sources where basis = 'reported'
),
asked as materialized (
    select
        r.row_id, r.indicator, r.place, r.period, r.period_start, r.period_end, r.standard, r.value, r.qualifier, r.source,
        r.source in (select source from documents) as printed, p.length
    from real as r
    join periods_in_use as p on p.period = r.period
    where r.indicator in (select indicator from stock)
        and (r.period in (select period from same_day) or r.source in (select source from documents))
)
select
    b.row_id, b.indicator, b.place, b.period, b.value, b.qualifier, 'figure' as other_kind, a.row_id as other_row_id,
    a.value as other, a.source as other_source
from asked as a
join asked as b
    on b.indicator = a.indicator and b.place = a.place and b.standard is not distinct from a.standard and b.row_id <> a.row_id
where a.period <> b.period
    and (
        (a.period_end = b.period_end and (a.period_start < b.period_start))
        or (
            a.printed and b.source = a.source and a.length is distinct from b.length
            and a.period_end < b.period_end and datediff('month', a.period_end, b.period_end) <= 6
        )
    )
    and case
        when a.qualifier = '=' and b.qualifier = '=' then a.value <> b.value
        when a.qualifier in ('>', '>=') and b.qualifier in ('=', '<') then b.value < a.value
        when b.qualifier in ('>', '>=') and a.qualifier in ('=', '<') then a.value < b.value
        when a.qualifier = '<' and b.qualifier = '=' then b.value >= a.value
        when b.qualifier = '<' and a.qualifier = '=' then a.value >= b.value
        else false
    end
order by b.row_id, a.row_id
