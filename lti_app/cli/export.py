"""`flask export training`: approved answers as chat records to train a model with, without personal
data.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from lti_app.cli.course_numbers import check_course
from lti_app.cli.groups import ToolGroup
from silabo.answering.training import LeftOut, chat_record, written
from silabo.domain.models import Message, Speaker
from silabo.storage import approved, audit


def group(code: Callable[[], str]) -> ToolGroup:
    """The commands; `code` gives a word that nobody can guess, as prompts have it."""
    commands = ToolGroup("export", help="What was learnt here, for other programs.")

    @commands.command("training", help="Approved questions and answers as chat records.")
    @click.option("--course", type=int, required=True, help="a number of `flask courses list`")
    @click.option("--format", type=click.Choice(["jsonl"]), expose_value=False)
    @click.option(
        "--output", type=click.Path(dir_okay=False, path_type=Path), help="a file; without: here"
    )
    def training(*, course: int, output: Path | None) -> None:
        check_course(course)
        audit.note("training_exported", course_id=course)
        counts: Counter[str] = Counter()
        lines = _lines(course, code, counts)
        if output is None:
            for line in lines:
                click.echo(line)
        else:
            with output.open("w", encoding="utf-8") as file:
                file.writelines(f"{line}\n" for line in lines)
        _tell(counts)

    return commands


def _lines(course: int, code: Callable[[], str], counts: Counter[str]) -> Iterator[str]:
    people = approved.names_in(course)
    for answer in approved.approved(course):
        prompt = chat_record(answer, people, code)
        if isinstance(prompt, LeftOut):
            counts[prompt.value] += 1
            continue
        counts[""] += 1
        said = [*map(_message, prompt), {"role": "assistant", "content": written(answer.sentences)}]
        yield json.dumps({"messages": said}, ensure_ascii=False)


def _message(message: Message) -> dict[str, str]:
    role = "system" if message.speaker is Speaker.SYSTEM else "user"
    return {"role": role, "content": message.text}


def _tell(counts: Counter[str]) -> None:
    left_out = {why: count for why, count in counts.items() if why}
    click.echo(f"{counts['']} records, {sum(left_out.values())} left out", err=True)
    for why, count in sorted(left_out.items()):
        click.echo(f"   {count} for {why}", err=True)
