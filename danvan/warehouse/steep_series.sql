-- Real series in which some positive figure is more than ten times another and at least 20: the only ones that can jump.
-- Tables of their own, because the engine plans badly for what it does not know to be small. Needs the tables of series.sql.
create or replace temp table period_kinds as
select
    period,
    case when substr(period, 6, 1) in ('H', 'Q') then substr(period, 6, 1) when length(period) = 4 then 'year' else 'month' end
        as kind
from period_cells
where not contains(period, '..');

-- grain: one per indicator, place and poverty standard
create or replace temp table steep_series as
select indicator, place, standard
from series
where least_positive is not null and not sample
group by indicator, place, standard, cell > 0
having max(most) > 10 * min(least_positive) and max(most) >= 20;
