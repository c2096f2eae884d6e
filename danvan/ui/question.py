"""From the filters to the question that they ask: one way for pages, presentations, files and the live link."""

from danvan import paths
from danvan.catalogue import Catalogue
from danvan.figures.colour import Mode
from danvan.story.finding import Question
from danvan.story.memory import Remember
from danvan.submission import explanations
from danvan.ui.filters import Filters


def question_of(
    filters: Filters,
    catalogue: Catalogue,
    remember: Remember,
    *,
    since: bool = False,
    mode: Mode = "light",
    narrow: bool = False,
    hall: bool = False,
) -> Question:
    """Return the question that filters ask; places stand in the order of the map.

    since asks of the units since July 2025 in the place of the wards; the analysis, which groups wards itself, does
    not, whatever units the filters name.
    """
    of_time = catalogue.since_2025 if since else catalogue
    order = list(dict.fromkeys([*(ward.place for ward in of_time.wards), *of_time.places]))
    return Question(
        catalogue=of_time,
        places=tuple(sorted(filters.places, key=order.index)),
        field=filters.field,
        first_year=filters.first_year,
        last_year=filters.last_year,
        sample=filters.show_sample,
        language=filters.language,
        mode=mode,
        narrow=narrow,
        hall=hall,
        explained=explanations.known(paths.state_dir()),
        remember=remember,
    )
