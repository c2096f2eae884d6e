-- The rows of a large file into observations, whatever words they say it in: each cell must be known, each value a number of
-- one reading,
-- or a column that must not be empty is left empty, at which the engine stops. Rows without a value are left out.
-- grain: one per row of the file that has a value
-- parameters: number (pattern of a number of one reading), source (of the load)
-- Needs the tables of bulk_codes.sql, and before it "with written as (...)", the columns of the file as text: indicator,
-- place, period, value, qualifier, standard, note.
-- DuckDB only: regexp_full_match, nfc_normalize
insert into observations (
    indicator, place, period, standard, value, qualifier, source, remark, period_start, period_end
)
select
    case when i.by_standard is false or w.standard is null or s.standard is not null then i.indicator end,
    case when t.period_start >= p.first_day and t.period_end <= p.last_day then p.place end,
    t.period,
    case when i.by_standard then coalesce(s.standard, t.standard) end,
    case when regexp_full_match(w.value, $number) then cast(replace(w.value, ',', '.') as double) + 0.0 end,
    case when w.qualifier is null then '=' else q.qualifier end,
    $source,
    nfc_normalize(trim(w.note)),
    t.period_start,
    t.period_end
from written as w
left join written_indicators as i on i.written = w.indicator
left join written_places as p on p.written = w.place
left join written_periods as t on t.written = w.period
left join written_qualifiers as q on q.written = w.qualifier
left join written_standards as s on s.written = w.standard
where w.value is not null
