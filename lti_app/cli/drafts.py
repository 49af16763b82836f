"""`flask drafts rejected`: what models wrote and was thrown away, by sentences, and why."""

from datetime import UTC, datetime

import click

from lti_app.cli.groups import ToolGroup
from lti_app.cli.one_line import in_one_line
from silabo.storage import model_calls
from silabo.storage.model_calls import RejectedDraft

_DIGEST_SHOWN = 12  # characters: as many as Ollama shows
_MINUTE = "%Y-%m-%d %H:%M"


def group() -> ToolGroup:
    """The commands of drafts."""
    commands = ToolGroup("drafts", help="What models wrote that was thrown away.")

    @commands.command("rejected", help="Drafts that did not hold: each sentence, and why.")
    @click.option("--course", type=int, help="a number of `flask courses list`; all without")
    @click.option(
        "--since",
        type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]),
        help="a day or a moment, UTC, as 2026-11-01; all that is kept without",
    )
    def rejected(course: int | None, since: datetime | None) -> None:
        found = 0
        for draft in model_calls.rejected(course, since.replace(tzinfo=UTC) if since else None):
            found += 1
            _show(draft)
        if not found:
            click.echo("No draft that is kept was thrown away (SILABO_MODEL_CALLS_DAYS).")

    return commands


def _show(draft: RejectedDraft) -> None:
    model = f"{draft.model} {draft.digest[:_DIGEST_SHOWN]}".strip()
    score = "" if draft.score is None else f", score {draft.score}"
    why = ", ".join(draft.reasons) + (f", {draft.failure}" if draft.failure else "")
    click.echo(
        f"{draft.created_at:{_MINUTE}} UTC, course {draft.course_id}, question {draft.question},"
        f" {model}{score}: {why}"
    )
    for sentence in draft.sentences:
        click.echo(f"   {sentence.verdict:15} {in_one_line(sentence.text)}")
    if not draft.sentences and draft.output:
        click.echo(f"   {'unread':15} {in_one_line(draft.output)}")
