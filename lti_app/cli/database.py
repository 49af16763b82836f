"""`flask db upgrade`: brings the database to what this release needs."""

from pathlib import Path

import click
from flask.cli import AppGroup

from silabo.storage import upgrade as migrations


def group(folder: Path) -> AppGroup:
    """The commands of the database; `folder` is where an embedded one lies."""
    commands = AppGroup("db", help="The database.")

    @commands.command("upgrade", help="Bring the database to what this release needs.")
    def upgrade() -> None:
        folder.mkdir(parents=True, exist_ok=True)
        done = migrations.upgrade()
        click.echo("\n".join(done) if done else "The database is up to date.")

    return commands
