"""The links of a letter by which whoever has it says whether its answer helped, without a session.

A link is signed, for this purpose alone, and carries all that it needs: which answer, its letter's
language and its end. So nothing is kept of it, and of one whose question has been deleted can still
be said that it was ours.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from itsdangerous import BadSignature, Signer

from silabo.domain.answers import Unhelpful
from silabo.domain.clock import from_ms
from silabo.domain.errors import NotFoundError
from silabo.domain.questions import Answer, QuestionState
from silabo.storage import answers, link_keys, tables
from silabo.storage.database import now_ms, reading, transaction
from silabo.storage.turns import take_turn

PURPOSE = "feedback"
LONGEST = 160  # characters; ours have about 90


class LinkState(StrEnum):
    """Whether a link still does what it was made for."""

    OPEN = "open"
    ENDED = "ended"  # its time is over
    GONE = "gone"  # its question is not here any more, or its course is not
    ANSWERED_AGAIN = "answered_again"  # its answer is not the one that counts


@dataclass(frozen=True, slots=True)
class FeedbackLink:
    """What the page of a link shows: nothing that was asked or answered.

    `language` is the letter's. What follows `ends_at` is empty unless the link is open or its
    question was answered again.
    """

    state: LinkState
    language: str
    ends_at: datetime
    question: str = ""  # public id
    course_title: str = ""
    course_url: str = ""
    time_zone: str = "UTC"
    asked_at: datetime | None = None
    unsure: bool = False  # what it says may not answer: it is asked otherwise


def token(answer: Answer, *, lasts_ms: int = link_keys.LASTS_MS) -> str:
    """What the links of a letter with this answer carry. The caller holds the transaction."""
    ends = (now_ms() + lasts_ms) // 1000
    value = f"{UUID(answer.public_id).hex}.{answer.language}.{ends}"
    return _signer(link_keys.ensure(PURPOSE)).sign(value).decode()


@reading
def look(signed: str) -> FeedbackLink:
    """What a link would act on; nothing changes. Raises `NotFoundError` for none of ours."""
    found, _ = _look(signed)
    return found


@transaction
def act(signed: str, *, answered: bool, reason: Unhelpful | None = None) -> FeedbackLink:
    """Keep whether the answer helped, and why not, as `questions.take_feedback` does; nothing where
    the link is not open. Raises `NotFoundError` for one that is not ours.
    """
    found, question_id = _look(signed)
    if found.state is not LinkState.OPEN:
        return found
    # Whoever records a later answer holds the question too: what is said is of the answer that the
    # letter told.
    take_turn(tables.Question, question_id)
    found, question_id = _look(signed)
    if found.state is LinkState.OPEN:
        answers.take_feedback(question_id, answered=answered, reason=reason, now=now_ms())
    return found


def _look(signed: str) -> tuple[FeedbackLink, int]:
    answer_id, language, ends = _read(signed)
    ends_at = from_ms(ends * 1000)
    if ends * 1000 <= now_ms():
        return FeedbackLink(LinkState.ENDED, language, ends_at), 0
    row = tables.Answer.get_or_none(tables.Answer.public_id == answer_id)
    question = row.question if row else None
    newest = answers.newest(question.id) if question else None
    if question is None or newest is None or question.course.going_at is not None:
        return FeedbackLink(LinkState.GONE, language, ends_at), 0
    # What waits for approval was not told by any letter; the answer before it is none any more.
    same = newest.public_id == answer_id and question.state == QuestionState.ANSWERED
    found = FeedbackLink(
        state=LinkState.OPEN if same else LinkState.ANSWERED_AGAIN,
        language=language,
        ends_at=ends_at,
        question=question.public_id,
        course_title=question.course.title,
        course_url=question.course.url,
        time_zone=question.course.time_zone,
        asked_at=from_ms(question.asked_at),
        unsure=newest.unsure,
    )
    return found, int(question.id)


def _read(signed: str) -> tuple[str, str, int]:
    """The answer, the language and the end (seconds since 1970) of a link that we signed."""
    key = link_keys.find(PURPOSE)
    if key is None or len(signed) > LONGEST:
        raise NotFoundError
    try:
        value = _signer(key).unsign(signed.encode(errors="surrogatepass")).decode()
    except BadSignature as error:
        raise NotFoundError from error
    answer, language, ends = value.split(".")
    return str(UUID(answer)), language, int(ends)


def _signer(secret: bytes) -> Signer:
    return Signer(
        secret,
        salt=f"silabo.letters.{PURPOSE}".encode(),
        key_derivation="hmac",
        digest_method=hashlib.sha256,
    )
