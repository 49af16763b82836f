"""`flask curated export | import`: what the instructors of a course answer, as a CSV file."""

from collections import Counter
from pathlib import Path

import click

from lti_app import curated_files
from lti_app.cli.course_numbers import check_course
from lti_app.cli.groups import ToolGroup
from lti_app.cli.one_line import in_one_line
from silabo.domain.answer_files import LARGEST, AnswerEntry, PlannedAnswer
from silabo.domain.errors import UploadError
from silabo.wording import error_sentences

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def group() -> ToolGroup:
    """The commands."""
    commands = ToolGroup("curated", help="What instructors answer, in and out as CSV.")
    commands.add_command(export)
    commands.add_command(bring_in)
    return commands


@click.command("export", help="Write the answers of a course's instructors into a CSV file.")
@click.argument("course", type=int)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(course: int, file: Path) -> None:
    """Write the file; what stands there before is replaced."""
    check_course(course)
    written = curated_files.written(course)
    file.write_text(written, encoding="utf-8", newline="")
    click.echo(f"{file}: the answers of course {course}")


@click.command("import", help="Bring a CSV file in as answers of a course's instructors.")
@click.argument("course", type=int)
@click.argument("file", type=_FILE)
@click.option("--dry-run", is_flag=True, help="Say what would become of each row; keep nothing.")
def bring_in(course: int, file: Path, *, dry_run: bool) -> None:
    """Keep each row as an answer, or as a change of the one that its question has."""
    check_course(course)
    with file.open("rb") as opened:
        data = opened.read(LARGEST + 1)
    try:
        rows = curated_files.plan(course, data)
    except UploadError as error:
        raise click.UsageError(error_sentences.sentence("en", error.code, error.values)) from error
    if not dry_run:
        rows = curated_files.bring_in(course, None, rows)
    for row in rows:
        click.echo(_line(row))
    counts = Counter(row.entry for row in rows)
    told = ", ".join(f"{counts[entry]} {entry}" for entry in AnswerEntry)
    click.echo(f"{told}{'; nothing was kept' if dry_run else ''}")


def _line(row: PlannedAnswer) -> str:
    why = error_sentences.sentence("en", row.code, dict(row.values)) if row.code else ""
    return (
        f"row {row.number}  {row.entry:8}  {in_one_line(row.question)}{f'  {why}' if why else ''}"
    )
