"""The way of a question: accepted, claimed, answered or given up. It is its own place in the
queue.
"""

from collections.abc import Sequence
from uuid import uuid4

from peewee import ModelSelect, fn

from silabo.domain.answers import Caution, Citation, Outcome, Unhelpful
from silabo.domain.clock import from_ms
from silabo.domain.crash import CrashPoint, point
from silabo.domain.errors import NotFoundError, QuestionError
from silabo.domain.passages import Ranking
from silabo.domain.questions import Caps, ClaimedQuestion, NewQuestion, Question, QuestionState
from silabo.domain.webhooks import WebhookKind
from silabo.language.words import fold
from silabo.storage import (
    answers,
    approval,
    curated,
    equals,
    leases,
    notices,
    owing,
    question_views,
    quotas,
    rankings,
    scopes,
    tables,
    threads,
    webhook_calls,
)
from silabo.storage.database import now_ms, reading, transaction
from silabo.storage.statements import Statement, given
from silabo.storage.turns import take_turn

MAX_ATTEMPTS = 5
NO_CAPS = Caps()


@transaction
def ask(new: NewQuestion, caps: Caps = NO_CAPS) -> tuple[Question, bool]:
    """Accept a question; the row is in the database when this returns.

    What an instructor has answered to an equal question is its answer at once. The same key and
    text give the earlier question, and False. Raises `QuestionError` for the same
    key with another text, `NotFoundError` where it follows no question of its asker in this course,
    and `QuotaError` beyond the caps.
    """
    # Two requests with one key, or one beyond a cap, must not both find that there is room.
    take_turn(tables.Person, new.person_id)
    known = _OF_KEY.first(person=new.person_id, key=new.idempotency_key)
    if known is not None:
        earlier = tables.Question.get_by_id(known[0])
        if earlier.text != new.text or earlier.course_id != new.course_id:
            raise QuestionError("idempotency_conflict")
        return question_views.view(earlier), False
    follows = threads.followed(new)
    now = now_ms()
    waiting = quotas.still_open(new.person_id)
    quotas.reserve(new.person_id, new.course_id, caps, now=now, waiting=waiting)
    row = _accepted(new, waiting, follows, now)
    if curated.answer_at_once(row, now):
        row = tables.Question.get_by_id(row.id)
        quotas.give_back(row)
    point(CrashPoint.QUESTION_WRITTEN)
    return question_views.view(row), True


_OF_KEY = Statement(
    lambda _: tables.Question.select(tables.Question.id).where(
        tables.Question.person == given("person"),
        tables.Question.idempotency_key == given("key"),
    )
)


def _accepted(new: NewQuestion, waiting: int, follows: int | None, now: int) -> tables.Question:
    row: tables.Question = tables.Question.create(
        public_id=str(uuid4()),
        course=new.course_id,
        person=new.person_id,
        idempotency_key=new.idempotency_key,
        text=new.text,
        language=new.language,
        state=QuestionState.QUEUED,
        # Rounds: with one open question each this is first come, first served.
        round=waiting,
        follows=follows,
        letter=new.letter,
        if_unseen=new.if_unseen,
        documents=list(new.documents) or None,
        alike=new.alike or None,
        folded=fold(new.text),
        asked_at=now,
    )
    return row


@reading
def get(course_id: int, person_id: int, public_id: str) -> Question:
    """One question of this person in this course. Raises `NotFoundError`."""
    return question_views.view(_find(course_id, person_id, public_id))


@reading
def course_url(public_id: str) -> str:
    """Where the course of a question is in its LMS. Raises `NotFoundError`."""
    row = tables.Question.get_or_none(tables.Question.public_id == public_id)
    if row is None:
        raise NotFoundError
    return str(row.course.url)


@reading
def is_newest(public_id: str, revision: int) -> bool:
    """Whether an answer of this revision is the one that counts of a question."""
    revisions = tables.Answer.select(fn.MAX(tables.Answer.revision)).join(tables.Question)
    return bool(revisions.where(tables.Question.public_id == public_id).scalar() == revision)


@reading
def listed(course_id: int, person_id: int, *, after: str = "", limit: int = 50) -> list[Question]:
    """This person's questions in this course, newest first, from behind the one named `after`."""
    query = _own(course_id, person_id)
    if after:
        query = query.where(tables.Question.id < _find(course_id, person_id, after).id)
    rows = query.order_by(tables.Question.id.desc()).limit(limit)
    return [question_views.view(row) for row in rows]


@transaction
def remember_passages(
    question_id: int, passage_ids: Sequence[int], ranking: Ranking | None = None
) -> None:
    """Keep which passages were found first, so that every reading of the question shows the
    same, and the whole ranking for whoever answers it.
    """
    tables.Question.update(
        passages=list(passage_ids), found=rankings.kept(ranking) if ranking else None
    ).where(tables.Question.id == question_id).execute()


@transaction
def take_feedback(
    course_id: int,
    person_id: int,
    public_id: str,
    *,
    answered: bool,
    reason: Unhelpful | None = None,
) -> Question:
    """Keep whether the answer helped its asker, and why not; of the closest, whether it answers,
    for them alone. Saying it again changes nothing. Raises `NotFoundError`, and `QuestionError`
    where nothing was answered.
    """
    row = _find(course_id, person_id, public_id)
    waits = row.state == QuestionState.UNAPPROVED
    if waits or not answers.take_feedback(row.id, answered=answered, reason=reason, now=now_ms()):
        raise QuestionError("nothing_to_judge")
    return question_views.view(row)


@transaction
def hand_over(course_id: int, person_id: int, public_id: str) -> Question:
    """Send a question to the instructors of its course, who see its asker's name from then on. Once
    or often is the same. Raises `NotFoundError`, and `QuestionError` for one that waits or to which
    nobody answers (small talk).
    """
    row = _find(course_id, person_id, public_id)
    question = question_views.view(row)
    if question.handed_at is not None:
        return question
    if not question.may_be_handed_over:
        raise QuestionError("nothing_to_hand_over")
    now = now_ms()
    tables.Question.update(handed_at=now).where(tables.Question.id == row.id).execute()
    row = tables.Question.get_by_id(row.id)
    notices.owe_at_once(row)
    webhook_calls.owe(row, WebhookKind.HANDED_OVER, now)
    return question_views.view(row)


@transaction
def remove(course_id: int, person_id: int, public_id: str) -> None:
    """Cancel a question that waits; delete any other with its answer. Raises `NotFoundError`."""
    row = _find(course_id, person_id, public_id)
    # The cancelled row keeps its key: a delayed retry of the same request must not ask again.
    cancelled = (
        tables.Question.update(state=QuestionState.CANCELLED)
        .where(tables.Question.id == row.id, tables.Question.state == QuestionState.QUEUED)
        .execute()
    )
    if cancelled and not tables.Question.get_by_id(row.id).attempt:
        quotas.give_back(row)  # no worker has had it
    if not cancelled:
        tables.Question.delete().where(tables.Question.id == row.id).execute()


@transaction
def claim(worker: str, question_id: int | None = None) -> ClaimedQuestion | None:
    """Take the next question under a lease, in order, or that one if it waits; or None. One whose
    equal is in work waits for its answer.
    """
    one = tables.Question.id == question_id
    row = leases.claim(
        tables.Question,
        ready=QuestionState.QUEUED,
        working=QuestionState.WORKING,
        order=[tables.Question.round.asc(), tables.Question.id.asc()],
        worker=worker,
        which=[one] if question_id else equals.unless_in_work(),
    )
    if row is None or row.lease_token is None:
        return None
    waited_s = max(0, now_ms() - row.asked_at) / 1000
    return to_answer(row, row.lease_token, row.attempt, waited_s=waited_s)


def to_answer(
    row: tables.Question, token: str, attempt: int, *, waited_s: float = 0.0
) -> ClaimedQuestion:
    """A question with all that a worker needs to answer it, under this lease. The caller is
    connected.
    """
    return ClaimedQuestion(
        id=row.id,
        token=token,
        attempt=attempt,
        public_id=row.public_id,
        course_id=row.course_id,
        text=row.text,
        language=row.language,
        asked_at=from_ms(row.asked_at),
        time_zone=row.course.time_zone,
        caution=Caution(row.course.caution),
        out_of_scope=scopes.of_row(row.course),
        instructions=row.course.instructions or "",
        documents=tuple(row.documents or ()),
        earlier=tuple(earlier.text for earlier in threads.before(row)),
        waited_s=waited_s,
        ranking=rankings.read(row.found) if row.found else None,
        alike=row.alike or "",
        curated=curated.outcome_for(row),
        approval=bool(row.course.approval),
    )


@transaction
def quote(claimed: ClaimedQuestion, citations: Sequence[Citation]) -> None:
    """Keep what is quoted of a question while a model writes: whoever looks sees it, even where the
    feed has lost it. Raises `LeaseLostError` when another worker may have the question.
    """
    leases.note(
        tables.Question, claimed.id, claimed.token, quoted=answers.written_down(citations) or None
    )


@transaction
def record(
    claimed: ClaimedQuestion, outcome: Outcome, *, took_ms: int, shared: bool = False
) -> None:
    """Record the answer, its citations and the letter that is owed, in one transaction, or let it
    wait for approval. What an instructor has answered meanwhile to an equal question takes its
    place. One that is `shared` cost no model anything.

    Raises `LeaseLostError` when another worker may have the question: nothing is written then.
    """
    now = now_ms()
    leases.settle(
        tables.Question,
        claimed.id,
        claimed.token,
        state=QuestionState.ANSWERED,
        answered_at=now,
        last_error=None,
        quoted=None,
    )
    row = tables.Question.get_by_id(claimed.id)
    if not curated.answer(row, now):
        revision = answers.add(claimed.id, outcome, took_ms=took_ms, now=now)
        if approval.is_wanted(row, outcome):
            approval.hold(row, revision, first=True)
        else:
            owing.owe_answer(claimed.id, revision=revision)
    # A letter touches the row of its person, whose turn whoever asks takes before counting: the
    # other way round the two would wait for each other.
    if shared or not outcome.by_a_model:
        quotas.give_back(row)


@transaction
def give_back(
    claimed: ClaimedQuestion,
    error: str,
    jitter: float,
    *,
    counted: bool,
    wait_s: float | None = None,
) -> QuestionState:
    """Wait and try again, or fail when it was tried often enough. Raises `LeaseLostError`.

    An attempt that failed because something outside was away is not `counted`. It waits `wait_s`
    seconds, or where that is None longer after each attempt.
    """
    state = leases.give_back(
        tables.Question,
        claimed,
        error,
        ready=QuestionState.QUEUED,
        dead=QuestionState.FAILED,
        max_attempts=MAX_ATTEMPTS,
        wait_ms=leases.backoff_ms(claimed.attempt, jitter)
        if wait_s is None
        else int(wait_s * 1000),
        counted=counted,
    )
    if state == QuestionState.FAILED:
        owing.owe_failure(claimed.id)
    return QuestionState(state)


@transaction
def sweep(most: int = leases.COUNTED) -> tuple[int, list[str]]:
    """Take back questions whose worker went away.

    Returns how many wait to be claimed now, counted up to `most`, and the public ids of those that
    failed for good.
    """
    now = now_ms()
    given_up = leases.lapse(
        tables.Question,
        working=(QuestionState.WORKING,),
        ready=QuestionState.QUEUED,
        dead=QuestionState.FAILED,
        max_attempts=MAX_ATTEMPTS,
        now=now,
    )
    for question_id in given_up:
        owing.owe_failure(question_id)
    failed = [tables.Question.get_by_id(each).public_id for each in given_up]
    return leases.count_due(tables.Question, QuestionState.QUEUED, now, most), failed


@reading
def is_open(question_id: int) -> bool:
    """Whether an answer to a question is still to come."""
    row = _STATE.first(question=question_id)
    return row is not None and row[0] in (QuestionState.QUEUED, QuestionState.WORKING)


@reading
def passed_over() -> bool:
    """Whether a claim that found no question has passed one over that somebody holds."""
    return leases.passed_over(tables.Question, QuestionState.QUEUED, equals.unless_in_work)


@reading
def any_waiting() -> bool:
    """Whether a question waits, in any course."""
    return bool(leases.count_due(tables.Question, QuestionState.QUEUED, now_ms(), 1))


@reading
def waiting() -> int:
    """How many questions wait to be claimed, in all courses, counted up to a thousand."""
    return leases.count_waiting(tables.Question, QuestionState.QUEUED)


_STATE = Statement(
    lambda _: tables.Question.select(tables.Question.state).where(
        tables.Question.id == given("question")
    )
)


def _own(course_id: int, person_id: int) -> "ModelSelect[tables.Question]":
    return tables.Question.select().where(
        tables.Question.course == course_id,
        tables.Question.person == person_id,
        tables.Question.state != QuestionState.CANCELLED,
    )


def _find(course_id: int, person_id: int, public_id: str) -> tables.Question:
    query = _own(course_id, person_id).where(tables.Question.public_id == public_id)
    row: tables.Question | None = query.first()
    if row is None:
        raise NotFoundError
    return row
