"""`flask db upgrade`: brings the database to what this release needs."""

from pathlib import Path

import click

from lti_app.cli.groups import ToolGroup
from silabo.storage import upgrade as migrations


def different(lacking: list[str]) -> str:
    """What to do about tables that no migration brings to what this release needs."""
    return (
        "The tables differ from what this release needs, and no migration of it is left to run:\n"
        + "".join(f"  {sentence}\n" for sentence in lacking)
        + "They were changed by hand, or by a release that was never published. Keep a copy of the "
        "database, then make what is missing by hand, or restore a backup; see "
        "docs/administrators/operations.md."
    )


def group(folder: Path) -> ToolGroup:
    """The commands of the database; `folder` is where an embedded one lies."""
    commands = ToolGroup("db", help="The database.")

    @commands.command("upgrade", help="Bring the database to what this release needs.")
    def upgrade() -> None:
        folder.mkdir(parents=True, exist_ok=True)
        done = migrations.upgrade()
        lacking = migrations.lacking()
        click.echo("\n".join(done) if done or lacking else "The database is up to date.")
        if lacking:
            raise click.ClickException(different(lacking))

    return commands
