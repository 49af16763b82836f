"""`flask courses show`: what there is of a course, and all that is set for it."""

from collections.abc import Mapping

import click

from lti_app.cli.course_limits import said_approval, said_closed, said_hour, said_language
from silabo.domain.models import NO_MODEL
from silabo.domain.questions import Caps
from silabo.domain.retention import Retention
from silabo.storage import course_counts, course_limits, course_settings, courses, retention


def command(kept: Retention, caps: Caps) -> click.Command:
    """The command; `kept` is how long questions are kept, and `caps` how many may be asked, where a
    course says nothing.
    """

    @click.command("show", help="What there is of a course, and what is set for it.")
    @click.argument("number", type=int)
    def show(number: int) -> None:
        found = next((each for each in courses.listed() if each.id == number), None)
        if found is None:
            raise click.UsageError(f"there is no course {number}: `flask courses list`")
        going = ", being deleted" if found.going else ""
        click.echo(f"Course {number}: {found.title} ({found.platform}){going}")
        said = (*_counts(number), *_settings(number, found.time_zone, kept), *_limits(number, caps))
        for name, value in said:
            click.echo(f"  {name:<16} {value}")

    return show


def _counts(number: int) -> tuple[tuple[str, str], ...]:
    held = course_counts.count(number)
    last = f"; the last one {held.asked_at:%Y-%m-%d %H:%M} UTC" if held.asked_at else ""
    return (
        ("people", _said(held.people)),
        ("documents", _said(held.versions)),
        ("questions", _said(held.questions) + last),
    )


def _settings(number: int, zone: str, kept: Retention) -> tuple[tuple[str, str], ...]:
    chosen = course_settings.read(number)
    days = retention.of_course(number, kept)
    picked = "none, it is quoted" if chosen.model == NO_MODEL else chosen.model
    return (
        ("zone", zone + (", chosen by hand" if chosen.time_zone else "")),
        ("caution", chosen.caution),
        ("approval", said_approval(chosen.approval)),
        ("model", picked or "as in all courses"),
        ("scope", ", ".join(each.topic for each in chosen.out_of_scope) or "everything"),
        ("instructions", f"{len(chosen.instructions)} characters"),
        ("retention", f"questions {f'{days} days' if days else 'for good'}"),
    )


def _limits(number: int, caps: Caps) -> tuple[tuple[str, str], ...]:
    return (
        ("asking", said_closed(course_limits.is_closed(number))),
        ("limit", said_hour(course_limits.hour(number, caps))),
        ("language", said_language(course_limits.language(number))),
    )


def _said(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items()) or "none"
