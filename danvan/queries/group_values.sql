-- One indicator, alone or over another, added up by groups of wards, period by period or over all of them. A ward counts on both
-- sides or on none. What adds up over time is summed; of a stock that of the last period that any ward has stands, below the line
-- that of the last period that the ward itself has, or that of the unit of July 2025 that it went into, never both. Where such a
-- unit and its wards gave the same period, that of the unit counts and not theirs.
-- grain: one per group, cell (first day of a period, null for all of them in one) and poverty standard
-- parameters: indicator, below (what it is divided by: an indicator, population, or '' for nothing), adds and below_adds (do they
--   add up over time?), places (list of wards, or of units of July 2025 where since; empty = all), grouping (place, successor,
--   kind, town), since (the units of July 2025?), length (year, half, quarter, month), span (all periods in one?), first_year,
--   last_year, sample (may it be shown?), all_sources (name them all, or only the first?)
-- columns: value and below in their units; qualifier and below_qualifier as danvan/provenance.sum_qualifier has it; sources and
--   below_sources = codes parted by spaces; basis = derived where real figures were added; places = wards in it; figures = how
--   many figures of one period each; several = there are more sources than the first; first_cell and last_cell = first days of
--   the first and the last period in it
-- DuckDB only: bit_or, string_agg, qualify, enum_code, enum_range
with unit as (
    select
        place, current, successor, population, population_source, population_source_number,
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
    select i.indicator, i.aggregation, s.source, enum_code(s.source) as number,
        case s.basis when 'sample' then 3 when 'derived' then 2 when 'submitted' then 1 else 0 end as standing
    from unit_standing as i
    cross join sources as s
    where i.indicator in ($indicator, $below)
        and (s.basis <> 'sample' or ($sample and not case when $since then i.real else i.current_real end))
),
-- The sources are followed as numbers, the first and the last of each, because texts are slow to compare. One indicator alone is
-- asked for by an equation, because only then the scan leaves out where others stand.
used as (
    select
        o.indicator, o.place, o.starts, o.standard, o.value, c.standing, o.sign, c.number as first_source,
        c.number as last_source, case when $all_sources then cast(o.source as varchar) end as source
    from unit_given as o
    join counting as c on c.source = o.source and ($below in ('', 'population') or c.indicator = o.indicator)
    where $length in ('year', 'month')
        and (case when $below in ('', 'population') then o.indicator = $indicator else o.indicator in ($indicator, $below) end)
        and o.length = $length
        and o.starts between make_date($first_year, 1, 1) and make_date($last_year, 12, 31)
    union all
    select
        indicator, place, starts, standard, value, standing, sign, first_source, last_source,
        case when $all_sources then source end
    from unit_years
    where $length = 'year'
        and indicator in ($indicator, $below)
        and starts between make_date($first_year, 1, 1) and make_date($last_year, 12, 31)
        and (standing <> 3 or $sample)
    union all
    -- Halves and quarters as they were given, otherwise made of shorter periods of one length, the longest that is complete.
    select
        o.indicator, o.place, p.starts, o.standard, sum(o.value),
        case when count(*) = 1 or max(c.standing) = 3 then max(c.standing) else 2 end,
        bit_or(o.sign), min(c.number), max(c.number),
        case when $all_sources then string_agg(distinct cast(o.source as varchar), ' ') end
    from unit_given as o
    join counting as c on c.source = o.source and ($below in ('', 'population') or c.indicator = o.indicator)
    join period_parts as p on p.part_length = o.length and p.part_starts = o.starts
    where $length in ('half', 'quarter')
        and (case when $below in ('', 'population') then o.indicator = $indicator else o.indicator in ($indicator, $below) end)
        and p.length = $length
        and o.starts between make_date($first_year, 1, 1) and make_date($last_year, 12, 31)
        and (p.parts = 1 or c.aggregation = 'sum' or (c.aggregation = 'latest' and p.last))
    group by o.indicator, o.place, p.starts, o.standard, c.aggregation, p.parts, c.standing = 3
    having c.aggregation <> 'sum' or count(*) = p.parts
    qualify row_number() over (
        partition by o.indicator, o.place, p.starts, o.standard, c.standing = 3 order by p.parts
    ) = 1
),
joined as (
    select
        f.place, f.starts, f.standard, f.value, f.standing, f.sign, f.first_source, f.last_source, f.source, u.unit_group,
        u.current, u.successor,
        case when $below = 'population' then u.population else d.value end as below,
        case when $below = 'population' then 1 else d.sign end as below_sign,
        case when $below = 'population' then u.population_source_number else d.first_source end as first_below_source,
        case when $below = 'population' then u.population_source_number else d.last_source end as last_below_source,
        case when not $all_sources then null when $below = 'population' then u.population_source else d.source end as below_source
    from used as f
    join unit as u using (place)
    left join (
        select *, standing = 3 as sample from used where indicator = $below and $below not in ('', 'population')
    ) as d
        on d.place = f.place and d.starts = f.starts and d.sample = (f.standing = 3)
    where ($below in ('', 'population') or f.indicator = $indicator)
        and ($below = '' or below is not null or ($span and $adds and not $below_adds))
),
-- What a unit of July 2025 gave itself of a period stands alone: what its wards gave of the same period would count twice.
own as (
    select distinct successor, starts, standard, standing = 3 as sample
    from joined
    where $since and not current
        and ($below = '' or place in (select place from joined where not current and below is not null))
),
paired as (
    select p.*
    from joined as p
    left join own as o
        on p.current and o.successor = p.successor and o.starts = p.starts and o.standard is not distinct from p.standard
        and o.sample = (p.standing = 3)
    where o.successor is null
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
        p.* exclude (current, successor, below),
        case when not $span or $below_adds or (p.starts = b.starts and not b.in_heir) then p.below end as below
    from paired as p
    left join last_above as a on a.standard is not distinct from p.standard
    left join last_below as b on b.place = p.place and b.standard is not distinct from p.standard
    where ($adds or not $span or p.starts = a.starts)
        and ($below = '' or not $span or $below_adds or b.starts is not null)
),
-- Most questions are for wards by period, where a group is one figure: that need not be added up.
grouped as (
    select
        unit_group, starts as cell, standard, value, sign as signs, standing, source as sources, first_source,
        last_source, below, below_sign as below_signs, below_source as below_sources, first_below_source,
        last_below_source, 1 as places, 1 as figures, starts as first_cell, starts as last_cell
    from counted
    where $grouping = 'place' and not $since and not $span
    union all
    select
        unit_group,
        case when not $span then starts end as cell,
        standard, sum(value), bit_or(sign), max(standing),
        case when $all_sources then string_agg(distinct source, ' ' order by source) end,
        min(first_source), max(last_source), sum(below),
        bit_or(case when below is not null then below_sign end),
        case when $all_sources then string_agg(distinct below_source, ' ' order by below_source)
            filter (below is not null) end,
        min(case when below is not null then first_below_source end),
        max(case when below is not null then last_below_source end),
        case when $span then count(distinct place) else count(*) end,
        count(*), min(starts), max(starts)
    from counted
    where $grouping <> 'place' or $since or $span
    group by unit_group, cell, standard
)
select
    g.unit_group, g.cell, g.standard, g.value,
    case
        when g.signs = 1 then '='
        when g.signs < 8 then case when g.signs & 2 = 2 then '>' else '>=' end
        when g.signs in (8, 9) then '<'
        else '~'
    end as qualifier,
    case
        when g.standing = 3 then 'sample'
        when g.figures > 1 or g.standing = 2 then 'derived'
        when g.standing = 1 then 'submitted'
        else 'reported'
    end as basis,
    case when $all_sources then g.sources else enum_range(null::source_code)[g.first_source + 1] end as sources,
    g.below,
    case
        when $below = '' or g.below_signs = 1 then '='
        when g.below_signs < 8 then case when g.below_signs & 2 = 2 then '>' else '>=' end
        when g.below_signs in (8, 9) then '<'
        else '~'
    end as below_qualifier,
    case when $all_sources then g.below_sources else enum_range(null::source_code)[g.first_below_source + 1] end as below_sources,
    g.first_source <> g.last_source or coalesce(g.first_below_source <> g.last_below_source, false) as several,
    g.places, g.figures, g.first_cell, g.last_cell
from grouped as g
order by g.unit_group, g.cell, g.standard
