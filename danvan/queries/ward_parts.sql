-- Real figures of wards of which no whole year can be made: parts of a year not complete yet, and spans of several years.
-- No year and no total has them.
-- grain: one per indicator, ward, poverty standard and year, or span of years
-- parameters: indicators (list), first_year, last_year
-- columns: first_year, last_year = the years that the periods lie in; periods = their codes, parted by spaces
select indicator, place, standard, first_year, last_year, periods
from ward_year_parts
where indicator in ($indicators)
    and last_year >= $first_year
    and first_year <= $last_year
order by indicator, place, standard, first_year, last_year
