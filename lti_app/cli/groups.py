"""A group of `flask` commands that ends with a sentence where a part of the system is away."""

from typing import Any

import click
from flask.cli import AppGroup

from silabo.domain.errors import ServiceError


class ToolGroup(AppGroup):
    """A group whose commands print no traceback for what an administrator can mend."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. Raises `ClickException` where a service failed."""
        try:
            return super().invoke(ctx)
        except ServiceError as error:
            raise click.ClickException(f"{error}. `flask doctor` says what to do.") from error
