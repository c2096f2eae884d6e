"""How each sample indicator leans, on which wards and years: made-up habits, no figure of the report."""

from dataclasses import dataclass

ByYear = dict[int, int]

# A slow start, a peak, then the pandemic: people could not come together to work, but land and money went on.
LABOUR: ByYear = {2017: 70, 2018: 105, 2019: 130, 2020: 85, 2021: 75}
LAND: ByYear = {2017: 60, 2018: 100, 2019: 125, 2020: 115, 2021: 100}
MONEY: ByYear = {2017: 75, 2018: 95, 2019: 110, 2020: 105, 2021: 115}
WORKS: ByYear = {2017: 70, 2018: 110, 2019: 120, 2020: 95, 2021: 90}
LIGHTS: ByYear = {2017: 40, 2018: 75, 2019: 105, 2020: 125, 2021: 155}
TIPS: ByYear = {2017: 75, 2018: 90, 2019: 110, 2020: 105, 2021: 120}
CASES: ByYear = {2017: 85, 2018: 95, 2019: 105, 2020: 120, 2021: 95}
MEDIATIONS: ByYear = {2017: 115, 2018: 110, 2019: 100, 2020: 85, 2021: 80}
MODELS: ByYear = {2017: 25, 2018: 45, 2019: 65, 2020: 78, 2021: 100}


@dataclass(frozen=True)
class Recipe:
    """How the total of one indicator parts over years and wards.

    leaning: indicators of one leaning are strong in the same wards. years: weight of each year; the first and
    the last go on before and after. rural_pct: weight of a household in a xã against 100 in a phường.
    crowded_pct: what is left of a ward's weight in a town centre. swing_pct: how far a ward goes off its
    leaning in a year. step: the smallest amount people would write down, in units of the last decimal.
    share_of, share_pct: the indicator of whose total this is a share, where the report gives none.
    """

    leaning: str
    years: ByYear
    rural_pct: int = 100
    crowded_pct: int = 100
    swing_pct: int = 40
    step: int = 1
    share_of: str | None = None
    share_pct: int = 100


RECIPES: dict[str, Recipe] = {
    "labour_days": Recipe("works", LABOUR, rural_pct=140, crowded_pct=60),
    "land_donated_m2": Recipe("works", LAND, rural_pct=280, crowded_pct=15, swing_pct=55),
    "contribution_vnd": Recipe("money", MONEY, step=100_000),
    "road_km": Recipe("works", WORKS, rural_pct=200, crowded_pct=30),
    "road_repaired_km": Recipe("works", WORKS, rural_pct=120, share_of="road_km", share_pct=45),
    "canal_km": Recipe("canals", WORKS, rural_pct=260, crowded_pct=10, swing_pct=60),
    "street_lights": Recipe("lights", LIGHTS, rural_pct=110, swing_pct=60),
    "tips": Recipe("security", TIPS, swing_pct=75),
    "cases_solved": Recipe("security", CASES, swing_pct=75),
    "persons_handled": Recipe("security", CASES),
    "mediations_received": Recipe("mediation", MEDIATIONS, swing_pct=30),
    "models_recognised_town": Recipe("models", MODELS),
    "models_recognised_grassroots": Recipe("models", MODELS, swing_pct=30),
}

# By month, what succeeds stays within what was received, and persons are dealt with where a case was solved.
MONTHS_FOLLOW = {"mediations_succeeded": "mediations_received", "persons_handled": "cases_solved"}

# The dry season is the season of works; the storms come in October and November.
MONTHS_PCT = (60, 70, 110, 130, 130, 125, 120, 110, 80, 50, 45, 70)
