-- Places of a load that were no units in all of some period that it gives.
-- grain: one per such place
-- parameters: source (of the load)
-- Needs the tables of bulk_codes.sql.
select o.place
from (
    select place, min(period_start) as first_day, max(period_end) as last_day
    from observations
    where source = $source
    group by place
) as o
join written_places as p on p.written = o.place
where o.first_day < p.first_day or o.last_day > p.last_day
