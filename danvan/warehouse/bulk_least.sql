-- Figures of a load that are smaller than what is plausible, but not zero: money given in millions.
-- grain: one per such figure
-- parameters: source (of the load), most (how many are asked for)
-- Needs the tables of series.sql, which name the few indicators that have any.
select o.indicator, o.place, o.period, o.standard, o.value, i.least
from observations as o
join (
    select indicator, least
    from indicators
    where indicator in (select s.indicator from series as s join indicators as i using (indicator) where s.least_positive < i.least)
) as i using (indicator)
where o.source = $source and o.value > 0 and o.value < i.least
order by o.indicator, o.place, o.period
limit $most
