"""How well documents are read: precision and recall on invented sentences and on the review of 2022.

    python -m tests.reading_quality [--list] [--list-held-out]

A candidate matches an expected figure, or a model found an expected model, where their places in the text overlap, each
at most once. Precision of X is matched candidates with the right X of all candidates, recall of X is expected figures
with a matched candidate with the right X of all expected; X is one entry, or all of them together. A value is right
with its whole ("11/15" is 11 of 15). A candidate for a figure that may be read or left out counts neither way where all
of it is right. Numbers accounted for are those in a candidate, in the list of unread numbers or in the name of a model.

--list names what was missed, read wrongly or found where nothing is to be found; of the sets kept away (the held-out
half, and those by hands that had not seen the rules) only with --list-held-out, not for writers of rules.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from danvan.catalogue import Catalogue
from danvan.paths import ROOT
from danvan.reader.candidate import Candidate, ModelCandidate, Reading
from danvan.reader.reading import read
from danvan.reader.vocabulary import read_vocabulary
from danvan.vietnamese import fold
from tests import reading_cases
from tests.reading_cases import Case, Figure, Model, catalogue_as_shipped

ALL = "all together"
KEPT_AWAY = ("held_out", "independent", "independent_later")
FIGURE_ENTRIES: Mapping[str, Callable[[Candidate, Figure], bool]] = {
    "value": lambda found, wanted: (
        _is_one(found.value, wanted.values) and _is_one(found.whole or 0, wanted.wholes)
    ),
    "unit": lambda found, wanted: found.unit == wanted.unit,
    "qualifier": lambda found, wanted: found.qualifier in wanted.qualifiers,
    "indicator": lambda found, wanted: found.indicator == wanted.indicator,
    "period": lambda found, wanted: found.period in wanted.periods,
    "place": lambda found, wanted: found.place in wanted.places,
}
MODEL_ENTRIES: Mapping[str, Callable[[ModelCandidate, Model], bool]] = {
    "name": lambda found, wanted: fold(found.name) == fold(wanted.name),
    "field": lambda found, wanted: found.field in wanted.fields,
    "host": lambda found, wanted: fold(found.host) in map(fold, wanted.hosts),
    "wards": lambda found, wanted: frozenset(found.places) == wanted.places,
}


class Placed(Protocol):
    """What stands at a place in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass
class Measure:
    """What was found of what is to be found, over several documents; right counts by entry, faults are for people."""

    expected: int = 0
    found: int = 0
    matched: int = 0
    right: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def precision(self, entry: str = "") -> float:
        """Return the share of what was found that is right in an entry; without one, that is to be found at all."""
        return _share(self._count(entry), self.found)

    def recall(self, entry: str = "") -> float:
        """Return the share of what is to be found that was found and right in an entry; without one, found at all."""
        return _share(self._count(entry), self.expected)

    def _count(self, entry: str) -> int:
        return self.right[entry] if entry else self.matched


@dataclass(frozen=True)
class Quality:
    """The measures of one set: its figures, its models, its numbers and those of them that are nowhere in a reading."""

    figures: Measure
    models: Measure
    numbers: int
    unaccounted: tuple[str, ...]


def measured(cases: Iterable[Case], reader: Callable[[Case], Reading]) -> Quality:
    """Read every document of a set and compare it with what is to be read in it."""
    figures = Measure(right=dict.fromkeys((*FIGURE_ENTRIES, ALL), 0))
    models = Measure(right=dict.fromkeys((*MODEL_ENTRIES, ALL), 0))
    numbers, unaccounted = 0, []
    for case in cases:
        reading = reader(case)
        _compare(case, _without_optional(case, reading.candidates), _to_find(case), FIGURE_ENTRIES, figures)
        _compare(case, reading.models, case.models, MODEL_ENTRIES, models)
        numbers += len(case.numbers)
        unaccounted += _unaccounted(case, reading)
    return Quality(figures, models, numbers, tuple(unaccounted))


def _to_find(case: Case) -> list[Figure]:
    return [figure for figure in case.figures if not figure.optional]


def _without_optional(case: Case, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates but for those that are rightly read from a figure that may be left out."""
    optional = [figure for figure in case.figures if figure.optional]
    return [
        found
        for found in candidates
        if not any(_overlap(found, one) and _all_right(found, one, FIGURE_ENTRIES) for one in optional)
    ]


def _compare(
    case: Case,
    found: Sequence[Any],
    wanted: Sequence[Any],
    entries: Mapping[str, Callable[[Any, Any], bool]],
    measure: Measure,
) -> None:
    pairs = list(_pairs(found, wanted))
    measure.expected += len(wanted)
    measure.found += len(found)
    measure.matched += len(pairs)
    for one, its in pairs:
        wrong = [entry for entry, is_right in entries.items() if not is_right(one, its)]
        for entry in entries:
            measure.right[entry] += entry not in wrong
        measure.right[ALL] += not wrong
        if wrong:
            measure.faults.append(f"{case.name}: wrong {', '.join(wrong)}: {_told(one)} for {_told(its)}")
    taken_found, taken_wanted = {id(one) for one, _ in pairs}, {id(its) for _, its in pairs}
    measure.faults += [f"{case.name}: false {_told(one)}" for one in found if id(one) not in taken_found]
    measure.faults += [f"{case.name}: missed {_told(its)}" for its in wanted if id(its) not in taken_wanted]


def _pairs(found: Sequence[Placed], wanted: Sequence[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """Yield what was found with what it was to find, in the order of the text, each at most once."""
    left = sorted(wanted, key=lambda one: one.start)
    for one in sorted(found, key=lambda one: one.start):
        its = next((other for other in left if _overlap(one, other)), None)
        if its is not None:
            left.remove(its)
            yield one, its


def _unaccounted(case: Case, reading: Reading) -> Iterator[str]:
    said: list[Placed] = [*reading.candidates, *reading.unread, *reading.models]
    for start, end in case.numbers:
        if not any(one.start <= start and end <= one.end for one in said):
            yield f"{case.name}: nothing said of {case.document.text[max(0, start - 20) : end + 20]!r}"


def _overlap(one: Placed, other: Placed) -> bool:
    return one.start < other.end and other.start < one.end


def _is_one(value: float, allowed: Iterable[float]) -> bool:
    return any(abs(value - one) <= 1e-9 * max(1.0, abs(one)) for one in allowed)


def _all_right(found: Any, wanted: Any, entries: Mapping[str, Callable[[Any, Any], bool]]) -> bool:
    return all(is_right(found, wanted) for is_right in entries.values())


def _told(one: Any) -> str:
    match one:
        case Candidate():
            return f"{one.phrase or one.printed!r} {one.indicator} {one.qualifier}{one.value} {one.period} {one.place}"
        case Figure():
            return f"{one.printed!r} {one.indicator} {one.qualifiers}{one.values} {one.periods} {one.places}"
        case ModelCandidate():
            return f"“{one.name}” {one.field} host {one.host!r} {sorted(one.places)}"
        case _:
            return f"“{one.name}” {one.fields} host {one.hosts} {sorted(one.places)}"


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def reader_as_shipped(catalogue: Catalogue) -> Callable[[Case], Reading]:
    """Return the reader with the words of data/."""
    vocabulary = read_vocabulary(ROOT / "data", catalogue)
    return lambda case: read(case.document, catalogue, vocabulary, case.about)


def sets(catalogue: Catalogue) -> dict[str, list[Case]]:
    """Return the sets: the two halves, those of other hands, and the review where it lies beside the project."""
    found = {name: reading_cases.half(name, catalogue) for name in ("developed", *KEPT_AWAY)}
    return {**found, **({"review": review} if (review := reading_cases.review(catalogue)) else {})}


def main() -> None:
    """Print the measures of every set."""
    parser = argparse.ArgumentParser(prog="python -m tests.reading_quality")
    parser.add_argument("--list", action="store_true", help="name the faults in all sets but those kept away")
    parser.add_argument("--list-held-out", action="store_true", help="also those in the sets kept away")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as state:
        catalogue = catalogue_as_shipped(Path(state))
        reader = reader_as_shipped(catalogue)
        for name, cases in sets(catalogue).items():
            quality = measured(cases, reader)
            listed = asked.list_held_out if name in KEPT_AWAY else asked.list
            print("\n".join(_lines(name, quality, listed=listed)), end="\n\n")


def _lines(name: str, quality: Quality, *, listed: bool) -> Iterator[str]:
    figures, models = quality.figures, quality.models
    yield f"{name}: {quality.numbers} numbers, {len(quality.unaccounted)} of them not accounted for"
    for title, measure in (("figures", figures), ("models", models)):
        false = measure.found - measure.matched
        yield (
            f"  {title}: {measure.expected} to find, {measure.matched} found, "
            f"{measure.expected - measure.matched} missed, {false} false"
        )
        yield f"    {'':<14}{'precision':>10}{'recall':>10}"
        yield f"    {'found':<14}{measure.precision():>10.1%}{measure.recall():>10.1%}"
        for entry in measure.right:
            yield f"    {entry:<14}{measure.precision(entry):>10.1%}{measure.recall(entry):>10.1%}"
    if listed:
        yield from (f"  ! {fault}" for fault in (*figures.faults, *models.faults, *quality.unaccounted))


if __name__ == "__main__":
    main()
