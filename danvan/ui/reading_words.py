"""How a figure or a model that was read is said: value, place, period and decisions in words, plain text."""

import re
from dataclasses import dataclass
from datetime import datetime

from danvan import format as fmt
from danvan.catalogue import Catalogue
from danvan.documents.document import Document
from danvan.reader.explained import reason_in_words
from danvan.story.finding import printed_decimals
from danvan.story.reading_rows import Known, Row
from danvan.submission.decisions import AcceptedFigure, AcceptedModel, Decision
from danvan.text import Words

LONGEST_HEADING = 110
# The number before a heading, which stands with its section.
_NUMBERED = re.compile(r"^(?:[IVXLC]+|[0-9]+(?:[.][0-9]+)*|[a-zđ])[.)]\s*")


@dataclass(frozen=True)
class Sayer:
    """What is needed to put figures into words: the words of the reader's language, and the definitions."""

    words: Words
    catalogue: Catalogue

    def say(self, key: str, /, **fillings: str) -> str:
        """Return words of the page by their key below page.documents."""
        return self.words.get(f"page.documents.{key}", **fillings)

    def count(self, key: str, number: int, /, **fillings: str) -> str:
        """Return the words of the page for a number, which stands in the gap of that name."""
        return self.words.count(f"page.documents.{key}", number, number=str(number), **fillings)

    def indicator(self, code: str) -> str:
        known = self.catalogue.indicators.get(code)
        return known.name(self.words.language) if known else code

    def place(self, code: str) -> str:
        place = self.catalogue.places.get(code)
        if place is None:
            return code
        key = f"place_kind.{place.kind}"
        return self.words.get(key, name=place.name) if "name" in self.words.gaps[key] else self.words.get(key)

    def field(self, code: str) -> str:
        if not code:
            return self.say("row.no_field")
        known = self.catalogue.fields.get(code)
        return known.name(self.words.language) if known else code

    def source(self, code: str) -> str:
        known = self.catalogue.sources.get(code)
        return known.short_name(self.words.language) if known else code

    def value(self, figure: AcceptedFigure | Known, indicator: str) -> str:
        """Say a value with its qualifier, unit and, of a part, its whole."""
        known = self.catalogue.indicators.get(indicator)
        unit = known.unit if known else ""
        decimals = printed_decimals(figure.value, known) if known else 0
        language = self.words.language
        if figure.whole is None:
            return fmt.value(
                figure.value, unit=unit, decimals=decimals, qualifier=figure.qualifier, language=language
            )
        whole = fmt.value(figure.whole, unit=unit, decimals=decimals, language=language)
        said = f"{fmt.number(figure.value, decimals, language)}/{whole}"
        return (
            said if figure.qualifier == "=" else self.words.get(f"qualifier.{figure.qualifier}", amount=said)
        )

    def about(self, figure: AcceptedFigure) -> str:
        """Say of when and of where a figure is, and by which standard."""
        parts = [fmt.period(figure.period, self.words.language), self.place(figure.place)]
        if figure.standard:
            parts.append(self.say("row.standard", standard=figure.standard))
        return " · ".join(parts)

    def figure(self, figure: AcceptedFigure) -> str:
        """Say a whole figure in one line."""
        return f"{self.indicator(figure.indicator)}: {self.value(figure, figure.indicator)}, {self.about(figure)}"

    def model(self, model: AcceptedModel) -> str:
        """Say of which field, host and wards a model is."""
        wards = fmt.enumeration([self.place(code) for code in model.places], self.words.language)
        host = model.host or self.say("row.no_host")
        return " · ".join([self.field(model.field), host, wards or self.say("row.no_wards")])

    def known(self, row: Row) -> str:
        """Say how a row stands to what the data say now."""
        if row.standing != "differs" or row.known is None or row.figure is None:
            return self.say(f"standing.{row.standing}")
        value = self.value(row.known, row.figure.indicator)
        return self.say("standing.differs", value=value, source=self.source(row.known.source))

    def verdict(self, decision: Decision) -> str:
        """Say what was decided, by whom and when, and why where that was given."""
        parts = [
            self.say(f"row.{decision.decision}"),
            self.say("row.by_whom", by=decision.by, moment=self.moment(decision.at)),
        ]
        if decision.why:
            key = "row.remark" if decision.holds else "row.reason"
            parts.append(self.say(key, reason=decision.why))
        return " · ".join(parts)

    def moment(self, at: str) -> str:
        """Say a moment as the server's clock has it."""
        try:
            moment = datetime.fromisoformat(at).astimezone()
        except ValueError:
            return at
        return f"{fmt.day(moment.date(), self.words.language)} {moment:%H:%M}"

    def added(self, by: str, at: str) -> str:
        """Say who added a document and when; without a name it lay in the folder."""
        day = self.day(at)
        return self.say("kept_by", by=by, day=day) if by else self.say("kept_from_folder", day=day)

    def day(self, at: str) -> str:
        """Say the day of a moment."""
        try:
            return fmt.day(datetime.fromisoformat(at).astimezone().date(), self.words.language)
        except ValueError:
            return at

    def issued(self, code: str) -> str:
        """Say a date as far as it is known: 2022, 2022-04, 2022-04-15."""
        try:
            if code.count("-") == 2:
                return fmt.day(datetime.fromisoformat(code).date(), self.words.language)
            return fmt.period_short(code, self.words.language)
        except ValueError:
            return code

    def share(self, confidence: float) -> str:
        return fmt.value(round(confidence * 100), unit="pct", language=self.words.language)

    def reason(self, code: str) -> str:
        """Name the reason for which numbers were left unread."""
        return reason_in_words(code, self.words)

    def section(self, section: str, document: Document) -> str:
        """Name a section with its heading, as far as it fits in a line."""
        if not section:
            return self.say("desk.no_section")
        named = self.say("desk.section", section=section)
        for one in document.paragraphs:
            if one.kind == "heading" and one.section == section:
                heading = _NUMBERED.sub("", " ".join(document.of(one).split()).strip("*# "))
                short = (
                    heading
                    if len(heading) <= LONGEST_HEADING
                    else heading[:LONGEST_HEADING].rsplit(" ", 1)[0] + "…"
                )
                return f"{named}: {short}"
        return named
