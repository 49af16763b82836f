"""`flask index check | rebuild`: whether the passage index holds what the database says."""

from collections.abc import Callable, Iterable

import click

from lti_app.cli.groups import ToolGroup
from silabo.domain.documents import IndexedCourse
from silabo.domain.errors import ServiceError


def group(
    compare: Callable[[], Iterable[IndexedCourse]],
    rebuild: Callable[[str], Iterable[IndexedCourse]],
) -> ToolGroup:
    """The commands of the index; `rebuild` takes a course's id, or an empty text for all."""
    commands = ToolGroup("index", help="The passage index; the database is the truth.")

    @commands.command("check", help="Compare the index with the database, course by course.")
    def check() -> None:
        wrong = _report(compare())
        if wrong:
            click.echo(
                f"{wrong} not whole: their questions wait. Workers mend it within ten minutes;"
                " `flask index rebuild` does it now."
            )
            raise click.exceptions.Exit(1)

    @commands.command("rebuild", help="Fill the index anew from the database; parses nothing.")
    @click.option("--course", default="", metavar="ID", help="only this course; `check` names it")
    def fill(course: str) -> None:
        if _report(rebuild(course)):
            raise click.ClickException("The index does not hold what it was given.")

    return commands


def _report(courses: Iterable[IndexedCourse]) -> int:
    """Print a line a course, as each is done; return how many are not whole."""
    seen = wrong = 0
    try:
        for each in courses:
            seen += 1
            wrong += not each.whole
            word, colour = ("ok    ", "green") if each.whole else ("WRONG ", "red")
            click.secho(word, fg=colour, nl=False)
            click.echo(f"{each.public_id} {each.title}: {each.held} of {each.passages} passages")
    except ServiceError as error:
        raise click.ClickException(f"The index or the database does not answer: {error}") from error
    if not seen:
        click.echo("There is no such course, or none has documents.")
    return wrong
