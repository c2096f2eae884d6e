-- What a load changes: each of its figures beside the one that was used before it.
-- grain: one per figure of the load
-- parameters: source (of the load)
-- columns: old_value, old_qualifier, old_source are null where there was no real figure before
-- Needs the table twins of a build, in which the newest load comes first.
select
    n.indicator, n.place, n.period, n.standard, n.value, n.qualifier, n.locator, n.printed,
    o.value as old_value, o.qualifier as old_qualifier, o.source as old_source
from observations as n
left join twins as o
    on o.indicator = n.indicator and o.place = n.place and o.period = n.period
    and o.standard is not distinct from n.standard and o.preferred = 2 and o.basis <> 'sample'
where n.source = $source
