-- The first and the last year for which wards have figures, of a whole year or real ones of a part of it; where no ward
-- has any, those of any place, and where no figure is of one whole year, those that the periods touch. Null where there is
-- no figure at all.
-- grain: one row
with ward_year as (
    select y.year from periods_in_use as y join ward_periods as w using (period) where y.year is not null
    union all
    select year from ward_year_values
    union all
    select first_year from ward_year_parts
    union all
    select last_year from ward_year_parts
)
select
    coalesce((select min(year) from ward_year), min(year), min(extract(year from period_start))) as first_year,
    coalesce((select max(year) from ward_year), max(year), max(extract(year from period_end))) as last_year
from periods_in_use
