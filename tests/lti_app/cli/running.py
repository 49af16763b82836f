"""How a test runs a command."""

from collections.abc import Callable

from click.testing import Result

Run = Callable[..., Result]
