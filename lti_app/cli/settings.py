"""`flask settings`: every setting, its value, and what it is for."""

from collections.abc import Sequence
from dataclasses import dataclass

import click


@dataclass(frozen=True, slots=True)
class SettingLine:
    """A setting as it is shown; `given` says that it differs from its default."""

    name: str
    value: str
    given: bool
    help: str


def command(lines: Sequence[SettingLine], problems: Sequence[str]) -> click.Command:
    """The command over these settings."""

    @click.command("settings", help="Show every setting, its value and what it is for.")
    def settings() -> None:
        for line in lines:
            mark = "*" if line.given else " "
            click.echo(f"{mark} {line.name} = {line.value}\n      {line.help}")
        click.echo("\n* set in the environment; the others have their defaults")
        for problem in problems:
            click.secho(problem, fg="red", err=True)
        if problems:
            raise click.exceptions.Exit(1)

    return settings
