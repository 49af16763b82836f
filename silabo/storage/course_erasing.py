"""A course is forgotten: it is out of reach in one transaction, and goes piece by piece afterwards.

Whatever is killed between two pieces, the next call goes on where that one ended: the row of the
course goes last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from peewee import Expression, ModelSelect, fn

from silabo.domain.documents import VersionState
from silabo.domain.errors import NotFoundError
from silabo.domain.questions import DeliveryState, QuestionState
from silabo.storage import audit, erasing, lending, tables
from silabo.storage.database import now_ms, reading, transaction
from silabo.storage.turns import take_turn

AT_ONCE = 200  # questions, launches or persons that go in one transaction


@dataclass(frozen=True, slots=True)
class CourseBelongings:
    """How much is kept of a course, in rows; files are those of versions that are not gone yet."""

    documents: int
    files: int
    passages: int  # in the database, and as many in the index
    questions: int
    answers: int
    model_calls: int
    letters: int
    decisions: int  # of its instructors
    members: int
    only_there: int  # of these, persons who are in no other course: they are erased
    launches: int


@reading
def belongings(course_id: int) -> CourseBelongings:
    """What would go with a course. Raises `NotFoundError`."""
    _row(course_id)
    document, question = tables.Document, tables.Question
    kept = document.select(document.id).where(document.course == course_id)
    versions = tables.Version.select(tables.Version.id).where(tables.Version.document.in_(kept))
    asked = question.select(question.id).where(question.course == course_id)
    return CourseBelongings(
        documents=kept.count(),
        files=versions.where(
            tables.Version.state != VersionState.DELETED, ~tables.Version.cleared
        ).count(),
        passages=_count(tables.Passage, tables.Passage.version.in_(versions)),
        questions=asked.count(),
        answers=_count(tables.Answer, tables.Answer.question.in_(asked)),
        model_calls=_count(tables.ModelCall, tables.ModelCall.question.in_(asked)),
        letters=_count(tables.Delivery, _letters_of(course_id)),
        decisions=_count(tables.Decision, tables.Decision.course == course_id),
        members=_count(tables.CourseRole, tables.CourseRole.course == course_id),
        only_there=_only_there(course_id).count(),
        launches=_count(tables.Launch, tables.Launch.course == course_id),
    )


@transaction
def begin(course_id: int) -> str:
    """Put a course out of reach for good, and return its public id. Raises `NotFoundError`.

    Its sessions end, nothing of it is answered, read or sent any more, and a later launch from the
    same place of the LMS makes a new, empty course. A second time it changes nothing.
    """
    take_turn(tables.Course, course_id)
    row = _row(course_id)
    if row.going_at is not None:
        return str(row.public_id)
    audit.note("course_erased", subject=row.public_id, course_id=course_id)
    tables.Course.update(going_at=now_ms(), context_id=f"going {row.public_id}").where(
        tables.Course.id == course_id
    ).execute()
    stop(course_id)
    return str(row.public_id)


@transaction
def stop(course_id: int) -> None:
    """End the sessions and tokens of a course that goes, and let nobody work at anything of it."""
    _end_sessions(course_id)
    _end_work(course_id)


def _end_sessions(course_id: int) -> None:
    tables.ServiceToken.delete().where(tables.ServiceToken.course == course_id).execute()
    tables.Webhook.delete().where(tables.Webhook.course == course_id).execute()
    launch = tables.Launch
    launches = launch.select(launch.id).where(launch.course == course_id)
    tables.Session.delete().where(tables.Session.launch.in_(launches)).execute()
    # A launch that has not opened its session yet must not open it later.
    launch.update(code_digest=None, deep_link=None).where(
        launch.course == course_id, launch.code_digest > ""
    ).execute()


def _end_work(course_id: int) -> None:
    # Whoever is at something of it has lost its lease.
    question, version, document = tables.Question, tables.Version, tables.Document
    freed = {"lease_token": None, "lease_until": None}
    question.update(state=QuestionState.CANCELLED, **freed).where(
        question.course == course_id,
        question.state.in_((QuestionState.QUEUED, QuestionState.WORKING)),
    ).execute()
    asked = question.select(question.id).where(question.course == course_id)
    tables.Revisit.delete().where(tables.Revisit.question.in_(asked)).execute()
    tables.Expectation.delete().where(tables.Expectation.course == course_id).execute()
    copied = tables.CourseCopy
    copied.delete().where((copied.course == course_id) | (copied.source == course_id)).execute()
    lending.end_of_course(course_id)
    tables.Delivery.update(state=DeliveryState.SUPPRESSED, **freed).where(
        _letters_of(course_id),
        tables.Delivery.state.in_((DeliveryState.READY, DeliveryState.SENDING)),
    ).execute()
    # As documents that are taken out: upkeep takes them out of the index and the files.
    kept = document.select(document.id).where(document.course == course_id)
    version.update(state=VersionState.DELETING, run_after=0, **freed).where(
        version.document.in_(kept), version.state != VersionState.DELETED
    ).execute()


@reading
def going() -> list[int]:
    """The courses that are out of reach and not all gone yet."""
    rows = tables.Course.select(tables.Course.id).where(tables.Course.going_at.is_null(False))
    return [int(row.id) for row in rows.order_by(tables.Course.id)]


@reading
def next_letters(course_id: int) -> tuple[list[int], tuple[str, ...]]:
    """The questions that go next, and the message ids of letters about them that have left; at the
    end no question, and the letters about the course itself.
    """
    question, letter = tables.Question, tables.Delivery
    rows = question.select(question.id).where(question.course == course_id)
    numbers = [int(row.id) for row in rows.order_by(question.id).limit(AT_ONCE)]
    theirs = letter.question.in_(numbers) if numbers else letter.course == course_id
    sent = letter.select(letter.message_id).where(theirs, letter.message_id.is_null(False))
    return numbers, tuple(str(row.message_id) for row in sent)


@transaction
def forget_questions(numbers: Sequence[int]) -> None:
    """Delete questions with their answers, receipts, model calls and letters."""
    tables.Question.delete().where(tables.Question.id.in_(list(numbers))).execute()


@transaction
def forget_launches(course_id: int) -> int:
    """Delete some of the launches of a course; return how many."""
    launch = tables.Launch
    rows = launch.select(launch.id).where(launch.course == course_id).order_by(launch.id)
    numbers = [row.id for row in rows.limit(AT_ONCE)]
    return int(launch.delete().where(launch.id.in_(numbers)).execute()) if numbers else 0


@reading
def next_persons(course_id: int) -> list[str]:
    """Public ids of some members who are in no other course."""
    return [str(row.public_id) for row in _only_there(course_id).limit(AT_ONCE)]


@transaction
def erase_person(course_id: int, public_id: str) -> tuple[str, ...]:
    """Erase a member who is in no other course, and return the message ids of letters to them.
    Whoever has come into another one meanwhile, or is gone already, stays as they are.
    """
    row = tables.Person.get_or_none(tables.Person.public_id == public_id)
    if row is None:
        return ()
    take_turn(tables.Person, row.id)
    if not _only_there(course_id).where(tables.Person.id == row.id).exists():
        return ()
    return erasing.erase(public_id).message_ids


@transaction
def finish(course_id: int) -> bool:
    """Delete the row of a course, with what is left of it. False while versions of it are still in
    the index or the files.
    """
    document, version = tables.Document, tables.Version
    kept = document.select(document.id).where(document.course == course_id)
    rest = version.select().where(version.document.in_(kept), version.state != VersionState.DELETED)
    if rest.exists():
        return False
    row = tables.Course.get_or_none(tables.Course.id == course_id)
    if row is not None:
        audit.note("course_gone", subject=row.public_id, course_id=course_id)
        tables.Course.delete().where(tables.Course.id == course_id).execute()
    return True


def _only_there(course_id: int) -> "ModelSelect[tables.Person]":
    """Members of a course who are in no other one, and have asked or opened nothing elsewhere, with
    no account of theirs: one that was joined into it may have come back.
    """
    person, account = tables.Person, tables.Person.alias()
    role, elsewhere = tables.CourseRole, []
    for table in (role, tables.Question, tables.Launch):
        rows = table.select(table.id).where(table.course != course_id)
        joined = rows.join(account, on=table.person == account.id)
        # Two questions, each by an index: an OR in one would read all rows for each member.
        elsewhere.append(fn.EXISTS(rows.where(table.person == person.id)))
        elsewhere.append(fn.EXISTS(joined.where(account.merged_into == person.id)))
    members = role.select(role.person).where(role.course == course_id)
    return (
        person.select()
        .where(person.id.in_(members), person.merged_into.is_null(), ~reduce(or_, elsewhere))
        .order_by(person.id)
    )


def _letters_of(course_id: int) -> Expression:
    question, letter = tables.Question, tables.Delivery
    asked = question.select(question.id).where(question.course == course_id)
    found: Expression = (letter.course == course_id) | letter.question.in_(asked)
    return found


def _count(table: type[tables.Table], which: object) -> int:
    rows: ModelSelect[tables.Table] = table.select().where(which)
    return int(rows.count())


def _row(course_id: int) -> tables.Course:
    row: tables.Course | None = tables.Course.get_or_none(tables.Course.id == course_id)
    if row is None:
        raise NotFoundError
    return row
