-- Figures that stand more than once in a large file.
-- grain: one per indicator, place, period and poverty standard that stands more than once
-- parameters: those of the file; most (how many are looked for)
-- Needs the tables of bulk_codes.sql with the texts of the file, and before it "with written as (...)", as bulk_load.sql does.
select
    i.indicator, p.place, t.period, case when i.by_standard then coalesce(s.standard, t.standard) end as standard
from written as w
left join written_indicators as i on i.written = w.indicator
left join written_places as p on p.written = w.place
left join written_periods as t on t.written = w.period
left join written_standards as s on s.written = w.standard
where w.value is not null
group by all
having count(*) > 1
limit $most
