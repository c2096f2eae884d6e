-- A change that one document prints across a change of the poverty standard: two figures one after the other by two standards,
-- where the document gives no period by both; or the first and the last of figures whose standard it does not name, as the open
-- point says that their notes name. Such a change is not one of the same quantity.
-- grain: one per pair of figures, the earlier first
with printed as materialized (
    select
        r.row_id, r.indicator, r.place, r.period, r.period_end, r.standard, r.value, r.qualifier, r.source, r.note,
        exists (
            select 1
            from open_points as p
            where p.found_by = 'standard_break' and list_contains(string_split(r.note, ' '), p.point)
        ) as inferred
    from real as r
    where r.indicator in (select indicator from indicators where by_standard)
        and r.source in (select source from sources where basis = 'reported')
),
in_both as (
    select distinct a.source, a.indicator, a.place
    from printed as a
    join printed as b
        on b.source = a.source and b.indicator = a.indicator and b.place = a.place and b.period = a.period
        and b.standard <> a.standard
),
beside as (
    select
        *,
        lag(row_id) over line as before_row_id,
        lag(standard) over line as before_standard,
        lag(period) over line as before_period,
        first_value(row_id) over line as first_row_id,
        last_value(row_id) over (
            partition by source, indicator, place order by period_end, standard
            rows between unbounded preceding and unbounded following
        ) as last_row_id
    from printed
    window line as (partition by source, indicator, place order by period_end, standard)
),
pair as (
    select b.before_row_id as row_id, b.row_id as other_row_id
    from beside as b
    where b.standard <> b.before_standard
        and b.period <> b.before_period
        and not exists (
            select 1 from in_both as i where i.source = b.source and i.indicator = b.indicator and i.place = b.place
        )
    union
    select b.first_row_id, b.row_id
    from beside as b
    where b.row_id = b.last_row_id
        and b.row_id <> b.first_row_id
        and (b.inferred or b.first_row_id in (select row_id from printed where inferred))
)
select
    o.row_id, o.indicator, o.place, o.period, o.value, o.qualifier, 'figure' as other_kind, e.row_id as other_row_id,
    e.value as other, e.source as other_source
from pair as p
join printed as o on o.row_id = p.row_id
join printed as e on e.row_id = p.other_row_id
order by o.row_id
