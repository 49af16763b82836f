"""`flask queue list | retry | drop`: what waits, what was given up, and the way back."""

from collections.abc import Callable

import click

from lti_app.cli.groups import ToolGroup
from silabo.domain.errors import NotFoundError
from silabo.domain.queues import Queue
from silabo.storage import dead_letters, workers

QUEUES = (Queue.ANSWERS, Queue.LETTERS, Queue.DOCUMENTS)


def group() -> ToolGroup:
    """The commands of the queues. They only write rows: the next sweep finds them."""
    commands = ToolGroup("queue", help="What waits for the workers, and what they gave up.")

    @commands.command("list", help="What waits in each queue, and what was given up and why.")
    def listed() -> None:
        counts, working = dead_letters.counts(), workers.working()
        for queue in QUEUES:
            waiting, dead = counts[queue]
            present = working[queue]
            click.echo(f"{queue:10} {waiting:6} waiting {dead:6} given up {present:3} processes")
        for each in dead_letters.listed():
            attempts = f"{each.attempts} attempts"
            click.echo(f"{each.queue:10} {each.public_id} {each.state} {attempts}: {each.reason}")

    @commands.command("retry", help="Put what was given up back into its queue.")
    @click.argument("ids", nargs=-1)
    @click.option("--all", "everything", is_flag=True, help="All that was given up.")
    def retry(ids: tuple[str, ...], everything: bool) -> None:
        _each(_chosen(ids, everything), dead_letters.retry, "waits again")

    @commands.command("drop", help="Give up for good: nobody will try it again.")
    @click.argument("ids", nargs=-1, required=True)
    def drop(ids: tuple[str, ...]) -> None:
        _each(ids, dead_letters.drop, "is dropped")

    return commands


def _chosen(ids: tuple[str, ...], everything: bool) -> tuple[str, ...]:
    if everything:
        return tuple(each.public_id for each in dead_letters.listed())
    if not ids:
        raise click.UsageError("name what to retry by its id, or say --all")
    return ids


def _each(ids: tuple[str, ...], act: Callable[[str], Queue], told: str) -> None:
    unknown = []
    for public_id in ids:
        try:
            click.echo(f"{act(public_id)}: {public_id} {told}.")
        except NotFoundError:
            unknown.append(public_id)
    if unknown:
        raise click.ClickException(f"not given up, or unknown: {', '.join(unknown)}")
