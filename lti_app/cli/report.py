"""`flask report`: what was asked, answered and sent of late, in numbers, without name or text."""

import csv
import io
import json
import re
from collections.abc import Iterator

import click
from flask.cli import with_appcontext

from lti_app.cli.course_numbers import check_course
from silabo.domain.answers import AnswerKind
from silabo.domain.errors import ServiceError
from silabo.domain.intervals import wilson
from silabo.domain.reports import Report
from silabo.storage import reports

DAYS = re.compile(r"([1-9]\d{0,3})d")
ANSWERS = {
    AnswerKind.GENERATED: "written by a model",
    AnswerKind.EXTRACTIVE: "quoted",
    AnswerKind.CURATED: "by instructors",
    AnswerKind.CLOSEST: "not sure",
    AnswerKind.DECLINED: "not in the documents",
    AnswerKind.REPLY: "replies to greetings and the like",
}


def command() -> click.Command:
    """The command."""

    @click.command("report", help="What was asked, answered and sent of late, in numbers.")
    @click.option("--since", default="7d", show_default=True, help="how many days back, as 30d")
    @click.option("--course", type=int, help="a number of `flask courses list`; without: all")
    @click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text")
    @with_appcontext
    def report(since: str, course: int | None, form: str) -> None:
        days = DAYS.fullmatch(since)
        if days is None:
            raise click.UsageError(f"--since takes days, as 7d, not {since}")
        try:
            if course is not None:
                check_course(course)
            made = reports.report(reports.days_ms(int(days[1])), course)
        except ServiceError as error:
            raise click.ClickException(f"{error}. `flask doctor` says what to do.") from error
        click.echo({"text": _text, "json": _json, "csv": _csv}[form](made), nl=form != "csv")

    return report


def _json(made: Report) -> str:
    return json.dumps(dict(reports.rows(made)), indent=2)


def _csv(made: Report) -> str:
    target = io.StringIO()
    table = csv.writer(target)
    table.writerow(("figure", "value"))
    table.writerows(reports.rows(made))
    return target.getvalue()


def _text(made: Report) -> str:
    return "\n".join(f"{label:34} {value}" for label, value in _lines(made))


def _lines(made: Report) -> Iterator[tuple[str, str]]:
    yield "asked", f"{made.asked} by {made.met.persons} persons"
    answered = sum(made.answered.values())
    for kind, label in ANSWERS.items():
        yield f"  {label}", _share(made.answered[kind], answered)
    yield "given up", str(made.failed)
    yield "waiting now", str(made.open)
    yield "tried again", str(made.tried_again)
    yield "sent to instructors", str(made.met.handed_over)
    yield "helped, of those who said", _share(made.met.helped, made.met.judged)
    waits = made.met.waits
    yield (
        "waited for the first answer",
        f"half at most {waits.median_s:.1f} s, nine of ten {waits.p90_s:.1f} s,"
        f" longest {waits.longest_s:.1f} s (n = {waits.count})",
    )
    calls = made.calls
    yield (
        "model calls that are kept",
        f"{calls.calls}, failed {calls.failed}; tokens a second: read {calls.reading:.1f},"
        f" written {calls.writing:.1f}",
    )
    told = [f"{state} {count}" for state, count in made.letters.items() if count]
    yield "letters", ", ".join(told) or "none"


def _share(count: int, of: int) -> str:
    """A share with its interval of 95 %: of few questions it says little, and shows it."""
    if not of:
        return "0 of 0"
    estimate = wilson(count, of)
    return f"{count} of {of}: {estimate.value:.0%} ({estimate.low:.0%} to {estimate.high:.0%})"
