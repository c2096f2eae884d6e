-- Figures of a load that are more than ten times, or less than a tenth of, the one for the last period of the same kind
-- (year, half, quarter, month) of the same ward. Counts below 20 jump by chance and are left out.
-- grain: one per figure of the load that jumps
-- parameters: source (of the load)
with kind_of as (
    select
        rowid as row_id,
        case
            when contains(period, '..') then 'span'
            when length(period) = 4 then 'year'
            when substr(period, 6, 1) in ('H', 'Q') then substr(period, 6, 1)
            else 'month'
        end as kind,
        indicator, place, period, period_start, period_end, standard, value, source
    from observations
    where not superseded and value > 0 and source in (select source from sources where basis <> 'sample')
),
before as (
    select
        n.indicator, n.place, n.period, n.standard, n.value, b.period as before_period, b.value as before_value,
        row_number() over (
            partition by n.indicator, n.place, n.period, n.standard order by b.period_end desc
        ) as latest
    from kind_of as n
    join kind_of as b
        on b.indicator = n.indicator and b.place = n.place and b.kind = n.kind
        and b.standard is not distinct from n.standard and b.period_end < n.period_start
    where n.source = $source and n.kind <> 'span'
)
select indicator, place, period, standard, value, before_period, before_value
from before
where latest = 1
    and (value > 10 * before_value or before_value > 10 * value)
    and greatest(value, before_value) >= 20
order by indicator, place, period
