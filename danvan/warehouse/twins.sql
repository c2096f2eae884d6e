-- Rows of observations that stand for the same quantity more than once, sample apart from real. Where a series has more figures
-- in a cell than bits of periods, some period may be there twice; these few are looked at row by row.
-- Needs the tables of series.sql.
-- DuckDB only: rowid, bit_count, qualify

-- grain: one per series and cell in which some period may be there twice
create temp table repeated as
select indicator, place, standard, sample, cell
from series
where bit_count(bits) < figures;

-- grain: one per row of observations that has a twin
-- columns: row_id = rowid of observations; preferred = its place among its twins, 1 for the one to use:
--   submitted before reported, the later submission first, the later issued document first
create temp table twins as
select
    o.rowid as row_id, o.indicator, o.place, o.period, o.standard, o.source, o.value, o.qualifier, s.basis,
    row_number() over (
        partition by o.indicator, o.place, o.period, o.standard, r.sample
        order by
            case s.basis when 'submitted' then 1 else 2 end,
            case s.basis when 'submitted' then o.source end desc,
            s.issued_on desc,
            o.source
    ) as preferred
from (select rowid, * from observations where place in (select place from repeated)) as o
join period_cells as c using (period)
join sources as s using (source)
join repeated as r
    on r.indicator = o.indicator and r.place = o.place and r.standard is not distinct from o.standard
    and r.sample = (s.basis = 'sample') and r.cell = c.cell
qualify count(*) over (partition by o.indicator, o.place, o.period, o.standard, r.sample) > 1;

drop table repeated;
