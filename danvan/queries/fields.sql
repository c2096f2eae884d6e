-- All fields of the movement, in their order.
-- grain: one per field
select field, name_vi, name_en, position
from fields
order by position
