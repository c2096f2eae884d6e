"""One row of the desk as HTML: the sentence with its number, what it is taken for, how sure and why, and the buttons.

Nothing of a document is HTML: its words are escaped here, however they look.
"""

import json
from collections.abc import Collection, Sequence
from html import escape

from danvan.story.reading_around import Around
from danvan.story.reading_rows import Left, ModelRow, Row
from danvan.submission.decisions import Decision
from danvan.ui.markup import Attributes, element
from danvan.ui.reading_fields import figure_fields, model_fields
from danvan.ui.reading_words import Sayer

# What a reader may decide: None is every place, otherwise the codes of places; no place at all is nothing.
Allowed = Collection[str] | None


def figure_row(row: Row, sayer: Sayer, allowed: Allowed) -> str:
    """Return the row of a number; its buttons are there for who may decide on its place."""
    shown = row.shown
    if shown is None:
        return ""
    what = element("b", {}, escape(sayer.indicator(shown.indicator)))
    value = element("span", {"class": "dv-read-value"}, escape(sayer.value(shown, shown.indicator)))
    facts = [
        element("p", {"class": "dv-read-what"}, value, " ", what),
        element("p", {"class": "dv-read-about"}, escape(sayer.about(shown))),
        element(
            "p",
            {"class": f"dv-read-standing dv-standing-{row.standing}"},
            escape(sayer.known(row)),
        ),
        _why(row, sayer),
    ]
    said = sayer.figure(shown)
    ways = _ways(row.decision, said, sayer) if may_decide(shown.place, allowed) else ""
    note = (
        element("span", {"class": "dv-read-note"}, escape(sayer.say("desk.note", note=row.note)))
        if row.note
        else ""
    )
    return _article(
        row.name, "figure", row.surety, row.decisions,
        _sentence(row.around, note), *_facts(facts, row.decisions, sayer), ways,
        fields=json.dumps(figure_fields(shown, row.decision, sayer.catalogue), ensure_ascii=False),
    )  # fmt: skip


def model_row(row: ModelRow, sayer: Sayer, allowed: Allowed) -> str:
    """Return the row of a model; its buttons are there for who may decide on all its wards."""
    shown = row.shown
    facts = [
        element("p", {"class": "dv-read-what"}, element("b", {}, escape(shown.name))),
        element("p", {"class": "dv-read-about"}, escape(sayer.model(shown))),
        _model_standing(row, sayer),
        _why(row, sayer),
    ]
    may = all(may_decide(place, allowed) for place in shown.places) if shown.places else allowed is None
    return _article(
        row.name, "model", row.surety, row.decisions,
        _sentence(row.around, ""), *_facts(facts, row.decisions, sayer),
        _ways(row.decision, shown.name, sayer, row.perhaps) if may else "",
        fields=json.dumps(model_fields(shown, row.decision), ensure_ascii=False),
    )  # fmt: skip


def _model_standing(row: ModelRow, sayer: Sayer) -> str:
    """Say how a model stands to those of the data and to those further up."""
    if row.perhaps:
        key = "standing.model_perhaps_above" if row.is_perhaps_above else "standing.model_perhaps"
        said = escape(sayer.say(key, name=row.perhaps))
        return element("p", {"class": "dv-read-standing dv-standing-differs"}, said)
    standing = "model_again" if row.is_again else "model_known" if row.is_known else "model_new"
    return element("p", {"class": "dv-read-standing"}, escape(sayer.say(f"standing.{standing}")))


def left_item(left: Left, sayer: Sayer, may: bool) -> str:
    """Return one number that was left unread, with its words, and the way to make it a figure."""
    button: Attributes = {
        "type": "button",
        "data-change": True,
        "aria-label": f"{sayer.say('desk.it_is_a_figure')}: {left.around.printed}",
    }
    way = element("button", button, escape(sayer.say("desk.it_is_a_figure"))) if may else ""
    why = left.why.get(sayer.words.language, "")
    said = element("span", {"class": "dv-source"}, escape(why)) if why else ""
    fields = {"value": left.around.printed}
    attributes: Attributes = {
        "class": "dv-left",
        "data-row": left.name,
        "data-kind": "figure",
        "data-fields": json.dumps(fields, ensure_ascii=False),
    }
    return element("li", attributes, element("span", {}, _marked(left.around)), " ", said, way)


def _article(name: str, kind: str, surety: str, made: Sequence[Decision], *content: str, fields: str) -> str:
    attributes: Attributes = {
        "class": f"dv-read dv-read-{surety}",
        "data-row": name,
        "data-kind": kind,
        "data-decided": made[-1].decision if made else False,
        "data-seen": str(len(made)),
        "data-fields": fields,
        "tabindex": "-1",
    }
    return element("article", attributes, *content)


def _sentence(around: Around, note: str) -> str:
    return element("p", {"class": "dv-read-text"}, note, _marked(around))


def _marked(around: Around) -> str:
    mark = element("mark", {}, escape(_seen(around.printed)))
    return escape(_seen(around.before)) + mark + escape(_seen(around.after))


def _seen(words: str) -> str:
    """Return words with what prints nothing or reorders letters made to be seen: no digit is taken for another."""
    if words.isprintable():
        return words
    return "".join(one if one.isprintable() or one.isspace() else f"[U+{ord(one):04X}]" for one in words)


def _facts(facts: list[str], decisions: Collection[Decision], sayer: Sayer) -> tuple[str, ...]:
    """Return the facts as one column, with what was decided at their foot."""
    *earlier, last = [sayer.verdict(one) for one in decisions] or [""]
    told = element("p", {"class": "dv-read-verdict"}, escape(last)) if last else ""
    before = (
        element(
            "p",
            {"class": "dv-source"},
            escape(sayer.say("row.earlier", decisions="; ".join(reversed(earlier)))),
        )
        if earlier
        else ""
    )
    return (element("div", {"class": "dv-read-facts"}, *facts, told, before),)


def _why(row: Row | ModelRow, sayer: Sayer) -> str:
    """Say how sure the machine is, in words and with a mark, and why it read so."""
    word = sayer.say(f"surety.{row.surety}")
    said = (
        word
        if row.surety in ("by_hand", "gone")
        else sayer.say("surety.share", word=word, share=sayer.share(row.confidence))
    )
    mark = element("span", {"class": f"dv-surety dv-surety-{row.surety}"}, escape(said))
    return element("p", {"class": "dv-source"}, mark, " ", escape(row.why.get(sayer.words.language, "")))


def _ways(decision: Decision | None, what: str, sayer: Sayer, perhaps: str = "") -> str:
    """Return the buttons of a row; what was decided already is not offered again.

    perhaps is the known model that it may be: then it is accepted as that one, or as a new one.
    """
    done = decision.decision if decision else ""
    buttons = [_as_known(sayer, perhaps)] if perhaps else []
    buttons += [
        _button(
            sayer, verdict, what, primary=not done and not perhaps and verdict == "accept", new=bool(perhaps)
        )
        for verdict, past in (("accept", "accepted"), ("change", ""), ("refuse", "refused"))
        if not (done and (done == past or (done == "changed" and verdict == "accept")))
    ]
    told = element("p", {"class": "dv-source dv-said", "data-said": True, "role": "status"})
    return element("div", {"class": "dv-read-ways"}, *buttons, told)


def _as_known(sayer: Sayer, name: str) -> str:
    """Return the button that accepts a model as one that the data have."""
    label = sayer.say("row.accept_known_label", what=name)
    attributes: Attributes = {
        "type": "button",
        "data-known": name,
        "class": "dv-primary dv-read-alone",
        "aria-label": label,
    }
    return element("button", attributes, escape(sayer.say("row.accept_known")))


def _button(sayer: Sayer, verdict: str, what: str, *, primary: bool, new: bool) -> str:
    words = f"row.{verdict}_new" if new and verdict == "accept" else f"row.{verdict}"
    attributes: Attributes = {
        "type": "button",
        f"data-{verdict}": True,
        "class": "dv-primary" if primary else "dv-read-alone" if words.endswith("_new") else False,
        "aria-label": sayer.say(f"{words}_label", what=what),
    }
    return element("button", attributes, escape(sayer.say(words)))


def may_decide(place: str, allowed: Allowed) -> bool:
    """Say whether figures of a place are the reader's to decide on."""
    return allowed is None or place in allowed
