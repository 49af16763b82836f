"""`flask person find | join | export | erase | erase-again`: who is who, accounts that the LMS has
merged, and what the law gives a person: a copy, and an end.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from lti_app.cli.groups import ToolGroup
from lti_app.personal import Personal
from silabo.domain.errors import NotFoundError, ToolError
from silabo.storage import erasing, merging
from silabo.storage.erasing import Belongings
from silabo.storage.merging import FoundPerson
from silabo.wording import error_sentences

STAYS = (
    "It stays: answers that they wrote or approved for a course as an instructor, without who did;"
    " lines of the audit with an id that leads nowhere; backups until their end (after a restore:"
    " `flask person erase-again`); letters that have arrived."
)
MINUTE = "%Y-%m-%d %H:%M"


def group(personal: Personal) -> ToolGroup:
    """The commands of persons."""
    commands = ToolGroup("person", help="Who is who; their copy, their end, and merged accounts.")
    commands.add_command(_find())
    commands.add_command(_join())
    commands.add_command(_export(personal))
    commands.add_command(_erase(personal))
    commands.add_command(_erase_again(personal))
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


def _join() -> click.Command:
    @click.command("join", help="Give all questions of OLD to NEW, and end OLD's sessions.")
    @click.argument("old")
    @click.argument("new")
    @click.option("--yes", is_flag=True, help="Do not ask.")
    def join(old: str, new: str, *, yes: bool) -> None:
        for label, public_id in (("from", old), ("into", new)):
            for each in merging.find(public_id):
                click.echo(f"{label}  {_line(each)}")
        if not yes:
            click.confirm("Is this one person? It cannot be taken back", abort=True)
        try:
            moved = merging.merge(old, new)
        except NotFoundError as error:
            raise click.UsageError("name both by the id that `flask person find` shows") from error
        except ToolError as error:
            raise click.UsageError(
                error_sentences.sentence("en", error.code, error.values)
            ) from error
        click.echo(f"Questions that followed: {moved}.")

    return join


def _export(personal: Personal) -> click.Command:
    @click.command("export", help="Everything that is kept of a PERSON, as one .zip.")
    @click.argument("person")
    @click.option(
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        required=True,
        help="the .zip; it is read by nobody else on this machine",
    )
    def export(person: str, output: Path) -> None:
        with _known():
            archive = personal.archive(person)
        # A copy of somebody's questions: not for the others of this machine, nor over another file.
        kept = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(kept, "wb") as file:
            file.write(archive)
        click.echo(f"Written: {output} ({len(archive)} bytes). Hand it to nobody but its person.")

    return export


def _erase(personal: Personal) -> click.Command:
    @click.command("erase", help="Forget a PERSON for good: questions, answers, letters, sessions.")
    @click.argument("person")
    @click.option("--dry-run", is_flag=True, help="Only say what would go.")
    @click.option("--yes", is_flag=True, help="Do not ask.")
    def erase(person: str, *, dry_run: bool, yes: bool) -> None:
        with _known():
            theirs = erasing.belongings(person)
        for found in merging.find(person):
            click.echo(_line(found))
        if dry_run:
            click.echo(f"Would go: {_counts(theirs)}.")
            return
        if not yes:
            click.confirm(f"{_counts(theirs)}: erase? It cannot be taken back", abort=True)
        with _known():
            went = personal.erase(person)
        click.echo(f"Gone: {_counts(went)}.")
        click.echo(STAYS)

    return erase


def _erase_again(personal: Personal) -> click.Command:
    @click.command("erase-again", help="After a restore: erase whom the backup brought back.")
    def erase_again() -> None:
        click.echo(
            f"Persons whom the restored copy had, and who are gone again: {personal.again()}."
        )

    return erase_again


@contextmanager
def _known() -> Iterator[None]:
    try:
        yield
    except NotFoundError as error:
        raise click.UsageError("name a person by the id that `flask person find` shows") from error


def _counts(theirs: Belongings) -> str:
    return (
        f"accounts {theirs.accounts}, questions {theirs.questions}, answers {theirs.answers},"
        f" model calls {theirs.model_calls}, letters {theirs.letters}, launches {theirs.launches},"
        f" roles {theirs.roles}"
    )


def _line(person: FoundPerson) -> str:
    last = f"{person.last_launch_at:{MINUTE}} UTC" if person.last_launch_at else "never"
    return (
        f"{person.public_id}  {person.issuer}  {person.sub}  {person.name or '-'}"
        f"  {person.email or '-'}  questions: {person.questions}  last launch: {last}"
    )
