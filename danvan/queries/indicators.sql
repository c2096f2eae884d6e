-- All indicators with their definition, in the order of the catalogue.
-- grain: one per indicator
-- DuckDB only: rowid, for the order of the file
select
    indicator, field, name_vi, name_en, unit, aggregation, better, decimals, minimum, maximum,
    definition_vi, definition_en, numerator, denominator, scale, handed_in, by_standard, at_most, least, town_total
from indicators
order by rowid
