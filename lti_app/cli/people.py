"""`flask people find | merge`: who is who, and two accounts that the LMS made one."""

import click

from lti_app.cli.groups import ToolGroup
from silabo.domain.errors import NotFoundError, ToolError
from silabo.storage import merging
from silabo.storage.merging import FoundPerson
from silabo.wording import error_sentences

MINUTE = "%Y-%m-%d %H:%M"


def group() -> ToolGroup:
    """The commands of persons."""
    commands = ToolGroup("people", help="Who is who, and accounts that the LMS has merged.")
    commands.add_command(_find())
    commands.add_command(_merge())
    return commands


def _find() -> click.Command:
    @click.command("find", help="Persons by address, account id in the LMS, or id here.")
    @click.argument("text")
    def find(text: str) -> None:
        found = merging.find(text)
        for each in found:
            click.echo(_line(each))
        if not found:
            click.echo("Nobody of that address or id has opened the tool.")

    return find


def _merge() -> click.Command:
    @click.command("merge", help="Give all questions of OLD to NEW, and end OLD's sessions.")
    @click.argument("old")
    @click.argument("new")
    @click.option("--yes", is_flag=True, help="Do not ask.")
    def merge(old: str, new: str, *, yes: bool) -> None:
        for label, public_id in (("from", old), ("into", new)):
            for each in merging.find(public_id):
                click.echo(f"{label}  {_line(each)}")
        if not yes:
            click.confirm("Is this one person? It cannot be taken back", abort=True)
        try:
            moved = merging.merge(old, new)
        except NotFoundError as error:
            raise click.UsageError("name both by the id that `flask people find` shows") from error
        except ToolError as error:
            raise click.UsageError(
                error_sentences.sentence("en", error.code, error.values)
            ) from error
        click.echo(f"Questions that followed: {moved}.")

    return merge


def _line(person: FoundPerson) -> str:
    last = f"{person.last_launch_at:{MINUTE}} UTC" if person.last_launch_at else "never"
    return (
        f"{person.public_id}  {person.issuer}  {person.sub}  {person.name or '-'}"
        f"  {person.email or '-'}  questions: {person.questions}  last launch: {last}"
    )
