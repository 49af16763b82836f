"""`flask doctor`: what is configured, what answers, what is wrong, and how to mend it."""

from collections.abc import Callable, Sequence

import click

from silabo.domain.findings import Finding


def command(
    examine: Callable[[], Sequence[Finding]], send_letter: Callable[[str], Finding]
) -> click.Command:
    """The command over this examination, and over a test letter to an address."""

    @click.command("doctor", help="Say what is configured, what answers, and what to mend.")
    @click.option(
        "--letter", metavar="ADDRESS", help="Send a test letter there, and say what happened."
    )
    def doctor(letter: str | None) -> None:
        report([send_letter(letter)] if letter else examine())

    return doctor


def report(findings: Sequence[Finding]) -> None:
    """Print findings; the command ends with status 1 when something is wrong."""
    for each in findings:
        word, colour = ("ok    ", "green") if each.ok else ("WRONG ", "red")
        click.secho(word, fg=colour, nl=False)
        click.echo(f"{each.name}: {each.detail}")
        if each.remedy:
            click.echo(f"      {each.remedy}")
    if not all(each.ok for each in findings):
        raise click.exceptions.Exit(1)
