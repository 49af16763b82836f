"""Which model a course picked, and how the models do."""

from dataclasses import dataclass
from datetime import datetime

from silabo.domain.clock import from_ms
from silabo.storage import courses, model_calls, tables
from silabo.storage.database import now_ms, reading, transaction
from silabo.storage.statements import Statement, given
from silabo.storage.turns import take_turn


@dataclass(frozen=True, slots=True)
class ModelRecord:
    """What came of a model in all courses; the last failure, "" and None where there was none."""

    written: int = 0
    failed: int = 0
    failure: str = ""
    text: str = ""
    failed_at: datetime | None = None


@transaction
def pick(course_id: int, name: str) -> None:
    """Let this model be asked first in a course from now on; "" for the order of all courses."""
    take_turn(tables.Course, course_id)  # of two who pick at once, the later counts alone
    model = tables.CourseModel
    model.update(picked=False).where(model.course == course_id, model.picked).execute()
    if name:
        row, _ = model.ensure(course=course_id, name=name[: model_calls.LONGEST_NAME], defaults={})
        model.update(picked=True).where(model.id == row.id).execute()
    courses.note_setting(course_id, f"model {name or 'of all courses'}")


@reading
def picked(course_id: int) -> str:
    """The name that a course picked; "" where it follows the order of all."""
    rows = _PICKED.rows(course=course_id, picked=True)
    return str(rows[0][0]) if rows else ""


@transaction
def note(course_id: int, name: str, *, failure: str = "") -> None:
    """Count a text that was an answer, or a failure. What was written is no matter of a course: it
    goes with its question (`silabo/storage/model_calls.py`).
    """
    model = tables.CourseModel
    row, _ = model.ensure(course=course_id, name=name[: model_calls.LONGEST_NAME], defaults={})
    if not failure:
        model.update(written=model.written + 1).where(model.id == row.id).execute()
        return
    model.update(
        failed=model.failed + 1,
        failed_at=now_ms(),
        failure=failure[:32],
    ).where(model.id == row.id).execute()


@reading
def records() -> dict[str, ModelRecord]:
    """What came of each model, by its name; what it wrote last that was no answer, as long as that
    is kept.
    """
    texts = model_calls.last_failures()
    found: dict[str, ModelRecord] = {}
    for row in tables.CourseModel.select().order_by(tables.CourseModel.failed_at):
        before = found.get(row.name, ModelRecord())
        failed = row.failed > 0
        found[row.name] = ModelRecord(
            written=before.written + row.written,
            failed=before.failed + row.failed,
            failure=row.failure if failed else before.failure,
            text=texts.get(row.name, ""),
            failed_at=from_ms(row.failed_at) if failed else before.failed_at,
        )
    return found


_PICKED = Statement(
    lambda _: tables.CourseModel.select(tables.CourseModel.name).where(
        tables.CourseModel.course == given("course"), tables.CourseModel.picked == given("picked")
    )
)
