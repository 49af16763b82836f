"""`flask db upgrade`: brings the database to what this release needs."""

import click
from flask.cli import AppGroup

from silabo.storage import upgrade as migrations


def group() -> AppGroup:
    """The commands of the database."""
    commands = AppGroup("db", help="The database.")

    @commands.command("upgrade", help="Bring the database to what this release needs.")
    def upgrade() -> None:
        done = migrations.upgrade()
        click.echo("\n".join(done) if done else "The database is up to date.")

    return commands
