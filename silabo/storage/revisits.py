"""The way of a question that is answered again: claimed when nobody waits, recorded, and its asker
told once of what has changed.
"""

from silabo.domain.answers import ANSWERED, Outcome
from silabo.domain.crash import CrashPoint, point
from silabo.domain.errors import LeaseLostError
from silabo.domain.questions import Answer, Changes, QuestionState
from silabo.domain.revisits import ClaimedRevisit, Revised, RevisitState
from silabo.storage import (
    answers,
    approval,
    changes,
    curated,
    leases,
    owing,
    places,
    questions,
    tables,
)
from silabo.storage.database import now_ms, reading, transaction
from silabo.storage.groups import key_of
from silabo.storage.turns import take_turn

MAX_ATTEMPTS = 3
MOST_EQUAL = 500


@transaction
def claim(worker: str, revisit_id: int | None = None) -> ClaimedRevisit | None:
    """Take the next question that is to be answered again under a lease, or that one; or None."""
    row = leases.claim(
        tables.Revisit,
        ready=RevisitState.READY,
        working=RevisitState.WORKING,
        order=[tables.Revisit.id.asc()],
        worker=worker,
        which=[tables.Revisit.id == revisit_id] if revisit_id else (),
    )
    if row is None or row.lease_token is None:
        return None
    return ClaimedRevisit(
        id=row.id,
        token=row.lease_token,
        attempt=row.attempt,
        question=questions.to_answer(row.question, row.lease_token, row.attempt),
    )


@reading
def equal(claimed: ClaimedRevisit) -> list[int]:
    """The numbers of the revisits of questions that ask the same, over the same documents."""
    asked = claimed.question
    if not asked.alike:
        return []
    table, question = tables.Revisit, tables.Question
    rows = (
        table.select(table, question)
        .join(question)
        .where(
            table.state == RevisitState.READY,
            question.course == asked.course_id,
            question.alike == asked.alike,
        )
        .order_by(table.id)
        .limit(MOST_EQUAL)
    )
    return [row.id for row in rows if tuple(row.question.documents or ()) == asked.documents]


@transaction
def record(claimed: ClaimedRevisit, outcome: Outcome, *, took_ms: int) -> Revised:
    """Keep what is answered now, if it says anything else, with the letter that is owed for another
    fact, in one transaction with the end of the revisit.

    Raises `LeaseLostError` when another worker may have it, or its documents have changed again:
    nothing is written then.
    """
    table = tables.Revisit
    take_turn(tables.Question, claimed.question.id)
    if not table.delete().where(leases.held(table, claimed.id, claimed.token)).execute():
        raise LeaseLostError(f"Revisit {claimed.id}")
    question = tables.Question.get_by_id(claimed.question.id)
    before = answers.newest(question.id)
    if before is None or _is_settled(question, before):
        return Revised.DROPPED
    if _says_the_same(before, outcome):
        return Revised.SAME
    waited = question.state == QuestionState.UNAPPROVED
    # Against what its asker knows; of what was kept back they know nothing.
    changed = before.changes if waited else changes.between(question.course_id, before, outcome)
    revision = answers.add(question.id, outcome, took_ms=took_ms, now=now_ms(), changes=changed)
    revised = _tell(question, before, outcome, revision=revision, changed=changed)
    point(CrashPoint.REVISIT_WRITTEN)
    return revised


def _tell(
    question: tables.Question,
    before: Answer,
    outcome: Outcome,
    *,
    revision: int,
    changed: Changes | None,
) -> Revised:
    """Let the new revision wait for approval, or reach its asker."""
    if approval.is_wanted(question, outcome):
        approval.hold(question, revision)
        return Revised.HELD
    if question.state == QuestionState.UNAPPROVED:
        approval.tell(question, revision)
        return Revised.TOLD
    if not _is_news(before, outcome, changed):
        return Revised.CHANGED
    owing.owe_answer(question.id, revision=revision)
    return Revised.TOLD


@transaction
def give_back(claimed: ClaimedRevisit, error: str, jitter: float, *, counted: bool) -> RevisitState:
    """Wait and try again, or leave the answer as it is when it was tried often enough. Raises
    `LeaseLostError`.
    """
    state = leases.give_back(
        tables.Revisit,
        claimed,
        error,
        ready=RevisitState.READY,
        dead=RevisitState.FAILED,
        max_attempts=MAX_ATTEMPTS,
        wait_ms=leases.backoff_ms(claimed.attempt, jitter),
        counted=counted,
    )
    return RevisitState(state)


@transaction
def sweep() -> None:
    """Take back what a worker that went away held."""
    leases.lapse(
        tables.Revisit,
        working=(RevisitState.WORKING,),
        ready=RevisitState.READY,
        dead=RevisitState.FAILED,
        max_attempts=MAX_ATTEMPTS,
        now=now_ms(),
    )


def _is_settled(question: tables.Question, before: Answer) -> bool:
    """Whether nothing is to be answered again: instructors have, or what it rests on is back."""
    if question.state not in (QuestionState.ANSWERED, QuestionState.UNAPPROVED):
        return True
    if before.checked_at or curated.standing(question.course_id, key_of(question)) is not None:
        return True
    answered = before.kind in ANSWERED
    return answered and places.all_stand(question.course_id, before.citations)


def _says_the_same(before: Answer, outcome: Outcome) -> bool:
    def said(told: Answer | Outcome) -> object:
        cited = [(each.version, each.anchor) for each in told.citations]
        return told.kind, [each.text for each in told.sentences], cited

    return said(before) == said(outcome)


def _is_news(before: Answer, outcome: Outcome, changed: Changes | None) -> bool:
    """Whether its asker knows another thing by it than before."""
    was_told, is_told = before.kind in ANSWERED, outcome.kind in ANSWERED
    return changed is not None or was_told is not is_told
