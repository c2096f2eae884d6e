-- A figure that is not used because another source gives the same quantity, where the two cannot both be right. What a
-- ward handed in and corrected is no contradiction; the history tells it.
-- grain: one per superseded row that disagrees with the preferred one
select
    t.row_id, t.indicator, t.place, t.period, t.value, t.qualifier, 'figure' as other_kind, p.row_id as other_row_id,
    p.value as other, p.source as other_source
from twins as t
join twins as p
    on p.indicator = t.indicator and p.place = t.place and p.period = t.period
    and p.standard is not distinct from t.standard and p.basis <> 'sample' and p.preferred = 1
where t.basis <> 'sample'
    and t.preferred > 1
    and not (t.basis = 'submitted' and p.basis = 'submitted')
    and case
        when t.qualifier = '=' and p.qualifier = '=' then t.value <> p.value
        when t.qualifier in ('>', '>=') and p.qualifier in ('=', '<') then p.value < t.value
        when p.qualifier in ('>', '>=') and t.qualifier in ('=', '<') then t.value < p.value
        when t.qualifier = '<' and p.qualifier = '=' then p.value >= t.value
        when p.qualifier = '<' and t.qualifier = '=' then t.value >= p.value
        else false
    end
order by t.row_id
