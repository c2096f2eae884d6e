-- What a place gives for a whole year, against the sum of all its halves, quarters or months of that year by one source, none
-- twice; where only some are there, whether these alone are already more. Figures are amounts, none below zero.
-- Needs the tables of series.sql, where the parts of a year are added up already.
-- grain: one per figure of a year that disagrees
-- columns: other_count = how many parts were added
-- DuckDB only: rowid, bit_count
with part as materialized (
    select
        s.indicator, s.place, s.standard, cast(s.cell as varchar) as period, s.value, s.bits, s.signs, bit_count(s.bits) as parts,
        i.decimals, o.source
    from series as s
    join (select * from indicators where aggregation = 'sum' and minimum >= 0) as i on i.indicator = s.indicator
    join sources as o on o.rowid = s.first_source
    where s.cell > 0
        and not s.sample
        and s.first_source = s.last_source
        and bit_count(s.bits) = s.figures
        and s.signs & 24 = 0
        and (s.bits < 4 or (s.bits & 3 = 0 and s.bits < 64) or (s.bits & 63 = 0 and s.bits < 262144))
),
beside as (
    select
        y.row_id, y.indicator, y.place, y.period, y.value, y.qualifier, p.value as other, p.parts, p.decimals, p.source,
        p.signs = 1 and p.bits in (3, 60, 262080) as whole
    from part as p
    join (select * from real where place in (select place from part) and period in (select period from part)) as y
        on y.indicator = p.indicator and y.place = p.place and y.period = p.period and y.standard is not distinct from p.standard
)
select
    row_id, indicator, place, period, value, qualifier, 'year_parts' as other_kind, other,
    case when whole then '=' else '>=' end as other_qualifier, parts as other_count, period as other_period,
    cast(source as varchar) as other_source
from beside
where case
    when whole then
        case qualifier
            when '=' then abs(value - other) > 0.5 * power(10, -decimals)
            when '>' then other <= value
            when '>=' then other < value
            when '<' then other >= value
            else false
        end
    when qualifier = '=' then other - value > 0.5 * power(10, -decimals)
    when qualifier = '<' then other >= value
    else false
end
order by row_id
