-- Real figures that units since July 2025 gave of which no whole year can be made: parts of a year not complete yet, and spans
-- of several years. No year and no total has them.
-- grain: one per indicator, unit, poverty standard and year, or span of years
-- parameters: indicators (list), first_year, last_year
-- columns: first_year, last_year = the years that the periods lie in; periods = their codes, parted by spaces
-- DuckDB only: string_agg
with given as (
    select
        o.indicator, o.place, o.standard, o.period, o.period_start, year(o.period_start) as first_year,
        year(o.period_end) as last_year
    from observations as o
    join sources as s using (source)
    join periods_in_use as y using (period)
    join ward_units as u using (place)
    where o.indicator in ($indicators)
        and s.basis <> 'sample'
        and not o.superseded
        and not u.current
        and y.year is null
        and year(o.period_end) >= $first_year
        and year(o.period_start) <= $last_year
),
whole as (
    select o.indicator, o.place, o.standard, year(o.starts) as year
    from unit_given as o
    join sources as s using (source)
    where o.indicator in ($indicators)
        and o.length = 'year'
        and s.basis <> 'sample'
    union all
    select indicator, place, standard, year(starts)
    from unit_years
    where indicator in ($indicators)
        and basis <> 'sample'
)
select
    g.indicator, g.place, g.standard, g.first_year, g.last_year,
    string_agg(g.period, ' ' order by g.period_start, g.period) as periods
from given as g
where not exists (
    select 1
    from whole as w
    where w.indicator = g.indicator and w.place = g.place and w.standard is not distinct from g.standard
        and w.year between g.first_year and g.last_year
)
group by g.indicator, g.place, g.standard, g.first_year, g.last_year
order by g.indicator, g.place, g.standard, g.first_year, g.last_year
