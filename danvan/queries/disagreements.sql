-- Figures that cannot both be right, each with both sides and how far they are apart, as the checks of the last build found them.
-- grain: one per finding
-- columns: code = the check; values and difference in the unit of indicator; qualifiers say which are bounds; note = codes of open
--   points that the figure names; other_kind = what the other side is: another figure, a sum of wards, years or parts, a recomputed
--   rate, the number of units, the limit of what is plausible, the moment that a stock is of
-- DuckDB only: rowid, for the order in which they were found
select
    disagreement, code, indicator, place, period, standard, compared, value, qualifier, source, locator, printed, note,
    other_kind, other_indicator, other_place, other_period, other_standard, other_compared, other_value, other_qualifier,
    other_count, other_top, other_bottom, other_source, other_locator, other_printed, difference, difference_qualifier
from disagreements
order by rowid
