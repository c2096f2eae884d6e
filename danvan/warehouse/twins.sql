-- Rows of observations that stand for the same quantity more than once, sample apart from real. Each row of a series sets the
-- bit of its period: where fewer bits are set than there are rows, some period is there twice. So one pass over all rows finds
-- the few series that are worth a look.
-- grain: one per row of observations that has a twin
-- columns: row_id = rowid of observations; preferred = its place among its twins, 1 for the one to use:
--   submitted before reported, the later submission first, the later issued document first
-- DuckDB only: rowid, bit_or, bit_count, hugeint, qualify
create temp table twins as
with numbered as (
    select period, row_number() over (order by period) - 1 as number
    from (select distinct period from observations)
),
bits as (
    select period, number // 120 as part, cast(1 as hugeint) << cast(number % 120 as integer) as bit
    from numbered
),
marked as (
    select
        o.rowid as row_id, o.indicator, o.place, o.standard, b.part, b.bit,
        o.source in (select source from sources where basis = 'sample') as sample
    from observations as o
    join bits as b using (period)
),
repeated as materialized (
    select indicator, place, standard, sample, part
    from marked
    group by indicator, place, standard, sample, part
    having bit_count(bit_or(bit)) < count(*)
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
from repeated as r
join marked as m
    on m.indicator = r.indicator and m.place = r.place and m.standard is not distinct from r.standard
    and m.sample = r.sample and m.part = r.part
join observations as o on o.rowid = m.row_id
join sources as s on s.source = o.source
qualify count(*) over (partition by o.indicator, o.place, o.period, o.standard, s.basis = 'sample') > 1;
