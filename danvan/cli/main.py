"""The commands and their options; every error is one sentence on standard error and an exit code that is not 0."""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from danvan import text
from danvan.cli import accepting, analysis, commands, handing_in, output, presenting, reading
from danvan.cli.commands import CommandError
from danvan.intake.issue import DataError
from danvan.queries import UnknownQuery
from danvan.sample import SEED
from danvan.warehouse import console
from danvan.warehouse.question import Refusal
from danvan.warehouse.read import NoSnapshot

FAILED, WRONG_USE, STOPPED = 1, 2, 130
SPAN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
SPAN_OF_YEARS = re.compile(r"(\d{4})(?:\.\.(\d{4}))?")


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USE, f"{self.prog}: {message}; {self.prog} --help tells more.\n")


def main(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code: 0 done, 1 failed, 2 wrongly asked, 130 interrupted."""
    asked = _parser().parse_args(arguments)
    try:
        result = asked.run(asked)
    except (CommandError, UnknownQuery) as error:
        return _fail(str(error), WRONG_USE)
    except presenting.Failed as error:
        return _fail(str(error), FAILED)
    except KeyboardInterrupt:
        return _fail(presenting.stopped(), STOPPED)
    except Refusal as error:
        return _fail(f"{error.message('vi')} / {error.message('en')}", FAILED)
    except (DataError, NoSnapshot) as error:
        return _fail("\n".join(_issue(issue) for issue in error.issues), FAILED)
    except OSError as error:
        return _fail(f"{error.filename or ''}: {error.strerror or error}", FAILED)
    output.show(result, as_json=asked.json)
    return result.code


def _issue(issue: object) -> str:
    where, message, advice = (
        [getattr(issue, part)(language) for language in text.LANGUAGES]
        for part in ("where", "message", "advice")
    )
    return " / ".join(
        f"{place}: {said} {what}" for place, said, what in zip(where, message, advice, strict=True)
    )


def _fail(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m danvan", description="The Dân vận khéo dashboard.")
    parsers = parser.add_subparsers(required=True, metavar="COMMAND")
    build = parsers.add_parser(
        "build", help="make a new snapshot of the files, or say what is wrong with them"
    )
    build.set_defaults(run=lambda _asked: commands.build())
    _add_query(
        parsers.add_parser(
            "query",
            help="answer a named question, or with options alone the question of the analysis page; with nothing, list",
        )
    )
    _add_export(
        parsers.add_parser(
            "export", help="write a file: the answer of the analysis page, slides, or a report"
        )
    )
    _add_sql(parsers.add_parser("sql", help="answer one read-only select over the tables of the snapshot"))
    _add_sample(parsers.add_parser("sample", help="make the labelled sample, of any size"))
    seal = parsers.add_parser(
        "seal", help="write the checksum of every data file to data/catalogue/files.csv"
    )
    seal.set_defaults(run=lambda _asked: commands.seal())
    _add_handing_in(parsers)
    _add_read(parsers.add_parser("read", help="find the figures and models that a document states"))
    _add_accepting(parsers)
    for command in parsers.choices.values():
        command.add_argument("--json", action="store_true", help="print one JSON value")
    return parser


def _add_query(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", nargs="?", help="the name of a file in danvan/queries/, without .sql")
    _add_filters(command)
    command.set_defaults(run=_query)


def _add_export(command: argparse.ArgumentParser) -> None:
    command.add_argument("what", choices=presenting.CHOICES, help="figures with a chart, slides, or a report")
    endings = ", ".join((*analysis.ENDINGS, ".pptx", ".docx", presenting.PDF))
    command.add_argument("--to", type=Path, required=True, help=f"the file: {endings}")
    _add_filters(command)
    command.add_argument("--deck", help="a deck that is kept on the page of presentations, by its name")
    command.add_argument(
        "--office", type=Path, help="who issues and signs the report: a file like office.toml"
    )
    command.set_defaults(
        run=lambda asked: presenting.export(
            asked.what, _wanted(asked), asked.to, deck=asked.deck, office=asked.office
        )
    )


def _add_filters(command: argparse.ArgumentParser) -> None:
    """Add the filters of the pages, and what the analysis page asks beside them."""
    command.add_argument("--place", action="append", default=[], help="code or any spelling; may be repeated")
    command.add_argument("--field", help="only this field, by its code")
    command.add_argument("--indicator", action="append", default=[], help="code; may be repeated")
    command.add_argument("--years", type=_years, help="2021 or 2017..2021")
    command.add_argument("--real", action="store_true", help="leave the sample out")
    page = command.add_argument_group("the question of the analysis page")
    page.add_argument(
        "--link", help='the address of the page as it is: "/phan-tich?…", for slides "/trinh-chieu?…"'
    )
    page.add_argument("--by", help="place, successor, kind, town, reported, model or field")
    page.add_argument("--every", help="span, year, half, quarter or month")
    page.add_argument("--measure", help="value, per_household, per_1000, share, change or cumulative")
    page.add_argument("--form", help="ranking, trend, funnel, …; those that compare units show all units")
    page.add_argument("--units", help="before or since: units before or since July 2025")
    page.add_argument("--least", help="models in at least so many wards")
    page.add_argument("--language", help="vi or en: language of headings and words")


def _wanted(asked: argparse.Namespace) -> analysis.Wanted:
    return analysis.Wanted(
        places=asked.place,
        field=asked.field,
        indicators=asked.indicator,
        years=asked.years,
        real=asked.real,
        **{name: getattr(asked, name) for name in analysis.OF_PAGE},
    )


def _query(asked: argparse.Namespace) -> output.Result:
    wanted = _wanted(asked)
    if asked.name is None:
        return analysis.rows(wanted) if wanted.given() or wanted.link else commands.questions()
    analysis.refuse_with_name(wanted, asked.name)
    return commands.query(
        asked.name,
        places=asked.place,
        field=asked.field,
        indicators=asked.indicator,
        years=asked.years,
        sample=not asked.real,
    )


def _add_sql(command: argparse.ArgumentParser) -> None:
    command.add_argument("question", help='"select …"')
    command.add_argument("--rows", type=_count, default=console.ROWS, help="stop after so many rows")
    command.add_argument("--seconds", type=_time, default=console.SECONDS, help="stop after so many seconds")
    command.set_defaults(
        run=lambda asked: commands.sql(asked.question, rows=asked.rows, seconds=asked.seconds)
    )


def _add_sample(command: argparse.ArgumentParser) -> None:
    command.add_argument("--to", type=Path, required=True, help="the folder to write observations.csv into")
    command.add_argument("--wards", type=int, help="so many wards instead of those of the town")
    command.add_argument("--years", type=_years, default=(2017, 2021), help="2021 or 2017..2021")
    command.add_argument("--months", action="store_true", help="month by month")
    command.add_argument("--seed", type=int, default=SEED, help="the same seed gives the same bytes")
    command.set_defaults(
        run=lambda asked: commands.sample(
            asked.to, wards=asked.wards, years=asked.years, months=asked.months, seed=asked.seed
        )
    )


def _add_handing_in(parsers: Any) -> None:
    template = parsers.add_parser("template", help="write the form that a ward fills in")
    template.add_argument("--to", type=Path, required=True, help="the .xlsx file to write")
    template.add_argument("--place", help="code or any spelling of one ward")
    template.set_defaults(run=lambda asked: handing_in.template(asked.to, asked.place))
    check = parsers.add_parser("check", help="say what is wrong with files and what they would change")
    _add_files(check)
    check.set_defaults(run=lambda asked: handing_in.check_files(asked.files, asked.numbers))
    submit = parsers.add_parser("submit", help="check files and publish them, all or nothing")
    _add_files(submit)
    submit.add_argument("--by", required=True, help="who hands in")
    submit.add_argument("--confirm", action="store_true", help="the warnings that ask for it are right")
    submit.set_defaults(
        run=lambda asked: handing_in.submit_files(
            asked.files, asked.by, asked.numbers, confirmed=asked.confirm
        )
    )
    history = parsers.add_parser("history", help="list what was loaded when, by whom")
    history.set_defaults(run=lambda _asked: handing_in.history_of_loads())
    rebuild = parsers.add_parser("rebuild", help="make everything again from the files that were kept")
    rebuild.set_defaults(run=lambda _asked: handing_in.rebuild())
    restore = parsers.add_parser("restore", help="bring back one of the last ten snapshots")
    restore.add_argument("snapshot", help="its name in the history")
    restore.add_argument("--by", default="", help="who goes back")
    restore.set_defaults(run=lambda asked: handing_in.restore(asked.snapshot, asked.by))


def _add_read(command: argparse.ArgumentParser) -> None:
    command.add_argument("document", type=Path, help="a .docx, .pdf, .txt or .md file")
    command.add_argument("--place", help="what it is about, by code or any spelling; by default the town")
    command.add_argument("--issued", help="when it was issued: 2022-04; by default as its head says")
    instead = command.add_mutually_exclusive_group()
    for what, said in (
        (reading.UNREAD, "instead, the numbers that are no figures, each with why"),
        (reading.MODELS, "instead, the models that it names"),
    ):
        instead.add_argument(f"--{what}", dest="what", action="store_const", const=what, help=said)
    command.set_defaults(
        what=reading.FIGURES,
        run=lambda asked: reading.read_document(
            asked.document, asked.what, place=asked.place, issued=asked.issued
        ),
    )


def _add_accepting(parsers: Any) -> None:
    accept = parsers.add_parser(
        "accept", help="accept figures that were read in a document, and publish them"
    )
    accept.add_argument("document", help="a file, or the key of a document that was added before")
    accept.add_argument("--by", required=True, help="who accepts")
    accept.add_argument("--all", action="store_true", help="everything that nothing was decided on")
    accept.add_argument("--at-least", type=_share, help="of that, what was read at least so surely: 0.8")
    accept.add_argument("--only", type=_span, action="append", default=[], help="START-END; may be repeated")
    accept.add_argument(
        "--refuse", type=_span, action="append", default=[], help="START-END; may be repeated"
    )
    accept.add_argument("--figures", action="store_true", help="no models")
    accept.add_argument("--place", help="the unit that the document is of, by code or any spelling")
    accept.add_argument("--confirm", action="store_true", help="the warnings that ask for it are right")
    accept.set_defaults(run=_accept)


def _accept(asked: argparse.Namespace) -> output.Result:
    choice = accepting.Choice(asked.all, asked.at_least, asked.only, asked.refuse, asked.figures)
    return accepting.accept(asked.document, asked.by, choice, place=asked.place, confirmed=asked.confirm)


def _add_files(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", type=Path, help="workbooks or CSV files")
    command.add_argument(
        "--numbers",
        choices=("vi", "en"),
        help="how numbers of two readings are meant: 2.315 is 2315 (vi) or 2,315 (en)",
    )


def _count(number: str) -> int:
    if not number.isdecimal():
        raise argparse.ArgumentTypeError(f"{number!r} is not a number of rows: write 1000.")
    return int(number)


def _span(written: str) -> tuple[int, int]:
    found = SPAN.fullmatch(written)
    if found is None:
        raise argparse.ArgumentTypeError(f"{written!r} is not a span of a text: write 9334-9337.")
    return int(found[1]), int(found[2])


def _share(written: str) -> float:
    if not re.fullmatch(r"[01]|0?[.][0-9]+", written):
        raise argparse.ArgumentTypeError(f"{written!r} is not how sure a reading is: write 0.8.")
    return float(written)


def _time(seconds: str) -> float:
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", seconds):
        raise argparse.ArgumentTypeError(f"{seconds!r} is not a number of seconds: write 10.")
    return float(seconds)


def _years(span: str) -> tuple[int, int]:
    found = SPAN_OF_YEARS.fullmatch(span)
    if found is None:
        raise argparse.ArgumentTypeError(
            f"{span!r} is not a year or a span of years: write 2021 or 2017..2021."
        )
    first, last = int(found[1]), int(found[2] or found[1])
    if last < first:
        raise argparse.ArgumentTypeError(f"{span!r} ends before it starts: write the earlier year first.")
    return first, last
