"""Paragraphs of a report that say who says so: a source in full where it is first named, later short."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute

from danvan import format as fmt
from danvan.catalogue import Source
from danvan.exports.document import Section
from danvan.exports.document.said import BLANK, dated
from danvan.story.finding import Origin, Question
from danvan.story.sources import issued

MOST_SUBMISSIONS = 4
_NO_NUMBER = "…"  # how the catalogue writes a number that its document left blank


@dataclass(frozen=True)
class Said:
    """One paragraph and the sources that it rests on."""

    text: str
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True)
class Told:
    """A heading, its paragraphs, and what stands under it, before the sources are written into them."""

    heading: str
    paragraphs: tuple[Said, ...] = ()
    parts: tuple["Told", ...] = ()


@dataclass
class Citing:
    """Which sources were named in full so far."""

    question: Question
    named: set[str] = attribute(default_factory=set)

    def sections(self, told: Iterable[Told]) -> tuple[Section, ...]:
        """Return the sections with the sources in them, in the order they are read.

        Where all paragraphs under a heading rest on the same, the last of them says so for all.
        """
        return tuple(
            Section(one.heading, self._paragraphs(one.paragraphs), self.sections(one.parts)) for one in told
        )

    def _paragraphs(self, paragraphs: Sequence[Said]) -> tuple[str, ...]:
        resting = [said for said in paragraphs if said.origins]
        if len(resting) > 1 and len({_codes(said) for said in resting}) == 1:
            cited = self._cited(resting[-1], "report.source.of_all")
            return tuple(cited if said is resting[-1] else said.text for said in paragraphs)
        return tuple(self._cited(said, "report.source.of") for said in paragraphs)

    def _cited(self, said: Said, key: str) -> str:
        sources = [self.question.catalogue.sources[code] for code in _codes(said)]
        handed_in = [source for source in sources if source.basis == "submitted"]
        if len(handed_in) > MOST_SUBMISSIONS:
            sources = [source for source in sources if source.basis != "submitted"]
        words = [self._name(source) for source in sources]
        if len(handed_in) > MOST_SUBMISSIONS:
            words.append(self.question.say("report.source.submissions", number=str(len(handed_in))))
        return f"{said.text} {self.question.say(key, sources='; '.join(words))}" if words else said.text

    def _name(self, source: Source) -> str:
        short = source.short_name(self.question.language)
        if source.source in self.named or source.basis == "submitted":
            return short
        self.named.add(source.source)
        return self.question.say("report.source.first", full=in_full(self.question, source), short=short)


def in_full(question: Question, source: Source) -> str:
    """Return kind, number, date, issuer and abstract of a document, with a blank for what it does not say of itself.

    A source that is no document of an office is named by its title, its issuer and when it came out.
    """
    title, number = source.full_title(question.language), _number(source)
    if question.language != "vi":
        parts = (
            question.say("report.source.number", number=number) if number else "",
            source.issuer,
            _when(source, question),
        )
        return f"{title} ({', '.join(part for part in parts if part)})"
    kind = next((one for one in _kinds(question) if title.startswith(f"{one} ")), "")
    if not kind or not number:
        when = issued(question, source)
        return f"{title} ({when})" if when else title
    about = title.removeprefix(kind).strip().removeprefix(f"số {number}").strip()
    return question.say(
        "report.source.document",
        kind=kind,
        number=number,
        date=dated(source.issued_on, question.words),
        issuer=source.issuer,
        about=about,
    )


def numbers_of(texts: Sequence[str], all_texts: Sequence[str]) -> str:
    """Return the marks of remarks behind a name: " (1)(3)"."""
    marks = "".join(f"({number})" for number in sorted(all_texts.index(text) + 1 for text in texts))
    return f" {marks}" if marks else ""


def _codes(said: Said) -> tuple[str, ...]:
    return tuple(dict.fromkeys(origin.source for origin in said.origins))


def _number(source: Source) -> str:
    return source.number.partition(" (")[0].replace(_NO_NUMBER, BLANK)


def _kinds(question: Question) -> list[str]:
    return question.say("report.source.kinds").split(", ")


def _when(source: Source, question: Question) -> str:
    if source.issued_on.count("-") == 2:
        return dated(source.issued_on, question.words)
    return fmt.period(source.issued_on, question.language) if source.issued_on else ""
