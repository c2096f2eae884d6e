-- The figures of one source that stand at a place counted in characters of its text.
-- grain: one per indicator, place, period and poverty standard
-- parameters: source (code)
-- columns: as source_figures
select
    o.indicator, o.place, o.period, o.standard, o.value, o.qualifier, o.whole, o.source, o.locator, o.printed, o.remark,
    o.note, o.superseded, s.basis
from observations as o
join sources as s using (source)
where o.source = $source
    and o.locator like '%chars:%'
order by o.locator, o.indicator, o.place, o.period, o.standard
