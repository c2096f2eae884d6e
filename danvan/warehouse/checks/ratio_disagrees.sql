-- A ratio that a source gives, against the one recomputed from numerator and denominator of the same place and period.
-- Both parts must be exact. The given ratio may be off by half of the last decimal that it is given with.
-- grain: one per observed ratio that disagrees
with given as materialized (
    select
        r.row_id, r.indicator, r.place, r.period, r.standard, r.value, r.qualifier, i.numerator, i.denominator, i.scale,
        i.decimals
    from real as r
    join (select * from indicators where numerator is not null) as i on i.indicator = r.indicator
),
part as materialized (
    select r.indicator, r.place, r.period, r.standard, r.value, r.source
    from real as r
    where r.qualifier = '='
        and r.indicator in (select numerator from given union select denominator from given)
        and r.place in (select place from given)
        and r.period in (select period from given)
),
recomputed as (
    select
        r.row_id, r.indicator, r.place, r.period, r.standard, r.value, r.qualifier,
        r.scale * n.value / d.value as other, n.value as other_top, d.value as other_bottom,
        case when n.source = d.source then cast(n.source as varchar) else concat_ws(' ', n.source, d.source) end as sources,
        0.5 * case
            when r.value = round(r.value, 0) then 1.0
            when r.value = round(r.value, 1) then 0.1
            else power(10, -r.decimals)
        end + 1e-9 as tolerance
    from given as r
    join part as n
        on n.indicator = r.numerator and n.place = r.place and n.period = r.period
        and (n.standard is null or n.standard is not distinct from r.standard)
    join part as d
        on d.indicator = r.denominator and d.place = r.place and d.period = r.period
        and (d.standard is null or d.standard is not distinct from r.standard)
    where d.value <> 0
)
select
    row_id, indicator, place, period, value, qualifier, 'recomputed' as other_kind, other, other_top, other_bottom,
    period as other_period, standard as other_standard, sources as other_source
from recomputed
where case qualifier
    when '=' then abs(value - other) > tolerance
    when '>' then other <= value
    when '>=' then other < value - tolerance
    when '<' then other >= value
    else false
end
order by row_id
