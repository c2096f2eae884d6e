-- What a snapshot holds beside the declared tables of data/catalogue/tables.toml, which are made from their declaration.
-- Run once, after those tables are filled.

-- The wards that the current figures are about: those on the tile map, as Catalogue.wards has it. Wards since July 2025 carry
-- figures of their own; beside the fifteen before them they would count the same people twice and stretch the years.
-- grain: one per ward
create table current_wards as
select place
from places
where level = 'ward' and tile_row is not null;

-- grain: one per indicator and level of place that has any value; of wards, the current ones
-- real: some value is reported or submitted; sample: some value is made up
-- As soon as real values of an indicator exist for wards, its sample is no longer used; views and queries join here.
create table indicator_standing as
select
    o.indicator,
    p.level,
    max(case when s.basis = 'sample' then 0 else 1 end) = 1 as real,
    max(case when s.basis = 'sample' then 1 else 0 end) = 1 as sample
from (select distinct indicator, place, source from observations) as o
join places as p using (place)
join sources as s using (source)
where p.level <> 'ward' or o.place in (select place from current_wards)
group by o.indicator, p.level;

-- grain: one per period code in use; year is null unless the period is one whole year
-- part_of: the year that any other period lies in, null where it touches two; months = how many it has
create table periods_in_use as
select
    period,
    period_start,
    period_end,
    case when period = cast(year(period_start) as varchar) then year(period_start) end as year,
    case
        when period <> cast(year(period_start) as varchar) and year(period_start) = year(period_end)
            then year(period_start)
    end as part_of,
    datediff('month', period_start, period_end) + 1 as months
from (select distinct period, period_start, period_end from observations);

-- grain: one per period for which some ward has a figure
create table ward_periods as
select distinct o.period
from observations as o
join current_wards as w using (place);

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

-- What real figures wards gave for parts of a year of which they gave no whole one. A stretch of time counts once,
-- also where it is written in two ways; which source is preferred is that of warehouse/twins.sql.
-- grain: one per indicator, place, year, standard and stretch of time
-- DuckDB only: qualify
create temp table year_parts as
select
    f.indicator, f.place, f.part_of as year, f.standard, i.aggregation, f.value, f.qualifier, f.source, f.basis,
    f.period, f.period_start, f.period_end, f.months
from ward_figures as f
join indicators as i using (indicator)
where f.part_of is not null
    and not exists (
        select 1
        from ward_figures as whole
        where whole.indicator = f.indicator and whole.place = f.place and whole.year = f.part_of
            and whole.standard is not distinct from f.standard
    )
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

-- What wards gave that no whole year can be made of: parts of a year that is not complete yet, and spans that go over several
-- years of none of which the ward gave a figure. No year and no total has them.
-- grain: one per indicator, place, poverty standard and year, or span of years
-- columns: periods = codes of the periods given, parted by spaces
create table ward_year_parts as
select
    p.indicator, p.place, p.standard, p.year as first_year, p.year as last_year,
    string_agg(p.period, ' ' order by p.period_start, p.period) as periods
from year_parts as p
where not exists (
    select 1
    from ward_year_values as v
    where v.indicator = p.indicator and v.place = p.place and v.year = p.year
        and v.standard is not distinct from p.standard
)
group by p.indicator, p.place, p.standard, p.year
union all
select distinct
    f.indicator, f.place, f.standard, year(f.period_start), year(f.period_end), f.period
from ward_figures as f
where f.year is null and f.part_of is null
    and not exists (
        select 1
        from (
            select indicator, place, standard, year from ward_figures where year is not null
            union all
            select indicator, place, standard, year from ward_year_values
        ) as y
        where y.indicator = f.indicator and y.place = f.place and y.standard is not distinct from f.standard
            and y.year between year(f.period_start) and year(f.period_end)
    );

drop table parts_used;
drop table year_parts;
drop view ward_figures;

-- grain: one per finding of the build that did not stop it
-- message, advice in Vietnamese and _en in English; indicator, place, period of the figure that it is about
create table issues (
    severity varchar, code varchar, file varchar, line bigint, column_name varchar, value varchar, message varchar,
    message_en varchar, advice varchar, advice_en varchar, indicator varchar, place varchar, period varchar
);
