-- Figures of the units since July 2025, year by year: what a unit handed in itself, otherwise what the wards that went into it
-- gave, added up. A year that was given in months, quarters or halves is made of them where they are complete. Real where any
-- ward or unit has real figures of the indicator, else the sample if asked for. Rates of wards are not added.
-- grain: one per indicator, unit, year and poverty standard
-- parameters: indicators (list), first_year, last_year, sample (may the sample be shown?)
-- columns: value in the unit of the indicator; qualifier as danvan/provenance.sum_qualifier has it; source = codes of the
--   sources, parted by spaces; basis = derived where real figures were added; wards = how many wards are in it, of expected;
--   whole = the unit gave it itself, or all of its wards are in it: otherwise the value is a part and no figure of the unit
-- DuckDB only: bit_or, string_agg, qualify
with wanted as (
    select t.indicator, t.aggregation, s.source, s.basis
    from unit_standing as t
    cross join sources as s
    where t.indicator in ($indicators)
        and (s.basis <> 'sample' or ($sample and not t.real))
),
given as (
    select o.indicator, o.place, o.starts, o.standard, o.value, o.source, w.basis, o.sign, w.aggregation
    from unit_given as o
    join wanted as w using (indicator, source)
    where o.indicator in ($indicators)
        and o.length = 'year'
        and o.starts between make_date($first_year, 1, 1) and make_date($last_year, 12, 31)
    union all
    select y.indicator, y.place, y.starts, y.standard, y.value, y.source, y.basis, y.sign, t.aggregation
    from unit_years as y
    join unit_standing as t using (indicator)
    where y.indicator in ($indicators)
        and y.starts between make_date($first_year, 1, 1) and make_date($last_year, 12, 31)
        and (y.basis <> 'sample' or ($sample and not t.real))
),
used as (
    select g.indicator, u.successor, g.starts, g.standard, g.value, g.source, g.basis, g.sign, u.current
    from given as g
    join ward_units as u using (place)
    where not (u.current and g.aggregation = 'ratio')
    qualify not u.current
        or not bool_or(not u.current) over (partition by g.indicator, u.successor, g.starts, g.standard)
),
made_of as (
    select successor, count(*) as wards
    from ward_units
    where current
    group by successor
),
added as (
    select
        indicator, successor, starts, standard, sum(value) as value, bit_or(sign) as signs, max(basis) as basis,
        string_agg(distinct source, ' ' order by source) as source, count(*) as figures, bool_and(current) as of_wards
    from used
    group by indicator, successor, starts, standard
)
select
    a.indicator, a.successor as place, year(a.starts) as year, a.standard, a.value,
    case
        when a.signs = 1 then '='
        when a.signs < 8 then case when a.signs & 2 = 2 then '>' else '>=' end
        when a.signs in (8, 9) then '<'
        else '~'
    end as qualifier,
    a.source,
    case when a.basis = 'sample' or a.figures = 1 then a.basis else 'derived' end as basis,
    case when a.of_wards then a.figures else 0 end as wards,
    coalesce(m.wards, 0) as expected,
    not a.of_wards or a.figures = m.wards as whole
from added as a
left join made_of as m using (successor)
order by a.indicator, a.successor, year, a.standard
