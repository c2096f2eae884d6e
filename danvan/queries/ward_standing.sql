-- Whether the current wards have real figures of an indicator, a sample, or both.
-- grain: one per indicator that any ward has
select indicator, real, sample
from indicator_standing
where level = 'ward'
order by indicator
