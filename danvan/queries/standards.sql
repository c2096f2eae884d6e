-- All poverty standards, oldest first.
-- grain: one per standard
select
    standard, valid_from, valid_to, rural_vnd_per_person_month, urban_vnd_per_person_month,
    legal_basis, note_vi, note_en
from standards
order by valid_from
