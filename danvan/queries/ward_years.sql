-- The first and the last year for which wards have figures; where no ward has any, those of any place, and where no
-- figure is of one whole year, those that the periods touch. Null where there is no figure at all.
-- grain: one row
select
    coalesce(
        min(case when w.period is not null then y.year end), min(y.year), min(extract(year from y.period_start))
    ) as first_year,
    coalesce(
        max(case when w.period is not null then y.year end), max(y.year), max(extract(year from y.period_end))
    ) as last_year
from periods_in_use as y
left join ward_periods as w using (period)
