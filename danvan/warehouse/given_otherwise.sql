-- What a load says of a document, where the data files give another figure of the same document: only one can be right.
-- grain: one per figure of the load that differs
-- parameters: path (of figures.csv), source
with given as (
    select * from observations where source = $source
),
read as (
    select * from read_csv($path, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', nullstr = '')
)
select
    n.indicator, n.place, n.period, n.locator, n.printed, cast(n.value as double) as value, n.qualifier,
    o.value as other, o.qualifier as other_qualifier, o.printed as other_printed,
    i.name_vi, i.name_en, i.unit, i.decimals, p.name as place_name
from read as n
join given as o
    on o.indicator = n.indicator and o.place = n.place and o.period = n.period
    and o.standard is not distinct from n.standard
join indicators as i on i.indicator = n.indicator
join places as p on p.place = n.place
where o.value <> cast(n.value as double) or o.qualifier <> n.qualifier or o.whole <> cast(n.whole as double)
order by n.indicator, n.place, n.period
