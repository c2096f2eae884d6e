-- The first and the last year that figures of the units since July 2025 touch; null where they have none.
-- grain: one row
select
    min(extract(year from y.period_start)) as first_year,
    max(extract(year from y.period_end)) as last_year
from (
    select distinct period
    from observations
    where place in (select place from ward_units where not current)
) as o
join periods_in_use as y using (period)
