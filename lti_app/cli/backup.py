"""`flask backup take | check | rehearse`: what a copy of all that is kept must hold, and whether
one does.
"""

import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from lti_app.cli.doctor import report
from lti_app.cli.groups import ToolGroup
from silabo.domain.errors import ServiceError
from silabo.domain.findings import Finding
from silabo.storage import inventory
from silabo.storage.inventory import Inventory

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW = click.Path(dir_okay=False, path_type=Path)


def group(
    examine: Callable[[Inventory | None, datetime | None], Sequence[Finding]],
    rehearse: Callable[[], Finding],
) -> ToolGroup:
    """The commands of copies. `examine` looks at a database and its files: against what they must
    hold, with all files that were uploaded until a moment.
    """
    commands = ToolGroup("backup", help="What a backup must hold, and whether a copy does.")
    commands.add_command(_take())

    @commands.command("check", help="Compare this database and its files with what they must hold.")
    @click.option("--against", type=EXISTING, help="what `take` wrote of the original")
    @click.option(
        "--files-until",
        type=click.DateTime(["%Y-%m-%dT%H:%M:%S"]),
        help="when the files were copied, in UTC: later ones may be missing",
    )
    def check(against: Path | None, files_until: datetime | None) -> None:
        until = files_until.replace(tzinfo=UTC) if files_until else None
        report(examine(_read(against) if against else None, until))

    @commands.command(
        "rehearse", help="Fill a copy's index anew and have it answer a question. Never live."
    )
    def ask() -> None:
        report([rehearse()])

    return commands


def _take() -> click.Command:
    @click.command("take", help="Write to a file what the database holds at this moment.")
    @click.argument("target", type=NEW)
    @click.option("--copy", type=NEW, help="copy a SQLite database there, at the same moment")
    def take(target: Path, copy: Path | None) -> None:
        try:
            if copy is not None:
                copy.unlink(missing_ok=True)
            found = inventory.take(copy)
        except (ServiceError, ValueError) as error:
            raise click.ClickException(str(error)) from error
        _write(target, found.to_json())
        rows = sum(each.rows for each in found.tables.values())
        click.echo(f"{rows} rows in {len(found.tables)} tables {found.wal}".rstrip())

    return take


def _read(path: Path) -> Inventory:
    try:
        return Inventory.from_json(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise click.ClickException(f"{path}: {error}") from error


def _write(target: Path, text: str) -> None:
    # Whole or not at all: a program that is killed here must not leave half an inventory.
    beside = target.with_name(f"{target.name}.new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, target)
