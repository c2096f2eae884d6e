-- All places with the time for which their code and name are valid.
-- grain: one per place and validity
select
    place, name, kind, level, parent, valid_from, formed_on, valid_to, replaced_by, tile_row, tile_col,
    population, households, area_km2, population_source, legal_basis
from places
order by place
