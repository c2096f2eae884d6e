-- What questions about units read: every figure of a ward that is used, and the longer periods that shorter ones make.
-- Run once, after schema.sql. Sample and real stand beside each other, and a question takes one of the two. The filters of a
-- question reach through these views, so that one for years does not look at months.

-- Which periods a longer one is made of: halves of quarters or months, quarters of months, years of all three; and itself.
-- grain: one per period and period in it
-- columns: starts and part_starts = first days; parts = how many of that length make the whole; last = it ends the whole
create table period_parts as
with length as (
    select * from (values ('year', 12), ('half', 6), ('quarter', 3), ('month', 1)) as l(length, months)
),
year as (
    select distinct coalesce(year, part_of) as year from periods_in_use where coalesce(year, part_of) is not null
),
period as (
    select l.length, l.months, make_date(y.year, cast(m.first_month as integer), 1) as starts
    from year as y
    cross join length as l
    cross join generate_series(1, 12) as m(first_month)
    where (m.first_month - 1) % l.months = 0
)
select
    w.length, w.starts, p.length as part_length, p.starts as part_starts, w.months // p.months as parts,
    p.starts = w.starts + to_months(w.months - p.months) as last
from period as w
join period as p
    on p.months <= w.months and p.starts >= w.starts and p.starts < w.starts + to_months(w.months);

-- grain: one per indicator, place, period and poverty standard, sample apart from real
-- columns: length as in periods_in_use; starts = first day; sign = of the qualifier: 1 =, 2 >, 4 >=, 8 <, 16 ~
create view unit_given as
select
    o.indicator, o.place, y.length, o.period_start as starts, o.standard, o.value, o.source,
    case o.qualifier when '=' then 1 when '>' then 2 when '>=' then 4 when '<' then 8 else 16 end as sign
from observations as o
join periods_in_use as y using (period)
where not o.superseded;

-- The years of units of July 2025 that gave no whole year but its parts; those of the wards before are in ward_year_values.
-- All parts of one length where they add up, that of the end where it is a stock; of several lengths the longest. Rates are
-- not made of rates, and a sample is left out where there are real figures.
-- grain: one per indicator, unit, year and poverty standard, sample apart from real
-- DuckDB only: bit_or, string_agg, qualify
create table successor_years as
with given as (
    select g.*, s.basis, t.aggregation
    from unit_given as g
    join sources as s using (source)
    join unit_standing as t using (indicator)
    where g.place in (
            select u.place from ward_units as u where not u.current and u.place in (select place from series where cell > 0)
        )
        and t.aggregation in ('sum', 'latest')
        and not (s.basis = 'sample' and t.real)
),
made as (
    select
        g.indicator, g.place, p.starts, g.standard, sum(g.value) as value,
        string_agg(distinct g.source, ' ' order by g.source) as source,
        case when count(*) = 1 or max(g.basis) = 'sample' then max(g.basis) else 'derived' end as basis,
        bit_or(g.sign) as sign, p.parts
    from given as g
    join period_parts as p on p.part_length = g.length and p.part_starts = g.starts
    where p.length = 'year' and (p.parts = 1 or g.aggregation = 'sum' or p.last)
    group by g.indicator, g.place, p.starts, g.standard, p.parts, g.aggregation, g.basis = 'sample'
    having count(*) = p.parts or g.aggregation = 'latest'
    qualify row_number() over (
        partition by g.indicator, g.place, p.starts, g.standard, g.basis = 'sample' order by p.parts
    ) = 1
)
select indicator, place, starts, standard, value, source, basis, sign
from made
where parts > 1;

-- Whole years that were given in parts, of wards of before and since July 2025.
-- grain: one per indicator, ward, year and poverty standard, sample apart from real
-- columns: sign as in unit_given; standing = of the basis: 0 reported, 1 submitted, 2 derived, 3 sample; first_source and
--   last_source = place in the list of the codes of sources, 0 and 65536 where the year is made of several
create view unit_years as
with year as (
    select
        indicator, place, make_date(year, 1, 1) as starts, standard, value, source, basis,
        case qualifier when '=' then 1 when '>' then 2 when '>=' then 4 when '<' then 8 else 16 end as sign
    from ward_year_values
    union all
    select indicator, place, starts, standard, value, source, basis, sign
    from successor_years
)
select
    indicator, place, starts, standard, value, source, basis, sign,
    cast(case basis when 'sample' then 3 when 'derived' then 2 when 'submitted' then 1 else 0 end as bigint) as standing,
    cast(coalesce(enum_code(try_cast(source as source_code)), 0) as bigint) as first_source,
    cast(coalesce(enum_code(try_cast(source as source_code)), 65536) as bigint) as last_source
from year;
