-- Figures of a load that are more than ten times, or less than a tenth of, the one for the last period of the same kind
-- (year, half, quarter, month) of the same ward. Counts below 20 jump by chance and are left out.
-- grain: one per figure of the load that jumps
-- parameters: source (of the load)
-- Needs what steep_series.sql makes.
with positive as (
    select o.indicator, o.place, o.period, o.period_start, o.standard, o.value, o.source, k.kind
    from (select * from observations where indicator in (select indicator from steep_series)) as o
    join period_kinds as k using (period)
    join (select distinct indicator, place, standard from steep_series) as s
        on s.indicator = o.indicator and s.place = o.place and s.standard is not distinct from o.standard
    where not o.superseded and o.value > 0 and o.source in (select source from sources where basis <> 'sample')
),
beside as (
    select
        indicator, place, period, standard, value, source,
        lag(period) over series as before_period,
        lag(value) over series as before_value
    from positive
    window series as (partition by indicator, place, standard, kind order by period_start)
)
select indicator, place, period, standard, value, before_period, before_value
from beside
where source = $source
    and (value > 10 * before_value or before_value > 10 * value)
    and greatest(value, before_value) >= 20
order by indicator, place, period
