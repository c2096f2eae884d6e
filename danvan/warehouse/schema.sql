-- What a snapshot holds beside the declared tables of data/catalogue/tables.toml, which are made from their declaration.
-- Run once, after those tables are filled.

-- The wards that the current figures are about: those on the tile map, as Catalogue.wards has it. Wards since July 2025 carry
-- figures of their own; beside the fifteen before them they would count the same people twice and stretch the years.
-- grain: one per ward
create table current_wards as
select place
from places
where level = 'ward' and tile_row is not null;

-- All wards, of before and since July 2025, with the unit that each is a part of since then (itself where it is one of those).
-- grain: one per ward
-- columns: population_source_number = place in the list of the codes of sources
create table ward_units as
select
    w.place, w.kind, w.tile_row is not null as current, n.place as successor, n.kind as successor_kind,
    cast(w.population as double) as population, w.population_source,
    cast(enum_code(cast(w.population_source as source_code)) as bigint) as population_source_number
from places as w
join places as n on n.place = coalesce(w.replaced_by, w.place)
where w.level = 'ward';

-- grain: one per indicator and level of place that has any value; of wards, the current ones
-- real: some value is reported or submitted; sample: some value is made up
-- As soon as real values of an indicator exist for wards, its sample is no longer used; views and queries join here.
create table indicator_standing as
select
    o.indicator,
    p.level,
    max(case when o.sample then 0 else 1 end) = 1 as real,
    max(case when o.sample then 1 else 0 end) = 1 as sample
from (select distinct indicator, place, sample from series) as o
join places as p using (place)
where p.level <> 'ward' or o.place in (select place from current_wards)
group by o.indicator, p.level;

-- Whether any ward has real figures of an indicator: then nothing made of wards uses its sample.
-- grain: one per indicator that any ward has a figure of
-- columns: real = of any ward, of before or since July 2025; current_real = of the current ones alone
create table unit_standing as
select
    o.indicator, i.aggregation, bool_or(not o.sample) as real, bool_or(not o.sample and u.current) as current_real
from (select distinct indicator, place, sample from series) as o
join ward_units as u using (place)
join indicators as i using (indicator)
group by o.indicator, i.aggregation;

-- grain: one per period code in use; year is null unless the period is one whole year
-- part_of: the year that any other period lies in, null where it touches two; months = how many it has;
-- length: year, half, quarter, month, null where it is a span written otherwise
create table periods_in_use as
select
    period, period_start, period_end, year, part_of, months,
    case
        when year is not null then 'year'
        when contains(period, '..') then null
        when months = 6 then 'half'
        when months = 3 then 'quarter'
        when months = 1 then 'month'
    end as length
from period_cells;

-- grain: one per period for which some ward has a figure
create table ward_periods as
select c.period
from period_cells as c
join (
    select s.cell, bit_or(s.bits) as bits
    from series as s
    join current_wards as w using (place)
    group by s.cell
) as w on w.cell = c.cell and (w.bits & c.bit <> 0);

-- grain: one per real figure of a ward that is used
create temp view ward_figures as
select
    o.indicator, o.place, o.standard, o.value, o.qualifier, o.source, s.basis, s.issued_on,
    y.period, y.period_start, y.period_end, y.year, y.part_of, y.months
from observations as o
join (select * from sources where basis <> 'sample') as s using (source)
join current_wards as w using (place)
join periods_in_use as y using (period)
where not o.superseded;

-- grain: one per indicator, place, poverty standard and year that a ward gave as a whole, having given parts of some year
create temp table years_given as
select distinct indicator, place, standard, year
from ward_figures
where year is not null and place in (select place from series where cell > 0);

-- The years of which wards gave parts and no whole, each with what its parts come to where they are alike: halves or quarters
-- or months, none twice, all from one source. Nearly all are; what follows goes through the parts of the others one by one.
-- grain: one per indicator, place, poverty standard and year
-- columns: given = its parts make a value of the year: all of them where they add up, that of its end where it is a stock
-- DuckDB only: bit_count, rowid
create temp view years_in_parts as
with repeated as (
    select distinct t.indicator, t.place, t.standard, c.part_of as year
    from twins as t
    join period_cells as c using (period)
    where t.basis <> 'sample' and c.part_of is not null
)
select
    s.indicator, s.place, s.standard, s.cell as year, i.aggregation, o.source,
    case when i.aggregation = 'sum' then s.value else s.last_value end as value,
    case when i.aggregation = 'sum' then 'derived' else o.basis end as basis,
    case
        when s.signs = 1 then '='
        when s.signs < 8 then case when s.signs & 2 = 2 then '>' else '>=' end
        when s.signs in (8, 9) then '<'
        else '~'
    end as qualifier,
    case i.aggregation
        when 'sum' then s.bits in (3, 60, 262080)
        when 'latest' then s.last_value is not null
        else false
    end as given,
    s.first_source = s.last_source and r.year is null and (i.aggregation = 'sum' or s.signs in (1, 2, 4, 8, 16))
        and bit_count(s.bits) = s.figures
        and (s.bits < 4 or (s.bits & 3 = 0 and s.bits < 64) or (s.bits & 63 = 0 and s.bits < 262144)) as alike
from series as s
join indicators as i using (indicator)
join sources as o on o.rowid = s.first_source
join current_wards as w using (place)
left join repeated as r
    on r.indicator = s.indicator and r.place = s.place and r.standard is not distinct from s.standard and r.year = s.cell
where s.cell > 0
    and not s.sample
    and not exists (
        select 1
        from years_given as g
        where g.indicator = s.indicator and g.place = s.place and g.standard is not distinct from s.standard
            and g.year = s.cell
    );

-- grain: as years_in_parts, those that are gone through
create temp table years_unlike as
select indicator, place, standard, year, aggregation
from years_in_parts
where not alike;

-- The parts of the years that are not alike. A stretch of time counts once, also where it is written in two ways; which
-- source is preferred is that of warehouse/twins.sql.
-- grain: one per indicator, place, year, standard and stretch of time
-- DuckDB only: qualify
create temp table year_parts as
select
    f.indicator, f.place, f.part_of as year, f.standard, y.aggregation, f.value, f.qualifier, f.source, f.basis,
    f.period, f.period_start, f.period_end, f.months
from ward_figures as f
join years_unlike as y
    on y.indicator = f.indicator and y.place = f.place and y.standard is not distinct from f.standard and y.year = f.part_of
qualify row_number() over (
    partition by f.indicator, f.place, f.standard, f.period_start, f.period_end
    order by
        case f.basis when 'submitted' then 1 else 2 end,
        case f.basis when 'submitted' then f.source end desc,
        f.issued_on desc,
        f.source
) = 1;

-- The parts that make up whole years without gap or overlap: halves where both are there, else quarters, else months; where no
-- set of one length is whole, the widest of all.
-- grain: one per part used
create temp table parts_used as
with ranked as (
    select p.*, p.months as length, exists (
        select 1
        from year_parts as wider
        where wider.indicator = p.indicator and wider.place = p.place and wider.standard is not distinct from p.standard
            and wider.year = p.year and wider.months > p.months
            and wider.period_start <= p.period_start and wider.period_end >= p.period_end
    ) as within_another
    from year_parts as p
    where p.aggregation = 'sum'
),
candidate as (
    select * exclude (within_another) from ranked
    union all
    select * exclude (within_another) replace (0 as length) from ranked where not within_another
),
beside as (
    select
        c.*,
        lag(c.period_end) over (
            partition by c.indicator, c.place, c.standard, c.year, c.length order by c.period_start
        ) as before
    from candidate as c
),
whole as (
    select indicator, place, standard, year, max(length) as length
    from (
        select indicator, place, standard, year, length
        from beside
        group by indicator, place, standard, year, length
        having max(period_end) = make_date(year, 12, 31)
            and min(case when period_start = coalesce(before + 1, make_date(year, 1, 1)) then 1 else 0 end) = 1
    )
    group by indicator, place, standard, year
)
select c.*
from candidate as c
join whole as w
    on w.indicator = c.indicator and w.place = c.place and w.standard is not distinct from c.standard
    and w.year = c.year and w.length = c.length;

-- Whole years that wards gave in parts: what adds up is the sum of all parts of the year, a stock is that of its end. Real
-- figures only, and only where the ward gave no figure of the whole year; the whole years themselves stay in observations.
-- grain: one per indicator, place, year and poverty standard
-- columns: value in the unit of the indicator; qualifier as danvan/provenance.sum_qualifier has it; basis is derived where
--   parts were added; source = codes of the sources, parted by spaces
-- DuckDB only: string_agg, arg_max
create table ward_year_values as
select
    indicator, place, year, standard, sum(value) as value,
    case
        when min(case when qualifier = '=' then 1 else 0 end) = 1 then '='
        when min(case when qualifier in ('=', '>', '>=') then 1 else 0 end) = 1
            then case when max(case when qualifier = '>' then 1 else 0 end) = 1 then '>' else '>=' end
        when min(case when qualifier in ('=', '<') then 1 else 0 end) = 1 then '<'
        else '~'
    end as qualifier,
    case when count(*) = 1 then max(basis) else 'derived' end as basis,
    string_agg(distinct source, ' ' order by source) as source
from parts_used
group by indicator, place, year, standard
union all
select
    indicator, place, year, standard, arg_max(value, months), arg_max(qualifier, months), arg_max(basis, months),
    arg_max(source, months)
from year_parts
where aggregation = 'latest' and period_end = make_date(year, 12, 31)
group by indicator, place, year, standard;

insert into ward_year_values
select indicator, place, year, standard, value, qualifier, basis, source
from years_in_parts
where alike and given;

-- grain: one per indicator, place, poverty standard and year of which parts were given that make no value
create temp table years_without_value as
select indicator, place, standard, year, true as alike
from years_in_parts
where alike and not given
union all
select y.indicator, y.place, y.standard, y.year, false
from years_unlike as y
where not exists (
    select 1
    from (select * from ward_year_values where place in (select place from years_unlike)) as v
    where v.indicator = y.indicator and v.place = y.place and v.year = y.year
        and v.standard is not distinct from y.standard
);

-- grain: one per indicator, place, poverty standard and span of several years
create temp table spans as
select distinct indicator, place, standard, year(period_start) as first_year, year(period_end) as last_year, period
from ward_figures
where year is null and part_of is null;

-- What wards gave that no whole year can be made of: parts of a year that is not complete yet, and spans that go over several
-- years of none of which the ward gave a figure. No year and no total has them.
-- grain: one per indicator, place, poverty standard and year, or span of years
-- columns: periods = codes of the periods given, parted by spaces
create table ward_year_parts as
with parts as (
    select indicator, place, standard, year, period, period_start from year_parts
    union all
    select f.indicator, f.place, f.standard, f.part_of, f.period, f.period_start
    from (select * from ward_figures where place in (select place from years_without_value where alike)) as f
    join (select * from years_without_value where alike) as y
        on y.indicator = f.indicator and y.place = f.place and y.standard is not distinct from f.standard
        and y.year = f.part_of
)
select
    p.indicator, p.place, p.standard, p.year as first_year, p.year as last_year,
    string_agg(p.period, ' ' order by p.period_start, p.period) as periods
from parts as p
join years_without_value as y
    on y.indicator = p.indicator and y.place = p.place and y.standard is not distinct from p.standard and y.year = p.year
group by p.indicator, p.place, p.standard, p.year;

-- A statement of its own, because in one with the years the engine goes through all figures twice.
insert into ward_year_parts
with given as (
    select indicator, place, standard, year
    from ward_figures
    where year is not null and place in (select place from spans)
    union all
    select indicator, place, standard, year
    from ward_year_values
    where place in (select place from spans)
)
select s.indicator, s.place, s.standard, s.first_year, s.last_year, s.period
from spans as s
where not exists (
    select 1
    from given as y
    where y.indicator = s.indicator and y.place = s.place and y.standard is not distinct from s.standard
        and y.year between s.first_year and s.last_year
);

drop table spans;
drop table years_without_value;
drop table parts_used;
drop table year_parts;
drop table years_unlike;
drop view years_in_parts;
drop table years_given;
drop view ward_figures;

-- grain: one per finding of the build that did not stop it
-- message, advice in Vietnamese and _en in English; indicator, place, period of the figure that it is about
create table issues (
    severity varchar, code varchar, file varchar, line bigint, column_name varchar, value varchar, message varchar,
    message_en varchar, advice varchar, advice_en varchar, indicator varchar, place varchar, period varchar
);

-- Two figures that cannot both be right, as the checks of warehouse/checks found them (checks/README.md says what the kinds are).
-- Beside issues, which says the same in a sentence with file and line: both are filled from one answer.
-- grain: one per finding
-- columns: disagreement = what it is known by from snapshot to snapshot; values in the unit of indicator, which is that of both
--   sides; compared, other_compared = whole where that of the observation is meant, else value; note = codes of open points that
--   the figure names; other_source = codes parted by spaces; other_count = how many wards, years or indicators were added, or how
--   many times a limit was taken; other_top over other_bottom makes a recomputed rate; difference = the larger less the smaller in
--   the same unit, null where bounds leave it open or there is no other value
create table disagreements (
    disagreement varchar, code varchar,
    indicator varchar, place varchar, period varchar, standard varchar, compared varchar, value double, qualifier varchar,
    source varchar, locator varchar, printed varchar, note varchar,
    other_kind varchar, other_indicator varchar, other_place varchar, other_period varchar, other_standard varchar,
    other_compared varchar, other_value double, other_qualifier varchar, other_count bigint, other_top double,
    other_bottom double, other_source varchar, other_locator varchar, other_printed varchar,
    difference double, difference_qualifier varchar
);

-- What was checked, also where nothing was found.
-- grain: one per check of warehouse/checks
-- columns: findings = how many it has, at most those that are kept; more = there are others
create table checks_done (code varchar, findings bigint, more boolean);
