"""`flask courses list | zone`: the courses, and the time zone that each keeps."""

import click

from lti_app.cli.groups import ToolGroup
from silabo.domain.errors import ToolError
from silabo.domain.people import ZoneFrom
from silabo.storage import courses
from silabo.wording import error_sentences

FROM = {
    ZoneFrom.DEFAULT: "SILABO_TIME_ZONE, else this machine",
    ZoneFrom.LMS: "the learning platform",
    ZoneFrom.PERSON: "chosen by hand",
}


def group(default_zone: str) -> ToolGroup:
    """The commands; `default_zone` is for a course whose platform tells none."""
    commands = ToolGroup("courses", help="Courses, and the time zone that each keeps.")

    @commands.command("list", help="Every course with its time zone, and who said so.")
    def listed() -> None:
        found = courses.listed()
        for each in found:
            said = FROM[each.zone_from]
            click.echo(f"{each.id}  {each.title} ({each.platform})  {each.time_zone}: {said}")
        if not found:
            click.echo("No course yet: the first launch from one makes it.")

    @commands.command("zone", help="Put a course into a time zone, as Europe/Madrid.")
    @click.argument("number", type=int)
    @click.argument("zone", default="")
    @click.option("--follow", is_flag=True, help="Follow the learning platform again.")
    def zone(number: int, zone: str, *, follow: bool) -> None:
        if bool(zone) == follow:
            raise click.UsageError("name a time zone, as Europe/Madrid, or say --follow")
        if number not in {each.id for each in courses.listed()}:
            raise click.UsageError(f"there is no course {number}: `flask courses list`")
        try:
            courses.choose_zone(number, zone, default=default_zone)
        except ToolError as error:
            raise click.UsageError(
                error_sentences.sentence("en", error.code, error.values)
            ) from error
        click.echo(f"Course {number} is in {courses.time_zone(number)}.")

    return commands
