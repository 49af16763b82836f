"""`flask keys new | rotate`: the keys that the tool signs with."""

from pathlib import Path

import click

from lti_app.cli.groups import ToolGroup
from lti_app.lti import key_states
from lti_app.lti.keys import new_key
from silabo.domain import clock
from silabo.domain.errors import ServiceError
from silabo.storage import audit


def group(folder: Path) -> ToolGroup:
    """The commands of the keys in this folder."""
    commands = ToolGroup("keys", help="The tool's own keys.")

    @commands.command("new", help="Make a private key, readable by its owner only.")
    def new() -> None:
        kid = new_key(folder)
        _note("key_made", kid)
        click.echo(f"Made {folder / kid}.pem; its public half is at /lti/jwks.")

    @commands.command("rotate", help="Take every key that rested for a day one step further.")
    def rotate() -> None:
        done = key_states.rotate(folder, clock.now())
        for line in done:
            _note("key_rotated", line)
        for line in done or ["Nothing is due: every key has to rest for 24 hours."]:
            click.echo(line)
        for key in key_states.keys(folder):
            click.echo(f"{key.state:9} {key.kid} since {key.since:%Y-%m-%d %H:%M} UTC")

    return commands


def _note(event: str, detail: str) -> None:
    # The first key is often made before there is a database.
    try:
        audit.note(event, detail=detail)
    except ServiceError:
        click.echo("The audit does not say so: the database did not take it.", err=True)
