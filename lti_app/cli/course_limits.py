"""`flask courses closed | approval | limit | language`: whether students may ask, whether answers
wait for an instructor's approval, how much is asked, in which language they are spoken to.
"""

import click

from lti_app.cli.course_numbers import check_course
from silabo.domain.questions import Caps
from silabo.storage import course_limits, courses
from silabo.wording.catalogues import LANGUAGES


def commands(caps: Caps) -> tuple[click.Command, ...]:
    """The commands; `caps` are of a course that says nothing."""
    return closed, approval, limit_command(caps), language


@click.command("closed", help="Say or set whether students can ask no more; reading goes on.")
@click.argument("number", type=int)
@click.argument("closes", type=click.Choice(["yes", "no"]), required=False)
def closed(number: int, closes: str | None) -> None:
    """Say whether a course is closed, after closing it or opening it again."""
    check_course(number)
    if closes:
        course_limits.close(number, closed=closes == "yes")
    click.echo(f"Course {number}: {said_closed(course_limits.is_closed(number))}.")


@click.command("approval", help="Say or set whether answers wait for an instructor's approval.")
@click.argument("number", type=int)
@click.argument("wanted", type=click.Choice(["yes", "no"]), required=False)
def approval(number: int, wanted: str | None) -> None:
    """Say whether answers of a course wait, after setting it; those that wait are told by a no."""
    check_course(number)
    if wanted:
        courses.choose_approval(number, wanted=wanted == "yes")
    click.echo(f"Course {number}: {said_approval(courses.approval(number))}.")


def said_approval(wanted: bool) -> str:
    """Whether answers wait, in words."""
    return "answers wait for an instructor's approval" if wanted else "answers go at once"


def said_closed(is_closed: bool) -> str:
    """Whether students may ask, in words."""
    return "closed, students read and cannot ask" if is_closed else "students ask"


def limit_command(caps: Caps) -> click.Command:
    """The command over what an hour of a course brings where it says nothing."""

    @click.command("limit", help="Say or set how many answers models write for it in an hour.")
    @click.argument("number", type=int)
    @click.argument("answers", type=click.IntRange(0, 1_000_000), required=False)
    @click.option("--follow", is_flag=True, help="As many as for all courses.")
    def limit(number: int, answers: int | None, *, follow: bool) -> None:
        if answers is not None and follow:
            raise click.UsageError("name a number of answers, or say --follow")
        check_course(number)
        if answers is not None or follow:
            course_limits.limit_hour(number, answers)
        click.echo(f"Course {number}: {said_hour(course_limits.hour(number, caps))}.")

    return limit


def said_hour(most: int) -> str:
    """How many answers in an hour, in words."""
    return f"{most or 'any number of'} answers of a model in an hour"


@click.command("language", help="Say or set the language that whoever opens it is spoken to in.")
@click.argument("number", type=int)
@click.argument("chosen", type=click.Choice(LANGUAGES), required=False)
@click.option("--follow", is_flag=True, help="The one that each launch names, again.")
def language(number: int, chosen: str | None, *, follow: bool) -> None:
    """Say a course's language, after setting it."""
    if chosen and follow:
        raise click.UsageError("name a language, or say --follow")
    check_course(number)
    if chosen or follow:
        course_limits.speak(number, chosen or "")
    click.echo(f"Course {number}: {said_language(course_limits.language(number))}.")


def said_language(named: str) -> str:
    """The language, in words."""
    return f"{named}, from the next launch of each person on" if named else "as each launch says"
