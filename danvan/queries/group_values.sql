-- One indicator, alone or over another, added up by groups of wards, period by period or over all of them. A ward counts on both
-- sides or on none. What adds up over time is summed; of a stock that of the last period that any ward has stands, below the line
-- that of the last period that the ward itself has, or that of the unit of July 2025 that it went into, never both.
-- grain: one per group, cell (first day of a period, null for all of them in one) and poverty standard
-- parameters: indicator, below (what it is divided by: an indicator, population, or '' for nothing), adds and below_adds (do they
--   add up over time?), places (list of wards, or of units of July 2025 where since; empty = all), grouping (place, successor,
--   kind, town), since (the units of July 2025?), length (year, half, quarter, month), span (all periods in one?), first_year,
--   last_year, sample (may it be shown?), all_sources (name them all, or only the first and the last?)
-- columns: value and below in their units; qualifier and below_qualifier as danvan/provenance.sum_qualifier has it; sources and
--   below_sources = codes parted by spaces; basis = derived where real figures were added; places = wards in it; figures = how
--   many figures of one period each; first_cell and last_cell = first days of the first and the last period in it
-- DuckDB only: bit_or, string_agg, qualify
with unit as (
    select
        place, current, successor, population, population_source,
        case $grouping
            when 'place' then case when $since then successor else place end
            when 'successor' then successor
            when 'kind' then case when $since then successor_kind else kind end
            else 'town'
        end as unit_group
    from ward_units
    where (current or $since)
        and ($all_places or case when $since then successor else place end in ($places))
),
counting as (
    select i.indicator, i.aggregation, s.source, s.basis
    from unit_standing as i
    cross join sources as s
    where i.indicator in ($indicator, $below)
        and (s.basis <> 'sample' or ($sample and not case when $since then i.real else i.current_real end))
),
used as (
    select o.indicator, o.place, o.starts, o.standard, o.value, o.source, c.basis, o.sign
    from unit_given as o
    join counting as c using (indicator, source)
    where $length in ('year', 'month')
        and o.indicator in ($indicator, $below)
        and o.length = $length
        and o.starts between make_date($first_year, 1, 1) and make_date($last_year, 12, 31)
    union all
    select indicator, place, starts, standard, value, source, basis, sign
    from unit_years
    where $length = 'year'
        and indicator in ($indicator, $below)
        and starts between make_date($first_year, 1, 1) and make_date($last_year, 12, 31)
        and (basis <> 'sample' or $sample)
    union all
    -- Halves and quarters as they were given, otherwise made of shorter periods of one length, the longest that is complete.
    select
        o.indicator, o.place, p.starts, o.standard, sum(o.value) as value,
        case when min(o.source) = max(o.source) then min(o.source) else string_agg(distinct o.source, ' ') end as source,
        case when count(*) = 1 or max(c.basis) = 'sample' then max(c.basis) else 'derived' end as basis,
        bit_or(o.sign) as sign
    from unit_given as o
    join counting as c using (indicator, source)
    join period_parts as p on p.part_length = o.length and p.part_starts = o.starts
    where $length in ('half', 'quarter')
        and o.indicator in ($indicator, $below)
        and p.length = $length
        and o.starts between make_date($first_year, 1, 1) and make_date($last_year, 12, 31)
        and (p.parts = 1 or c.aggregation = 'sum' or (c.aggregation = 'latest' and p.last))
    group by o.indicator, o.place, p.starts, o.standard, c.aggregation, p.parts, c.basis = 'sample'
    having c.aggregation <> 'sum' or count(*) = p.parts
    qualify row_number() over (
        partition by o.indicator, o.place, p.starts, o.standard, c.basis = 'sample' order by p.parts
    ) = 1
),
paired as (
    select
        f.place, f.starts, f.standard, f.value, f.source, f.basis, f.sign, u.unit_group, u.current, u.successor,
        case when $below = 'population' then u.population else d.value end as below,
        case when $below = 'population' then u.population_source else d.source end as below_source,
        case when $below = 'population' then 1 else d.sign end as below_sign
    from used as f
    join unit as u using (place)
    left join used as d
        on d.indicator = $below and d.place = f.place and d.starts = f.starts and (d.basis = 'sample') = (f.basis = 'sample')
    where f.indicator = $indicator
        and ($below = '' or below is not null or ($span and $adds and not $below_adds))
),
-- Over all periods a stock counts once: above the line at the last period of all, below it at the last of the ward.
last_above as (
    select standard, max(starts) as starts
    from paired
    where $span and not $adds
    group by standard
),
last_below as (
    select
        place, standard, max(starts) as starts,
        bool_and(current) and bool_or(bool_or(not current)) over (partition by successor) as in_heir
    from paired
    where $span and not $below_adds and below is not null
    group by place, standard, successor
),
counted as (
    select
        p.place, p.starts, p.standard, p.value, p.source, p.basis, p.sign, p.unit_group,
        case when not $span or $below_adds or (p.starts = b.starts and not b.in_heir) then p.below end as below,
        case when below is not null then p.below_source end as below_source,
        case when below is not null then p.below_sign end as below_sign
    from paired as p
    left join last_above as a on a.standard is not distinct from p.standard
    left join last_below as b on b.place = p.place and b.standard is not distinct from p.standard
    where ($adds or not $span or p.starts = a.starts)
        and ($below = '' or not $span or $below_adds or b.starts is not null)
),
grouped as (
    select
        unit_group,
        case when not $span then starts end as cell,
        standard,
        sum(value) as value,
        bit_or(sign) as signs,
        max(basis) as basis,
        case when $all_sources then string_agg(distinct source, ' ' order by source) else min(source) end as sources,
        max(source) as last_source,
        sum(below) as below,
        bit_or(below_sign) as below_signs,
        case
            when $all_sources then string_agg(distinct below_source, ' ' order by below_source) else min(below_source)
        end as below_sources,
        max(below_source) as last_below_source,
        case when $span then count(distinct place) else count(*) end as places,
        count(*) as figures,
        min(starts) as first_cell,
        max(starts) as last_cell
    from counted
    group by unit_group, cell, standard
)
select
    unit_group, cell, standard, value,
    case
        when signs = 1 then '='
        when signs < 8 then case when signs & 2 = 2 then '>' else '>=' end
        when signs in (8, 9) then '<'
        else '~'
    end as qualifier,
    case when basis = 'sample' or figures = 1 then basis else 'derived' end as basis,
    sources, last_source, below,
    case
        when $below = '' or below_signs = 1 then '='
        when below_signs < 8 then case when below_signs & 2 = 2 then '>' else '>=' end
        when below_signs in (8, 9) then '<'
        else '~'
    end as below_qualifier,
    below_sources, last_below_source, places, figures, first_cell, last_cell
from grouped
order by unit_group, cell, standard
