-- Rows of observations that stand for the same quantity more than once, sample apart from real. code is a hash of what
-- makes the quantity, so that one pass over all rows finds the few that are worth a look.
-- grain: one per row of observations that may have a twin
-- columns: row_id = rowid of observations; preferred = its place among its twins, 1 for the one to use:
--   submitted before reported, the later submission first, the later issued document first
-- DuckDB only: hash, rowid
create temp table twins as
with marked as (
    select
        o.rowid as row_id,
        hash(o.indicator, o.place, o.period, o.standard, o.source in (select source from sources where basis = 'sample')) as code
    from observations as o
),
repeated as (
    select code from marked group by code having count(*) > 1
)
select
    m.row_id,
    o.indicator, o.place, o.period, o.standard, o.source, o.value, o.qualifier, s.basis,
    row_number() over (
        partition by o.indicator, o.place, o.period, o.standard, s.basis = 'sample'
        order by
            case s.basis when 'submitted' then 1 else 2 end,
            case s.basis when 'submitted' then o.source end desc,
            s.issued_on desc,
            o.source
    ) as preferred
from marked as m
join repeated as r using (code)
join observations as o on o.rowid = m.row_id
join sources as s on s.source = o.source;
