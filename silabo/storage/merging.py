"""Two accounts of one person that the LMS made one: what the old one asked follows."""

from dataclasses import dataclass
from datetime import datetime

from peewee import fn

from silabo.domain.clock import from_ms
from silabo.domain.errors import NotFoundError, ToolError
from silabo.domain.questions import DeliveryState, QuestionState
from silabo.storage import audit, tables
from silabo.storage.database import reading, transaction
from silabo.storage.turns import take_turn

MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person as an administrator tells one from another."""

    public_id: str
    issuer: str
    sub: str  # the account's id in the LMS
    name: str
    email: str
    questions: int
    last_launch_at: datetime | None


@reading
def find(text: str) -> list[FoundPerson]:
    """Persons with this address, account id in the LMS or public id, oldest first; twenty at most.

    An address is compared without regard to case: it only helps to look somebody up.
    """
    person = tables.Person
    rows = person.select().where(
        (person.sub == text)
        | (person.public_id == text)
        # Not LIKE: an address may have its signs, and some databases mind case in it.
        | (fn.LOWER(person.email) == text.lower())
    )
    return [_found(row) for row in rows.order_by(person.id).limit(MOST_FOUND)]


@transaction
def merge(old: str, new: str) -> int:
    """Give the questions of one person, and the letters that are owed for them, to another; return
    how many questions they were. Both are named by public id.

    The old one's sessions and API tokens end, and what its letters' "stop" says goes for both.
    Roles do not follow: they are what a launch says. Raises `NotFoundError`, and `ToolError` for
    what are not two accounts of one platform.
    """
    source, target = _row(old), _row(new)
    if source.id == target.id or source.issuer != target.issuer:
        raise ToolError("not_mergeable")
    for person_id in sorted((source.id, target.id)):
        take_turn(tables.Person, person_id)
    source, target = _row(old), _row(new)  # as they are now that nobody else changes them
    if source.merged_into_id not in {None, target.id}:
        raise ToolError("not_mergeable")  # what it asked is another's already, as its "stop" is
    moved = _move_questions(source.id, target.id)
    _move_letters(source.id, target.id)
    _add_counts(source.id, target.id)
    tables.CourseRole.delete().where(tables.CourseRole.person == source.id).execute()
    tables.Launch.delete().where(tables.Launch.person == source.id).execute()  # with its sessions
    tables.Person.update(merged_into=target.id).where(
        (tables.Person.id == source.id) | (tables.Person.merged_into == source.id)
    ).execute()
    tables.Person.update(name="", email="", letters=False, notices=False).where(
        tables.Person.id == source.id
    ).execute()
    # Who had asked for no more letters did so for the questions that come along.
    stopped_at = max(source.letters_stopped_at, target.letters_stopped_at)
    tables.Person.update(letters_stopped_at=stopped_at, merged_into=None).where(
        tables.Person.id == target.id
    ).execute()
    audit.note("people_merged", subject=new, detail=f"from {old}: {moved} questions")
    return moved


def _move_questions(source_id: int, target_id: int) -> int:
    question = tables.Question
    # A key is of the client that asked, and only guards a request that is sent again: the old
    # account sends none any more. Two of one name could not stand side by side.
    used = question.select(question.idempotency_key).where(question.person == target_id)
    question.update(idempotency_key=question.public_id).where(
        question.person == source_id,
        question.idempotency_key.in_([row.idempotency_key for row in used]),
    ).execute()
    shown = (question.person == source_id) & (question.state != QuestionState.CANCELLED)
    moved = question.select().where(shown).count()
    question.update(person=target_id).where(question.person == source_id).execute()
    # What was decided by the old account was decided by the same person.
    decision = tables.Decision
    decision.update(person=target_id).where(decision.person == source_id).execute()
    for table in (tables.ServiceToken, tables.Webhook, tables.CourseCopy):
        table.update(person=target_id).where(table.person == source_id).execute()
    return int(moved)


def _move_letters(source_id: int, target_id: int) -> None:
    letter = tables.Delivery
    letter.update(person=target_id).where(
        letter.person == source_id, letter.question.is_null(False)
    ).execute()
    # A notice is for who teaches a course, as their own launches say.
    letter.update(state=DeliveryState.SUPPRESSED).where(
        letter.person == source_id, letter.state == DeliveryState.READY
    ).execute()


def _add_counts(source_id: int, target_id: int) -> None:
    """What both asked in a minute counts together: a merge gives nobody a second helping."""
    table = tables.PersonAsked
    for row in table.select().where(table.person == source_id):
        kept, made = table.ensure(
            person=target_id,
            minute_at=row.minute_at,
            defaults={"questions": row.questions, "written": row.written},
        )
        if not made:
            table.update(
                questions=table.questions + row.questions, written=table.written + row.written
            ).where(table.id == kept.id).execute()
    table.delete().where(table.person == source_id).execute()


def _row(public_id: str) -> tables.Person:
    row: tables.Person | None = tables.Person.get_or_none(tables.Person.public_id == public_id)
    if row is None:
        raise NotFoundError
    return row


def _found(row: tables.Person) -> FoundPerson:
    asked = tables.Question.select().where(
        tables.Question.person == row.id, tables.Question.state != QuestionState.CANCELLED
    )
    last = (
        tables.Launch.select(tables.Launch.created_at)
        .where(tables.Launch.person == row.id)
        .order_by(tables.Launch.id.desc())
        .first()
    )
    return FoundPerson(
        public_id=row.public_id,
        issuer=row.issuer,
        sub=row.sub,
        name=row.name,
        email=row.email,
        questions=asked.count(),
        last_launch_at=from_ms(last.created_at) if last else None,
    )
