"""The addresses at which replies to letters are read: each for one letter, one question and whom it
was written to.

An address is signed, for this purpose alone, with the address that its letter went to. So nothing
is kept of it, whoever replies from elsewhere is a stranger, and after an erasure it is nothing.
"""

import hashlib
import hmac

from silabo.domain.clock import HOUR_MS
from silabo.domain.deliveries import DeliveryKind
from silabo.domain.people import Role
from silabo.domain.questions import QuestionState
from silabo.domain.replies import MAIL, TOKEN_BYTES, Dropped, Replier, decode, encode, normal
from silabo.storage import link_keys, question_views, reviews, tables
from silabo.storage.database import now_ms, reading
from silabo.storage.groups import key_of

PURPOSE = "reply"
ID_BYTES = 5  # a number that no table reaches
MOST_AN_HOUR = 10  # questions of one person by mail: two programs answer each other faster
_SIGNED = 2 * ID_BYTES
_ASKED = (*question_views.ANSWERS, DeliveryKind.FAILURE)


def token(letter: tables.Delivery, question: tables.Question, recipient: str) -> str:
    """What the address of a letter about a question has, as it goes to this recipient. The caller
    holds the transaction.
    """
    ids = letter.id.to_bytes(ID_BYTES) + question.id.to_bytes(ID_BYTES)
    return encode(ids + _mac(link_keys.ensure(PURPOSE), letter, question, recipient))


@reading
def replier(told: str, sender: str) -> Replier | Dropped:
    """Who replies from this address with this token, as they may reply now."""
    found = _rows(told, sender)
    if found is None:
        return Dropped.STRANGER
    letter, question = found
    if letter.person is None:
        return Dropped.STRANGER
    # Two accounts that the LMS made one: the questions are of the one that is left.
    person = letter.person.merged_into or letter.person
    if not normal(sender) or normal(person.email) != normal(sender):
        return Dropped.STRANGER
    role = _role(person.id, question)
    if role is None or letter.created_at + link_keys.LASTS_MS <= now_ms():
        return Dropped.ENDED
    answers = letter.kind == DeliveryKind.NOTICE
    if not (_may_answer if answers else _may_ask)(letter, question, person.id, role):
        return Dropped.ENDED
    decided = ""
    if answers:
        last = reviews.last_decision(question.course_id, key_of(question))
        if last is not None and last.created_at > letter.created_at:
            return Dropped.DECIDED
        decided = last.public_id if last is not None else ""
    return Replier(
        person_id=person.id,
        course_id=question.course_id,
        role=role,
        language=person.language,
        question=question.public_id,
        documents=tuple(question.documents or ()),
        answers=answers,
        decided=decided,
    )


@reading
def too_many(person_id: int) -> bool:
    """Whether somebody has asked so much by mail that a program may be doing it."""
    question = tables.Question
    lately = question.select(question.id).where(
        question.person == person_id,
        question.idempotency_key.startswith(MAIL),
        question.asked_at > now_ms() - HOUR_MS,
    )
    return bool(lately.count() >= MOST_AN_HOUR)


def _rows(told: str, sender: str) -> tuple[tables.Delivery, tables.Question] | None:
    """The letter and the question of a token that we gave to this address."""
    key = link_keys.find(PURPOSE)
    try:
        kept = decode(told)
    except ValueError:
        return None
    letter = tables.Delivery.get_or_none(id=int.from_bytes(kept[:ID_BYTES]))
    question = tables.Question.get_or_none(id=int.from_bytes(kept[ID_BYTES:_SIGNED]))
    if key is None or letter is None or question is None:
        return None
    same = hmac.compare_digest(kept[_SIGNED:], _mac(key, letter, question, sender))
    return (letter, question) if same else None


def _role(person_id: int, question: tables.Question) -> Role | None:
    """What somebody is now in a course that is there, on a platform from which launches are
    taken.
    """
    course, table = question.course, tables.CourseRole
    if course.going_at is not None or course.platform.state != "active":
        return None
    row = table.get_or_none(table.person == person_id, table.course == course.id)
    return Role(row.name) if row is not None else None


def _may_ask(
    letter: tables.Delivery, question: tables.Question, person_id: int, role: Role
) -> bool:
    return (
        letter.kind in _ASKED
        and letter.question_id == question.id
        and question.person_id == person_id
        and question.state != QuestionState.CANCELLED
        and role in {Role.LEARNER, Role.INSTRUCTOR}
    )


def _may_answer(letter: tables.Delivery, question: tables.Question, _: int, role: Role) -> bool:
    return (
        letter.course_id == question.course_id
        and question.handed_at is not None
        and question.state != QuestionState.CANCELLED
        and role is Role.INSTRUCTOR
    )


def _mac(key: bytes, letter: tables.Delivery, question: tables.Question, address: str) -> bytes:
    about = f"silabo.letters.{PURPOSE} {letter.public_id} {question.public_id} {normal(address)}"
    return hmac.new(key, about.encode(), hashlib.sha256).digest()[: TOKEN_BYTES - _SIGNED]
