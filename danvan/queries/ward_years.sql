-- The first and the last year for which wards have figures; where no ward has any, those of any place.
-- grain: one row
select
    coalesce(min(case when w.period is not null then y.year end), min(y.year)) as first_year,
    coalesce(max(case when w.period is not null then y.year end), max(y.year)) as last_year
from periods_in_use as y
left join ward_periods as w using (period)
where y.year is not null
