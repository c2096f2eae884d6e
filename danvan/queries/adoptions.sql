-- Which ward is named beside which model, and whether outright or by a list that may cover it.
-- grain: one per model and ward; where several sources name both, the preferred one
-- parameters: places (list, empty = all)
select a.model, a.place, a.since, a.reading, a.named_by, a.source, a.locator, m.field
from adoptions as a
join models as m using (model)
where not a.superseded
    and ($all_places or a.place in ($places))
order by a.model, a.place
