"""Living answers: what a course has answered is held against what its documents say now, and noted
where it is to be answered again.
"""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from peewee import Expression, ModelSelect, fn

from silabo.domain.answers import AnswerKind
from silabo.domain.crash import CrashPoint, point
from silabo.domain.questions import QuestionState
from silabo.domain.revisits import RevisitState
from silabo.storage import answers, passages, places, sights, tables, visibility
from silabo.storage.database import now_ms, reading, transaction

BATCH = 50  # answers that are looked at in one transaction
# Who brings a document a moment after taking its forerunner out is told of one change, not of two.
SETTLE_MS = 10 * 60_000
RECENT_MS = 180 * 24 * 3_600_000  # who was declined before does not wait for it any more
RESTING = (AnswerKind.GENERATED, AnswerKind.EXTRACTIVE, AnswerKind.CLOSEST)
WANTING = (AnswerKind.DECLINED, AnswerKind.CLOSEST)


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found out of a batch, before anything is written."""

    sight: tables.Sight  # from which it was begun
    due: dict[int, int]  # in how many milliseconds a question is to be answered again
    last: int  # the last question that was looked at; 0 where none is left


def look(*, batch: int = BATCH) -> bool:
    """Hold some answers of the next course whose visible documents have changed against what these
    say now; False where all courses have been looked at.

    All is read before the transaction that notes what was found: nobody who asks waits for it.
    Where it got to is written in the same transaction: whatever is killed, the next call goes on
    there, and no answer is left out.
    """
    course_id = _changed_course()
    if course_id is None:
        return False
    _begin(course_id)
    _write(course_id, _find(course_id, batch))
    return True


@transaction
def look_again(course_id: int, version_id: int) -> None:
    """Hold answers against a version once more, and it against the others: it says more now."""
    sight = sights.held(course_id)
    tables.Sight.update(
        versions=[each for each in sight.versions if each != version_id],
        compared=[each for each in sight.compared or () if each != version_id],
        towards=None,
        after=0,
    ).where(tables.Sight.id == sight.id).execute()


@reading
def _changed_course() -> int | None:
    version, document = tables.Version, tables.Document
    shown: dict[int, list[int]] = {}
    visible = version.select(document.course, document.id, version.id).join(document)
    rows: Any = visible.where(visibility.seen(now_ms())).order_by(version.id).tuples()
    borrowers = visibility.borrowers()
    for owner, of_document, number in rows:
        for course_id in (owner, *borrowers.get(of_document, ())):
            shown.setdefault(course_id, []).append(number)
    held = {row.course_id: row.versions for row in tables.Sight.select()}
    for course_id in sorted(shown.keys() | held.keys()):
        if held.get(course_id, []) != shown.get(course_id, []):
            return course_id
    return None


@transaction
def _begin(course_id: int) -> None:
    """Look from the first answer on, unless it was begun for what is shown now."""
    sight = sights.held(course_id)
    shown = sorted(passages.visible_versions(course_id))
    if shown in (sight.versions, sight.towards):
        return
    # What it shows has changed once more: those that were looked at are looked at again.
    _note_what_is_in_work(course_id)
    tables.Sight.update(towards=shown, after=0).where(tables.Sight.id == sight.id).execute()


@reading
def _find(course_id: int, batch: int) -> _Found:
    sight = tables.Sight.get(tables.Sight.course == course_id)
    shown = sight.towards or []
    rows = _answered(course_id, set(sight.versions), set(shown), sight.after)
    ids = [row.id for row in rows.limit(batch)]
    newest = {each: answers.newest(each) for each in ids}
    told = {each: answer for each, answer in newest.items() if answer is not None}
    cited = [citation for answer in told.values() for citation in answer.citations]
    stand = places.current(course_id, cited)
    due: dict[int, int] = {}
    for each, answer in told.items():
        if any(places.place(citation) not in stand for citation in answer.citations):
            due[each] = SETTLE_MS
        elif answer.kind in WANTING:
            due[each] = 0
    return _Found(sight, due, last=ids[-1] if len(ids) == batch else 0)


@transaction
def _write(course_id: int, found: _Found) -> None:
    sight = sights.held(course_id)
    if sight.towards is None or _step(sight) != _step(found.sight):
        return  # another worker was faster
    for question_id, wait_ms in found.due.items():
        _add(question_id, run_after=now_ms() + wait_ms)
    point(CrashPoint.REVISIT_NOTED)
    tables.Sight.update(
        versions=sight.versions if found.last else sight.towards,
        towards=sight.towards if found.last else None,
        after=found.last,
    ).where(tables.Sight.id == sight.id).execute()


def _step(sight: tables.Sight) -> tuple[object, ...]:
    return sight.versions, sight.towards, sight.after


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
            question.state.in_((QuestionState.ANSWERED, QuestionState.UNAPPROVED)),
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


def _add(question_id: int, *, run_after: int) -> None:
    table = tables.Revisit
    values = {"state": RevisitState.READY, "run_after": run_after}
    row, made = table.ensure(
        question=question_id,
        defaults={"public_id": str(uuid4()), "created_at": now_ms(), **values},
    )
    if not made:
        table.update(**values, attempt=0).where(table.id == row.id).execute()
