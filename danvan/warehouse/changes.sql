-- What a load changes: each of its figures beside the one that was used before it.
-- grain: one per figure of the load
-- parameters: source (of the load)
-- columns: old_value, old_qualifier, old_source are null where there was no real figure before
-- Needs the table twins of a build, in which the newest load comes first.
-- DuckDB only: rowid
with before as (
    select n.row_id, o.value, o.qualifier, o.source
    from twins as n
    join twins as o
        on o.indicator = n.indicator and o.place = n.place and o.period = n.period
        and o.standard is not distinct from n.standard
    where n.source = $source and o.preferred = 2 and o.basis <> 'sample'
)
select
    n.indicator, n.place, n.period, n.standard, n.value, n.qualifier, n.locator, n.printed,
    b.value as old_value, b.qualifier as old_qualifier, b.source as old_source
from observations as n
left join before as b on b.row_id = n.rowid
where n.source = $source
