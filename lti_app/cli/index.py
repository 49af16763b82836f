"""`flask index check | rebuild`: whether the passage index holds what the database says."""

from collections.abc import Callable, Iterable

import click

from lti_app.cli.groups import ToolGroup
from silabo.domain.documents import IndexedCourse
from silabo.domain.errors import ServiceError


def group(
    compare: Callable[[], Iterable[IndexedCourse]],
    rebuild: Callable[[str], Iterable[IndexedCourse]],
    forget_vectors: Callable[[], int],
) -> ToolGroup:
    """The commands of the index; `rebuild` takes a course's id, or an empty text for all, and
    `forget_vectors` lets the model be asked for each vector again.
    """
    commands = ToolGroup("index", help="The passage index; the database is the truth.")

    @commands.command("check", help="Compare the index with the database, course by course.")
    def check() -> None:
        wrong = _report(compare())
        if wrong:
            click.echo(
                f"{wrong} not as they must be. Workers index again what is missing, at the next"
                " question or within ten minutes, and answer by words meanwhile; `flask index"
                " rebuild` does it now."
            )
            raise click.exceptions.Exit(1)

    @commands.command("rebuild", help="Fill the index anew from the database; parses nothing.")
    @click.option("--course", default="", metavar="ID", help="only this course; `check` names it")
    @click.option("--vectors", is_flag=True, help="let the model make every vector again too")
    def fill(course: str, *, vectors: bool) -> None:
        if vectors:
            click.echo(f"{forget_vectors()} kept vectors forgotten.")
        if _report(rebuild(course)):
            raise click.ClickException("The index does not hold what it was given.")
        click.echo("Words find now; workers bring the vectors, where a model embeds.")

    return commands


def _report(courses: Iterable[IndexedCourse]) -> int:
    """Print a line a course, as each is done; return how many are not whole."""
    seen = wrong = 0
    try:
        for each in courses:
            seen += 1
            good = each.whole and not each.fault
            wrong += not good
            word, colour = ("ok    ", "green") if good else ("WRONG ", "red")
            click.secho(word, fg=colour, nl=False)
            click.echo(f"{each.public_id} {each.title}: {_line(each)}")
    except ServiceError as error:
        raise click.ClickException(f"The index or the database does not answer: {error}") from error
    if not seen:
        click.echo("There is no such course, or none has documents.")
    return wrong


def _line(course: IndexedCourse) -> str:
    line = f"{course.held} of {course.passages} passages"
    if course.bare is not None:
        line += f", {course.held - course.bare} with vectors, {course.bare} without"
    return f"{line}; {course.fault}" if course.fault else line
