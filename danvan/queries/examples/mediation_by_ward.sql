-- Mediations received and successful by ward over all years, sample and real apart; the rate is made of the sums, in %
select
    p.name as ward, s.basis,
    sum(o.value) filter (o.indicator = 'mediations_received') as received,
    sum(o.value) filter (o.indicator = 'mediations_succeeded') as succeeded,
    round(100 * succeeded / nullif(received, 0), 1) as success_pct,
    string_agg(distinct o.qualifier, ' ') as qualifiers
from observations as o
join current_wards as w using (place)
join places as p using (place)
join sources as s using (source)
where o.indicator in ('mediations_received', 'mediations_succeeded') and not o.superseded
group by p.name, s.basis
order by success_pct desc
