-- What a snapshot holds beside the declared tables of data/catalogue/tables.toml, which are made from their declaration.
-- Run once, after those tables are filled.

-- grain: one per indicator and level of place that has any value
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
group by o.indicator, p.level;

-- grain: one per period code in use; year is null unless the period is one whole year
create table periods_in_use as
select distinct
    period,
    period_start,
    period_end,
    case when period = cast(year(period_start) as varchar) then year(period_start) end as year
from observations;

-- grain: one per period for which some ward has a figure
create table ward_periods as
select distinct o.period
from observations as o
join places as p using (place)
where p.level = 'ward';

-- grain: one per finding of the build that did not stop it
-- message, advice in Vietnamese and _en in English; indicator, place, period of the figure that it is about
create table issues (
    severity varchar, code varchar, file varchar, line bigint, column_name varchar, value varchar, message varchar,
    message_en varchar, advice varchar, advice_en varchar, indicator varchar, place varchar, period varchar
);
