-- What the cells of a large file may say without having to be read: codes. What else they say is added to the same tables.
-- Run once for each file; the first and last days of a place are those between which its code stands for its area.
-- grain of each table: one per text
-- parameters: today (a date; what begins later has not come yet), first_year and last_year (of the periods looked for)
-- DuckDB only: unnest, range, the macros of periods.sql
create or replace temp table written_indicators as
select indicator as written, indicator, by_standard
from indicators
where handed_in;

create or replace temp table written_places as
select
    place as written, place, coalesce(formed_on, date '0001-01-01') as first_day,
    coalesce(valid_to, date '9999-12-31') as last_day, formed_on is not null or valid_to is not null as limited
from places
where level = 'ward';

create or replace temp table written_qualifiers as
select unnest(['=', '>', '>=', '<', '~']) as written, written as qualifier;

create or replace temp table written_standards as
select standard as written, standard
from standards;

create or replace temp table written_periods as
with parts as (
    select unnest(['', '-H1', '-H2', '-Q1', '-Q2', '-Q3', '-Q4']) as part
    union all
    select format('-{:02d}', unnest(range(1, 13)))
),
codes as (
    select years.year || parts.part as period
    from (select unnest(range($first_year, $last_year + 1)) as year) as years
    cross join parts
),
days as (
    select period, period_first_day(period) as period_start, period_last_day(period) as period_end from codes
)
select
    d.period as written, d.period, d.period_start, d.period_end,
    (select min(s.standard) from standards as s where d.period_end between s.valid_from and s.valid_to) as standard
from days as d
where d.period_start <= $today;
