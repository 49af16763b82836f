"""`flask retention run`: forgets what has been kept long enough, or says how much it would be."""

from collections.abc import Callable

import click

from lti_app.cli.course_numbers import check_course
from lti_app.cli.groups import ToolGroup
from silabo.domain.retention import Forgotten, Retention
from silabo.storage import retention


def group(kept: Retention, run_now: Callable[[], Forgotten]) -> ToolGroup:
    """The commands over these settings; `run_now` does what upkeep does every ten minutes."""
    commands = ToolGroup("retention", help="What has been kept long enough, and goes.")

    @commands.command("run", help="Forget what is due now; upkeep does it by itself.")
    @click.option("--dry-run", is_flag=True, help="Only say what would go.")
    def run(*, dry_run: bool) -> None:
        for label, days in (
            ("questions, unless their course says otherwise", kept.questions),
            ("letters that are about no question", kept.letters),
            ("launches, but the last of each person in a course", kept.launches),
        ):
            click.echo(f"{label}: kept {f'{days} days' if days else 'for good'}")
        went = retention.would_go(kept) if dry_run else run_now()
        click.echo(
            f"{'Would go' if dry_run else 'Gone'}: questions {went.questions},"
            f" letters {went.letters}, launches {went.launches}."
        )

    return commands


def course_command(kept: Retention) -> click.Command:
    """`flask courses retention`: how long a course keeps questions."""

    @click.command("retention", help="Say or set for how many days a course keeps questions.")
    @click.argument("number", type=int)
    @click.argument("days", type=click.IntRange(0, 36500), required=False)
    @click.option("--follow", is_flag=True, help="Keep them as all courses do.")
    def command(number: int, days: int | None, *, follow: bool) -> None:
        check_course(number)
        if days is not None and follow:
            raise click.UsageError("name a number of days, or say --follow")
        if days is not None or follow:
            retention.choose(number, days)
        found = retention.of_course(number, kept)
        click.echo(f"Course {number} keeps questions {f'{found} days' if found else 'for good'}.")

    return command
