-- The spellings by which a place may be named, folded: without accents, capitals and surplus spaces.
-- grain: one per spelling and place; a name that was reused stands for several places
select spelling, place
from place_names
order by spelling, place
