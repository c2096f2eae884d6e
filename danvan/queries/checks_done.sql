-- What the last build checked its figures for, also where nothing was found, and how many figures there are that count.
-- grain: one per check
-- columns: findings = kept of this check; more = there are others beside them; figures = observations that are neither sample nor
--   superseded, the same in every row
select c.code, c.findings, c.more, (
    select count(*) from observations where not superseded and source in (select source from sources where basis <> 'sample')
) as figures
from checks_done as c
order by c.code
