-- One indicator, alone or over another, added up by groups of wards, period by period or over all of them. A ward counts on both
-- sides or on none. What adds up over time is summed; of a stock that of the last period that any ward has stands, below the line
-- that of the last period that the ward itself has.
-- grain: one per group, cell (first day of a period, null for all of them in one) and poverty standard
-- parameters: indicator, below (what it is divided by: an indicator, population, or '' for nothing), adds and below_adds (do they
--   add up over time?), places (list of wards, or of units of July 2025 where since; empty = all), grouping (place, successor,
--   kind, town), since (the units of July 2025?), length (year, half, quarter, month), span (all periods in one?), first_year,
--   last_year, sample (may it be shown?), all_sources (name them all, or only the first and the last?)
-- columns: value and below in their units; qualifier and below_qualifier as danvan/provenance.sum_qualifier has it; sources and
--   below_sources = codes parted by spaces; basis = derived where real figures were added; places = wards in it; figures = how
--   many figures of one period each; last_cell = first day of the last period in it
-- DuckDB only: bit_or, string_agg, qualify
with unit as (
    select
        place,
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
real as (
    select indicator, real from unit_standing where $since
    union all
    select indicator, real from indicator_standing where level = 'ward' and not $since
),
figure as (
    select v.place, u.unit_group, v.starts, v.standard, v.value, v.source, v.basis, v.sign, v.basis = 'sample' as sample
    from unit_values as v
    join real as r using (indicator)
    join unit as u using (place)
    where v.indicator = $indicator
        and v.length = $length
        and v.starts between make_date($first_year, 1, 1) and make_date($last_year, 12, 31)
        and (case when v.basis = 'sample' then $sample and not r.real else true end)
),
divisor as (
    select v.place, v.starts, v.value, v.source, v.sign, v.basis = 'sample' as sample
    from unit_values as v
    join real as r using (indicator)
    where v.indicator = $below
        and $below not in ('', 'population')
        and v.length = $length
        and v.starts between make_date($first_year, 1, 1) and make_date($last_year, 12, 31)
        and (case when v.basis = 'sample' then $sample and not r.real else true end)
),
people as (
    select place, cast(population as double) as value, population_source as source
    from places
    where $below = 'population' and population is not null
),
paired as (
    select
        f.*, coalesce(d.value, p.value) as below, coalesce(d.source, p.source) as below_source, coalesce(d.sign, 1) as below_sign
    from figure as f
    left join divisor as d on d.place = f.place and d.starts = f.starts and d.sample = f.sample
    left join people as p on p.place = f.place
    where $below = '' or d.value is not null or p.value is not null or ($span and $adds and not $below_adds)
),
-- Over all periods a stock counts once: above the line at the last period of all, below it at the last of the ward.
last_above as (
    select standard, max(starts) as starts
    from paired
    where $span and not $adds
    group by standard
),
last_below as (
    select place, standard, max(starts) as starts
    from paired
    where $span and not $below_adds and below is not null
    group by place, standard
),
counted as (
    select p.* replace (case when $below_adds or not $span or p.starts = b.starts then p.below end as below)
    from paired as p
    left join last_above as a on a.standard is not distinct from p.standard
    left join last_below as b on b.place = p.place and b.standard is not distinct from p.standard
    where ($adds or not $span or p.starts = a.starts)
        and ($below = '' or not $span or $below_adds or b.starts is not null)
)
select
    unit_group,
    case when not $span then starts end as cell,
    standard,
    sum(value) as value,
    case
        when bit_or(sign) = 1 then '='
        when bit_or(sign) < 8 then case when bit_or(sign) & 2 = 2 then '>' else '>=' end
        when bit_or(sign) in (8, 9) then '<'
        else '~'
    end as qualifier,
    case when max(basis) = 'sample' or count(*) = 1 then max(basis) else 'derived' end as basis,
    case when $all_sources then string_agg(distinct source, ' ' order by source) else min(source) end as sources,
    max(source) as last_source,
    sum(below) as below,
    case
        when $below = '' or bit_or(case when below is not null then below_sign end) = 1 then '='
        when bit_or(case when below is not null then below_sign end) < 8
            then case when bit_or(case when below is not null then below_sign end) & 2 = 2 then '>' else '>=' end
        when bit_or(case when below is not null then below_sign end) in (8, 9) then '<'
        else '~'
    end as below_qualifier,
    case
        when $all_sources then string_agg(distinct below_source, ' ' order by below_source) else min(below_source)
    end as below_sources,
    max(below_source) as last_below_source,
    case when $span then count(distinct place) else count(*) end as places,
    count(*) as figures,
    max(starts) as last_cell
from counted
group by unit_group, cell, standard
order by unit_group, cell, standard
