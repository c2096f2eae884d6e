-- Every figure that a document or a submission gives for one place, with its standing; derived ones are not in it.
-- grain: one per indicator, period, poverty standard and source
-- parameters: place (code)
-- columns: value in the unit of the indicator; whole = of how many, where the source prints a part of a whole;
--   note = codes of open points and, after check:, of disagreements, parted by spaces; year is null unless the period is one whole year;
--   superseded = another source is preferred for the same quantity, and stands before it
select
    o.indicator, o.place, o.period, o.period_start, o.period_end, y.year, o.standard, o.value, o.qualifier, o.whole,
    o.source, o.locator, o.printed, o.note, o.superseded, s.basis
from observations as o
join sources as s using (source)
join periods_in_use as y using (period)
where o.place = $place
    and s.basis <> 'sample'
order by o.indicator, o.period_end desc, o.period_start, o.standard desc, o.superseded, o.source
