"""`flask courses list | zone | caution | scope | model`: the courses and their use, the time zone
that each keeps, how sure its answers have to be, what it does not answer, and which model writes
there.
"""

from collections.abc import Sequence

import click

from lti_app.cli.course_numbers import check_course
from lti_app.cli.groups import ToolGroup
from silabo.domain.answers import Caution
from silabo.domain.errors import ToolError
from silabo.domain.models import NO_MODEL
from silabo.domain.people import ZoneFrom
from silabo.storage import course_counts, course_models, courses, reports, scopes
from silabo.storage.course_counts import Use
from silabo.storage.courses import ListedCourse
from silabo.wording import error_sentences

USE_DAYS = 30
FROM = {
    ZoneFrom.DEFAULT: "SILABO_TIME_ZONE, else this machine",
    ZoneFrom.LMS: "the learning platform",
    ZoneFrom.PERSON: "chosen by hand",
}
MEANING = {
    Caution.CAREFUL: "fewer answers, fewer wrong ones, and more shown as not sure or not stated",
    Caution.BALANCED: "as measured over all sets",
    Caution.GENEROUS: "more answers, more wrong ones, and little that is not stated",
}


@click.command("caution", help="Say or set how sure the answers of a course have to be.")
@click.argument("number", type=int)
@click.argument("level", type=click.Choice([each.value for each in Caution]), required=False)
def caution(number: int, level: str | None) -> None:
    """Say how careful a course is, after setting it where a level is named."""
    check_course(number)
    if level:
        courses.choose_caution(number, Caution(level))
    kept = courses.caution(number)
    click.echo(f"Course {number} is {kept}: {MEANING[kept]}.")


@click.command("scope", help="Say, name or take back the topics that a course does not answer.")
@click.argument("number", type=int)
@click.argument("topic", default="")
@click.option("--say", default="", help="What is said instead; empty: a sentence of ours.")
@click.option("--answer", is_flag=True, help="Answer the topic again.")
def scope(number: int, topic: str, say: str, *, answer: bool) -> None:
    """Say which topics a course leaves out, after naming one or taking it back."""
    check_course(number)
    if answer and (say or not scopes.take_back(number, topic)):
        raise click.UsageError(f"course {number} leaves out no topic “{topic}”")
    if topic and not answer:
        try:
            scopes.leave_out(number, topic, say)
        except ToolError as error:
            raise click.UsageError(
                error_sentences.sentence("en", error.code, error.values)
            ) from error
    elif say:
        raise click.UsageError("name the topic that this is said about")
    for each in scopes.topics(number):
        click.echo(f"{each.topic}: {each.sentence or 'our sentence'}")
    if not scopes.topics(number):
        click.echo(f"Course {number} leaves out no topic.")


def model_command(chain: Sequence[str], pickable: Sequence[str]) -> click.Command:
    """The command over the models that write in every course, in order, and over those that a
    course may pick beside them.
    """

    @click.command("model", help="Say or pick which model writes in a course.")
    @click.argument("number", type=int)
    @click.argument("name", default="")
    @click.option("--follow", is_flag=True, help="Follow the order of all courses again.")
    def model(number: int, name: str, *, follow: bool) -> None:
        check_course(number)
        allowed = [*chain, *pickable, NO_MODEL]
        if name and name not in allowed:
            raise click.UsageError(f"there is no model “{name}”; there are {', '.join(allowed)}")
        if name or follow:
            course_models.pick(number, "" if follow else name)
        picked = course_models.picked(number)
        click.echo(f"Course {number}: {_asked(picked, chain, pickable)}.")

    return model


def _asked(picked: str, chain: Sequence[str], pickable: Sequence[str]) -> str:
    if picked == NO_MODEL:
        return "no model writes, answers are quotations, as it picked"
    gone = picked and picked not in {*chain, *pickable}
    first = [picked] if picked and not gone else []
    order = ", then ".join(first + [name for name in chain if name != picked]) or "no model"
    if gone:
        return f"it picked {picked}, which is no longer there; {order}, then quotations"
    return f"{order}, then quotations" + (", as it picked" if picked else "")


def group(default_zone: str, chain: Sequence[str] = (), pickable: Sequence[str] = ()) -> ToolGroup:
    """The commands; `default_zone` is for a course whose platform tells none, `chain` and
    `pickable` are the names of models.
    """
    commands = ToolGroup(
        "courses",
        help="Courses: their time zones, how careful they are, what they leave out, who writes.",
    )

    @commands.command("list", help="Every course: its zone, who said so, its use, how careful.")
    def listed() -> None:
        found = courses.listed()
        used = course_counts.use(reports.days_ms(USE_DAYS))
        for each in found:
            click.echo(_line(each, used.get(each.id, Use())))
        if not found:
            click.echo("No course yet: the first launch from one makes it.")

    @commands.command("zone", help="Put a course into a time zone, as Europe/Madrid.")
    @click.argument("number", type=int)
    @click.argument("zone", default="")
    @click.option("--follow", is_flag=True, help="Follow the learning platform again.")
    def zone(number: int, zone: str, *, follow: bool) -> None:
        if bool(zone) == follow:
            raise click.UsageError("name a time zone, as Europe/Madrid, or say --follow")
        check_course(number)
        try:
            courses.choose_zone(number, zone, default=default_zone)
        except ToolError as error:
            raise click.UsageError(
                error_sentences.sentence("en", error.code, error.values)
            ) from error
        click.echo(f"Course {number} is in {courses.time_zone(number)}.")

    commands.add_command(caution)
    commands.add_command(scope)
    commands.add_command(model_command(chain, pickable))
    return commands


def _line(course: ListedCourse, use: Use) -> str:
    marks = "  (closed)" * course.closed + "  (being deleted)" * course.going
    return (
        f"{course.id}  {course.title} ({course.platform})"
        f"  {course.time_zone}: {FROM[course.zone_from]};"
        f"  documents {use.documents}, people {use.people},"
        f" questions in {USE_DAYS} days {use.asked};  {course.caution}{marks}"
    )
