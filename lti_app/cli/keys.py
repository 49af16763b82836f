"""`flask keys new`: makes the key that the tool signs with."""

from pathlib import Path

import click
from flask.cli import AppGroup

from lti_app.lti.keys import new_key


def group(folder: Path) -> AppGroup:
    """The commands of the keys in this folder."""
    commands = AppGroup("keys", help="The tool's own keys.")

    @commands.command("new", help="Make a private key, readable by its owner only.")
    def new() -> None:
        kid = new_key(folder)
        click.echo(f"Made {folder / kid}.pem; its public half is at /lti/jwks.")

    return commands
