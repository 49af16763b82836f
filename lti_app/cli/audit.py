"""`flask audit show | verify`: who did what, when, from where, and whether all of it is there."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta

import click

from lti_app.cli.groups import ToolGroup
from lti_app.cli.one_line import in_one_line
from silabo.domain import clock
from silabo.storage import audit, courses
from silabo.storage.audit import Entry

DAYS = re.compile(r"([1-9]\d{0,4})d")


def group() -> ToolGroup:
    """The commands."""
    commands = ToolGroup("audit", help="Who did what, when, from where; and whether it is whole.")
    commands.add_command(_show())
    commands.add_command(_verify())
    return commands


def _show() -> click.Command:
    @click.command("show", help="What was done, oldest first; persons and things by their ids.")
    @click.option("--since", default="", help="how many days back, as 30d; without: all")
    @click.option("--course", default="", help="its number, or the public id of one that is gone")
    @click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
    def show(since: str, course: str, form: str) -> None:
        days = DAYS.fullmatch(since)
        if since and days is None:
            raise click.UsageError(f"--since takes days, as 7d, not {since}")
        start = clock.now() - timedelta(days=int(days[1])) if days else None
        found = audit.listed(start, _public_id(course))
        lines = _json(found) if form == "json" else map(_line, found)
        for line in lines:
            click.echo(line)

    return show


def _public_id(course: str) -> str:
    if not course.isdecimal():
        return course
    found = {each.id: each.public_id for each in courses.listed()}
    if int(course) not in found:
        raise click.UsageError(f"there is no course {course}: `flask courses list`")
    return found[int(course)]


def _json(found: Iterable[Entry]) -> Iterable[str]:
    """One object a line: an audit may be longer than memory."""
    for entry in found:
        yield json.dumps({**asdict(entry), "happened_at": entry.happened_at.isoformat()})


def _line(entry: Entry) -> str:
    said = [f"{entry.happened_at:%Y-%m-%d %H:%M:%S} UTC", entry.event, f"by {entry.actor}"]
    named = {
        "from": entry.source,
        "of": entry.subject,
        "course": entry.course,
        "platform": entry.platform,
    }
    said += [f"{label} {value}" for label, value in named.items() if value]
    said.append(in_one_line(entry.detail))
    return f"{entry.number or '-'}  " + "  ".join(each for each in said if each)


def _verify() -> click.Command:
    @click.command("verify", help="Whether no entry was changed or taken away; 1 where one was.")
    def verify() -> None:
        found = audit.verify()
        if found.broken is not None:
            raise click.ClickException(
                f"the audit does not hold from entry {found.broken} on: {found.why}."
                f" Before it, {found.chained} hold."
            )
        click.echo(f"The audit holds: {found.chained} entries, the last hash {found.digest}.")
        if found.waiting:
            click.echo(f"Not in the chain yet: {found.waiting}; workers chain them at each sweep.")

    return verify
