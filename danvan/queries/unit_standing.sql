-- Whether wards, of before or since July 2025, have real figures of an indicator, a sample, or both.
-- grain: one per indicator that any ward has
select
    u.indicator,
    u.real,
    coalesce(i.sample, false) as sample
from unit_standing as u
left join indicator_standing as i on i.indicator = u.indicator and i.level = 'ward'
order by u.indicator
