-- The figures that one source gives, ward by ward in the order of the catalogue, those superseded among them.
-- grain: one per indicator, place, period and poverty standard; at most so many as asked for
-- parameters: source (code), indicators (list, empty = all), most (rows at most)
-- columns: value in the unit of the indicator; printed = as the cell of the file has it; remark = what the clerk wrote beside it;
--   superseded = another source is preferred for the same quantity, and stands before it;
--   figures, in_force = how many there are in all, and how many of them are not superseded
-- DuckDB only: rowid, for the order of the catalogue
with counted as (
    select count(*) as figures, sum(case when superseded then 0 else 1 end) as in_force
    from observations
    where source = $source
        and ($all_indicators or indicator in ($indicators))
)
select
    o.indicator, o.place, o.period, o.standard, o.value, o.qualifier, o.whole, o.source, o.locator, o.printed, o.remark,
    o.note, o.superseded, s.basis, c.figures, c.in_force
from observations as o
join sources as s using (source)
join indicators as i using (indicator)
cross join counted as c
where o.source = $source
    and ($all_indicators or o.indicator in ($indicators))
order by o.place, i.rowid, o.period_start, o.period_end, o.standard
limit $most
