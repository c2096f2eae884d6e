-- The figures that sources give, those superseded among them: of the town, the province, the country, then ward by ward in the
-- order of the catalogue; what is made up comes last.
-- grain: one per indicator, place, period, poverty standard and source; at most so many as asked for, after those skipped
-- parameters: sources, indicators, places (lists of codes, empty = all), sample (also what is made up), first_day, last_day (the
--   period touches the days between; null = any), most (rows at most), skip (rows to leave out)
-- columns: value in the unit of the indicator; printed = as the cell of the file has it; remark = what the clerk wrote beside it;
--   superseded = another source is preferred for the same quantity, and stands before it;
--   figures, in_force = how many there are in all, and how many of them are not superseded
-- DuckDB only: rowid, for the order of the catalogue
with listed as (
    select o.*, s.basis
    from observations as o
    join sources as s using (source)
    where ($all_sources or o.source in ($sources))
        and ($all_indicators or o.indicator in ($indicators))
        and ($all_places or o.place in ($places))
        and ($sample or s.basis <> 'sample')
        and (cast($first_day as date) is null or o.period_end >= cast($first_day as date))
        and (cast($last_day as date) is null or o.period_start <= cast($last_day as date))
),
counted as (
    select count(*) as figures, sum(case when superseded then 0 else 1 end) as in_force
    from listed
)
select
    o.indicator, o.place, o.period, o.standard, o.value, o.qualifier, o.whole, o.source, o.locator, o.printed, o.remark,
    o.note, o.superseded, o.basis, c.figures, c.in_force
from listed as o
join indicators as i using (indicator)
join places as p using (place)
cross join counted as c
order by
    case when o.basis = 'sample' then 1 else 0 end,
    case p.level when 'town' then 1 when 'province' then 2 when 'country' then 3 else 4 end,
    o.place, i.rowid, o.period_start, o.period_end, o.standard, o.superseded, o.source
limit $most offset $skip
