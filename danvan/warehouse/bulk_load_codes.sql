-- The rows of a large file of codes and numbers alone into observations. What is no code, or no number of one reading, leaves a
-- column empty that must not be, at which the engine stops; places are looked at afterwards (bulk_places.sql), because to
-- look each up costs as much as the reading of the file. Rows without a value are left out.
-- grain: one per row of the file that has a value
-- parameters: number (pattern of a number of one reading), source (of the load)
-- Needs the tables of bulk_codes.sql, and before it "with written as (...)", the columns of the file as text: indicator,
-- place, period, value.
-- DuckDB only: regexp_full_match, try_cast
insert into observations (indicator, place, period, standard, value, qualifier, source, period_start, period_end)
select
    i.indicator,
    w.place,
    w.period,
    case when i.by_standard then t.standard end,
    case
        when cast(try_cast(w.value as bigint) as varchar) = w.value then cast(try_cast(w.value as bigint) as double)
        when regexp_full_match(w.value, $number) then cast(replace(w.value, ',', '.') as double) + 0.0
    end,
    '=',
    $source,
    t.period_start,
    t.period_end
from written as w
left join written_indicators as i on i.written = w.indicator
left join written_periods as t on t.written = w.period
where w.value is not null
