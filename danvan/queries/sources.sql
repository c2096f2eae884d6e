-- All source cards.
-- grain: one per source
-- DuckDB only: rowid, for the order of the file
select source, basis, title, title_en, short, short_en, number, issuer, issued_on, sha256, note
from sources
order by rowid
