"""Living answers: what a course has answered is held against what its documents say now, and noted
where it is to be answered again.
"""

from uuid import uuid4

from peewee import Expression, ModelSelect, fn

from silabo.domain.answers import AnswerKind
from silabo.domain.crash import CrashPoint, point
from silabo.domain.questions import QuestionState
from silabo.domain.revisits import RevisitState
from silabo.storage import answers, passages, places, tables
from silabo.storage.database import now_ms, reading, transaction
from silabo.storage.turns import take_turn

BATCH = 200  # answers that are looked at in one transaction
# Who brings a document a moment after taking its forerunner out is told of one change, not of two.
SETTLE_MS = 10 * 60_000
RECENT_MS = 180 * 24 * 3_600_000  # who was declined before does not wait for it any more
RESTING = (AnswerKind.GENERATED, AnswerKind.EXTRACTIVE, AnswerKind.CLOSEST)
WANTING = (AnswerKind.DECLINED, AnswerKind.CLOSEST)


def look(*, batch: int = BATCH) -> bool:
    """Hold some answers of the next course whose visible documents have changed against what these
    say now; False where all courses have been looked at.

    Where it got to is written in the same transaction: whatever is killed, the next call goes on
    there, and no answer is left out.
    """
    course_id = _changed_course()
    return course_id is not None and _look(course_id, batch)


@reading
def _changed_course() -> int | None:
    table = tables.Document
    seen = {row.course_id: row for row in tables.Sight.select()}
    for row in table.select(table.course).distinct().order_by(table.course):
        sight = seen.get(row.course_id)
        held = sight.versions if sight else []
        if held != sorted(passages.visible_versions(row.course_id)):
            return int(row.course_id)
    return None


@transaction
def _look(course_id: int, batch: int) -> bool:
    take_turn(tables.Course, course_id)
    sight, _ = tables.Sight.ensure(course=course_id, defaults={"versions": []})
    shown = sorted(passages.visible_versions(course_id))
    if sight.versions == shown:
        return True  # another worker was faster
    # What it shows has changed once more: those that were looked at are looked at again.
    after = sight.after if sight.towards == shown else 0
    if not after:
        _note_what_is_in_work(course_id)
    rows = _answered(course_id, set(sight.versions), set(shown), after)
    found = list(rows.limit(batch))
    for row in found:
        _note(course_id, row)
    point(CrashPoint.REVISIT_NOTED)
    ended = len(found) < batch
    tables.Sight.update(
        versions=shown if ended else sight.versions,
        towards=None if ended else shown,
        after=0 if ended else found[-1].id,
    ).where(tables.Sight.id == sight.id).execute()
    return True


def _note_what_is_in_work(course_id: int) -> None:
    """Whoever answers a question at this moment has begun with what was shown before."""
    question, table = tables.Question, tables.Revisit
    of_course = question.select(question.id).where(question.course == course_id)
    table.update(state=RevisitState.READY, lease_token=None, lease_until=None).where(
        table.question.in_(of_course), table.state == RevisitState.WORKING
    ).execute()
    for row in of_course.where(question.state == QuestionState.WORKING):
        _add(row.id, run_after=now_ms() + SETTLE_MS)


def _answered(
    course_id: int, before: set[int], now: set[int], after: int
) -> "ModelSelect[tables.Question]":
    """The next questions whose answer cites what has gone, or may say more with what has come."""
    question, answer = tables.Question, tables.Answer
    other = answer.alias()
    last = other.select(fn.MAX(other.revision)).where(other.question == question.id)
    which = _citing(before - now)
    if now - before:
        which = which | (
            answer.kind.in_(WANTING)
            & answer.confirmed_at.is_null()
            & (question.asked_at > now_ms() - RECENT_MS)
        )
    rows: ModelSelect[tables.Question] = (
        question.select()
        .join(answer, on=((answer.question == question.id) & (answer.revision == last)))
        .where(
            question.course == course_id,
            question.state == QuestionState.ANSWERED,
            question.id > after,
            which,
        )
        .order_by(question.id)
    )
    return rows


def _citing(gone: set[int]) -> Expression:
    answer, citation, version = tables.Answer, tables.Citation, tables.Version
    versions = version.select(version.public_id).where(version.id.in_(sorted(gone)))
    citing = citation.select(citation.answer).where(citation.version.in_(versions))
    found: Expression = answer.kind.in_(RESTING) & answer.id.in_(citing)
    return found


def _note(course_id: int, question: tables.Question) -> None:
    """Let a question be answered again, unless all that its answer cites still stands."""
    answer = answers.newest(question.id)
    if answer is None:
        return
    stands = places.all_stand(course_id, answer.citations)
    if stands and answer.kind not in WANTING:
        return
    _add(question.id, run_after=now_ms() + (0 if stands else SETTLE_MS))


def _add(question_id: int, *, run_after: int) -> None:
    table = tables.Revisit
    values = {"state": RevisitState.READY, "run_after": run_after}
    row, made = table.ensure(
        question=question_id,
        defaults={"public_id": str(uuid4()), "created_at": now_ms(), **values},
    )
    if not made:
        table.update(**values, attempt=0).where(table.id == row.id).execute()
