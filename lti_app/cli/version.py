"""`flask version`: which Sílabo this is, and on what it runs."""

import platform

import click

from silabo import __version__


@click.command("version", help="Say which version of Sílabo this is.")
def version() -> None:
    """Print the version, and that of Python. Flask's own are those of `flask --version`."""
    click.echo(f"Sílabo {__version__} (Python {platform.python_version()})")
