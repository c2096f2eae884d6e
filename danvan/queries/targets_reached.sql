-- The targets of one place beside what a document or a submission gives for the same period.
-- grain: one per indicator and period that has both, and standard
-- parameters: place (code)
-- columns: value, target in the unit of the indicator
select t.indicator, t.period, t.value as target, o.value, o.qualifier, s.basis
from targets as t
join observations as o on o.indicator = t.indicator and o.place = t.place and o.period = t.period
join sources as s on s.source = o.source
where t.place = $place
    and s.basis <> 'sample'
    and not o.superseded
order by t.indicator, t.period
