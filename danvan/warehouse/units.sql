-- What questions about units read: every figure of a ward that is used, by length of its period, those made of parts among them.
-- Run once, after schema.sql. Sample and real stand beside each other, and a question takes one of the two. The filters of a
-- question reach through these views, so that one for years does not look at months.

-- Which shorter periods a longer one is made of: halves of quarters or months, quarters of months, years of all three.
-- grain: one per longer period and shorter period in it
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
    on p.months < w.months and p.starts >= w.starts and p.starts < w.starts + to_months(w.months);

-- grain: one per indicator, ward, period and poverty standard, sample apart from real
-- columns: length as in periods_in_use; starts = first day; sign = of the qualifier: 1 =, 2 >, 4 >=, 8 <, 16 ~
create view unit_given as
select
    o.indicator, o.place, y.length, o.period_start as starts, o.standard, o.value, o.source, s.basis,
    case o.qualifier when '=' then 1 when '>' then 2 when '>=' then 4 when '<' then 8 else 16 end as sign
from observations as o
join sources as s using (source)
join periods_in_use as y using (period)
where not o.superseded;

-- Periods made of shorter ones of one length, all of them where they add up, that of its end where it is a stock; of several
-- lengths the longest. Rates are not made of rates.
-- grain: one per indicator, ward, longer period and poverty standard, sample apart from real
-- DuckDB only: bit_or, qualify
create view unit_made as
select
    g.indicator, g.place, p.length, p.starts, g.standard,
    sum(g.value) as value,
    case when min(g.source) = max(g.source) then min(g.source) else string_agg(distinct g.source, ' ') end as source,
    case when max(g.basis) = 'sample' or i.aggregation = 'latest' then max(g.basis) else 'derived' end as basis,
    bit_or(g.sign) as sign
from unit_given as g
join indicators as i using (indicator)
join period_parts as p on p.part_length = g.length and p.part_starts = g.starts
where i.aggregation = 'sum' or (i.aggregation = 'latest' and p.last)
group by g.indicator, g.place, p.length, p.starts, g.standard, i.aggregation, g.basis = 'sample', p.part_length, p.parts
having i.aggregation = 'latest' or count(*) = p.parts
qualify row_number() over (
    partition by g.indicator, g.place, p.length, p.starts, g.standard, g.basis = 'sample' order by p.parts
) = 1;

-- The years of units of July 2025 that gave no whole year but its parts; those of the wards before are in ward_year_values.
-- grain: one per indicator, unit, year and poverty standard, sample apart from real
create table successor_years as
select m.indicator, m.place, m.starts, m.standard, m.value, m.source, m.basis, m.sign
from unit_made as m
where m.length = 'year'
    and m.place in (
        select u.place from ward_units as u where not u.current and u.place in (select place from series where cell > 0)
    )
    and not exists (
        select 1
        from unit_given as g
        where g.length = 'year' and g.indicator = m.indicator and g.place = m.place and g.starts = m.starts
            and g.standard is not distinct from m.standard and (g.basis = 'sample') = (m.basis = 'sample')
    );

-- grain: one per indicator, ward, period of one of the four lengths and poverty standard, sample apart from real
create view unit_values as
select indicator, place, length, starts, standard, value, source, basis, sign
from unit_given
where length is not null
union all
select
    indicator, place, 'year', make_date(year, 1, 1), standard, value, source, basis,
    case qualifier when '=' then 1 when '>' then 2 when '>=' then 4 when '<' then 8 else 16 end
from ward_year_values
union all
select indicator, place, 'year', starts, standard, value, source, basis, sign
from successor_years
union all
select m.indicator, m.place, 'half', m.starts, m.standard, m.value, m.source, m.basis, m.sign
from unit_made as m
anti join (select * from unit_given where length = 'half') as g
    on g.indicator = m.indicator and g.place = m.place and g.starts = m.starts
    and g.standard is not distinct from m.standard and (g.basis = 'sample') = (m.basis = 'sample')
where m.length = 'half'
union all
select m.indicator, m.place, 'quarter', m.starts, m.standard, m.value, m.source, m.basis, m.sign
from unit_made as m
anti join (select * from unit_given where length = 'quarter') as g
    on g.indicator = m.indicator and g.place = m.place and g.starts = m.starts
    and g.standard is not distinct from m.standard and (g.basis = 'sample') = (m.basis = 'sample')
where m.length = 'quarter';
