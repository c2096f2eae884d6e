-- All rows of observations in one pass, added up by series and year, so that what is asked of all of them afterwards (are they
-- within their limits, is one there twice, what does the year come to, did one jump) is asked of a tenth as many.
-- DuckDB only: bit_or, rowid

-- Where a period stands in its cell, as a bit. A cell is one year, with its halves, quarters and months, and one bit for all
-- that is written otherwise; whole years and what goes over several share cells below 0, sixty in each.
-- grain: one per period code in use; year and part_of as in periods_in_use (schema.sql), ends = its last month is December
create temp table period_cells as
with spelt as (
    select
        period, period_start, period_end,
        case when period = cast(year(period_start) as varchar) then year(period_start) end as year,
        case
            when period <> cast(year(period_start) as varchar) and year(period_start) = year(period_end)
                then year(period_start)
        end as part_of,
        datediff('month', period_start, period_end) + 1 as months,
        month(period_start) as first_month
    from (
        select period, period_first_day(period) as period_start, period_last_day(period) as period_end
        from (select distinct period from observations)
    )
),
numbered as (
    select *, row_number() over (partition by part_of order by period) - 1 as number
    from spelt
)
select
    period, period_start, period_end, year, part_of, months, month(period_end) = 12 as ends,
    cast(case when part_of is null then -1 - number // 60 else part_of end as integer) as cell,
    cast(1 as bigint) << cast(
        case
            when part_of is null then number % 60
            when contains(period, '..') then 18
            when months = 6 then first_month // 6
            when months = 3 then 2 + first_month // 3
            else 5 + first_month
        end as integer
    ) as bit
from numbered;

-- grain: one per indicator, place, poverty standard and cell; sample apart from real
-- columns: figures = number of rows; bits of their periods; signs = of their qualifiers: 1 =, 2 >, 4 >=, 8 <, 16 ~;
--   last_value = that of the period that ends the year; broken = some value is no whole number;
--   first_source and last_source = rowid in sources, the same where all rows are from one
create temp table series as
select
    o.indicator, o.place, o.standard, s.sample, c.cell,
    count(*) as figures,
    bit_or(c.bit) as bits,
    bit_or(case o.qualifier when '=' then 1 when '>' then 2 when '>=' then 4 when '<' then 8 else 16 end) as signs,
    sum(o.value) as value,
    sum(case when c.ends then o.value end) as last_value,
    min(o.value) as least,
    max(o.value) as most,
    min(case when o.value > 0 then o.value end) as least_positive,
    bool_or(o.value <> floor(o.value)) as broken,
    min(s.number) as first_source,
    max(s.number) as last_source
from observations as o
join period_cells as c using (period)
join (select source, rowid as number, basis = 'sample' as sample from sources) as s using (source)
group by o.indicator, o.place, o.standard, s.sample, c.cell;

-- Indicators of which some ward gave, for some year, a part above some whole of that year: elsewhere none can exceed its own.
-- grain: one per indicator with an at_most
create temp table doubtful_parts as
select distinct p.indicator, i.at_most
from series as p
join (select indicator, at_most from indicators where at_most is not null) as i on i.indicator = p.indicator
join (select * from series where indicator in (select at_most from indicators)) as w
    on w.indicator = i.at_most and w.place = p.place and w.cell = p.cell
where p.most > w.least and not p.sample and not w.sample;
