"""Curated answers: what an instructor wrote or approved answers equal questions from then on, and
reaches everybody who asked one before. So does a dismissal those whose answers wait for approval.
"""

from collections.abc import Sequence
from datetime import datetime

from peewee import ModelSelect

from silabo.domain.answers import ANSWERED, AnswerKind, Outcome
from silabo.domain.clock import from_ms
from silabo.domain.crash import CrashPoint, point
from silabo.domain.questions import NOT_APPROVED, Answer, QuestionState
from silabo.domain.reviews import DecisionKind
from silabo.domain.webhooks import WebhookKind
from silabo.storage import answers, changes, owing, places, tables, webhook_calls
from silabo.storage.database import now_ms, reading, transaction
from silabo.storage.groups import in_group, key_of
from silabo.storage.turns import take_turn

BATCH = 50  # askers in one transaction: nobody else waits long behind it
ENDED = (QuestionState.ANSWERED, QuestionState.UNAPPROVED, QuestionState.FAILED)
LOOKED_AT = 20  # decisions that are looked at in one transaction


def standing(course_id: int, key: str) -> tables.Decision | None:
    """What answers the questions of a key now: the newest decision that can no longer be taken
    back; None where that is a dismissal, which withdraws what was published before, or where a
    document that it cites has left the course since, or it was copied in doubt, until an instructor
    looks again. The caller is connected.
    """
    row = _newest(course_id, key)
    if row is None or row.kind == DecisionKind.DISMISSED:
        return None
    return None if changed(course_id, [row]) else row


def _newest(course_id: int, key: str) -> tables.Decision | None:
    table = tables.Decision
    row: tables.Decision | None = (
        table.select()
        .where(
            table.course == course_id,
            table.alike == key,
            table.spread_after <= now_ms(),
        )
        .order_by(table.id.desc())
        .first()
    )
    return row


@reading
def preview(course_id: int, key: str) -> tuple[Outcome, datetime] | None:
    """What instructors answer to the questions of a key, and since when; None where they do not."""
    row = standing(course_id, key) if key else None
    return (outcome_of(row), from_ms(row.created_at)) if row else None


def changed(course_id: int, rows: Sequence[tables.Decision]) -> list[tables.Decision]:
    """The curated answers among these of one course that answer nobody until an instructor looks
    again: they were copied in doubt, or cite what no visible document says any more in these words.
    The caller is connected.
    """
    cited = {row.id: answers.read_back(row.citations or ()) for row in rows}
    stand = places.current(course_id, [each for cites in cited.values() for each in cites])
    return [
        row
        for row in rows
        if row.doubt or any((each.version, each.anchor) not in stand for each in cited[row.id])
    ]


def outcome_of(row: tables.Decision) -> Outcome:
    """What a curated answer says, its sources as they can be opened now. The caller is
    connected.
    """
    cited = answers.read_back(row.citations or ())
    now = places.current(row.course_id, cited)
    return Outcome(
        kind=AnswerKind.CURATED,
        language=row.language,
        sentences=answers.sentences_back(row.sentences),
        citations=tuple(now.get((each.version, each.anchor), each) for each in cited),
    )


def outcome_for(question: tables.Question) -> Outcome | None:
    """What an instructor answers to a question, before any document or model is asked. The caller
    is connected.
    """
    row = standing(question.course_id, key_of(question))
    return outcome_of(row) if row else None


def answer(question: tables.Question, now: int) -> bool:
    """Give a question its curated answer, and owe the letter; False where there is none. The caller
    holds the transaction, and has settled the question's state.
    """
    row = standing(question.course_id, key_of(question))
    if row is None:
        return False
    revision = answers.add(question.id, outcome_of(row), took_ms=0, now=now, decision=row)
    owing.owe_answer(question.id, revision=revision, by_instructor=True)
    return True


def answer_at_once(question: tables.Question, now: int) -> bool:
    """The same for a question that has just been asked: it never waits."""
    if not answer(question, now):
        return False
    tables.Question.update(state=QuestionState.ANSWERED, answered_at=now).where(
        tables.Question.id == question.id
    ).execute()
    return True


def spread() -> int:
    """Give the next curated answer to some of those who asked before, each once, with the letter
    that is owed; return how many it reached, 0 when nobody is left.

    An asker has it as soon as an answer of theirs comes of the decision: so whatever is killed
    between two transactions, the next call goes on where that one ended.
    """
    reached, last = _spread(after=0)
    while last and not reached:
        reached, last = _spread(after=last)
    return reached


@transaction
def _spread(*, after: int) -> tuple[int, int]:
    """How many the first of the decisions behind this one reached that has somebody to tell; and
    the last that was looked at, 0 where there is none.
    """
    now, last = now_ms(), 0
    behind = due(now).where(tables.Decision.id > after)
    for row in list(behind.order_by(tables.Decision.id).limit(LOOKED_AT)):
        last = row.id
        take_turn(tables.Decision, row.id)
        replaced = _is_replaced(row)
        if not replaced and changed(row.course_id, [row]):
            continue  # what it cites may be shown again
        reached = 0 if replaced else _reach(row, now)
        if reached:
            point(CrashPoint.ANSWER_SPREAD)
            return reached, last
        # Whoever waits for an answer at this moment may get the one from before the decision.
        if replaced or row.kind == DecisionKind.DISMISSED or not _any_open(row):
            tables.Decision.update(spread_at=now).where(tables.Decision.id == row.id).execute()
    return 0, last


def due(now: int) -> "ModelSelect[tables.Decision]":
    """The decisions that may have somebody to reach at a moment."""
    table = tables.Decision
    return table.select().where(
        table.spread_at.is_null(), table.spread_after <= now, table.doubt.is_null()
    )


def _is_replaced(row: tables.Decision) -> bool:
    newest = _newest(row.course_id, row.alike)
    return newest is None or newest.id != row.id


def _any_open(row: tables.Decision) -> bool:
    open_now = tables.Question.state.in_((QuestionState.QUEUED, QuestionState.WORKING))
    return bool(
        tables.Question.select()
        .where(in_group(row.course_id, row.alike), open_now)
        .limit(1)
        .count()
    )


def _reach(row: tables.Decision, now: int) -> int:
    """How many askers were given it: those who have an answer, or none for good."""
    question = tables.Question
    if row.kind == DecisionKind.DISMISSED:
        return _turn_down(row, now)
    has_it = tables.Answer.select(tables.Answer.question).where(tables.Answer.decision == row.id)
    ended = question.state.in_(ENDED)
    waiting = question.select().where(
        in_group(row.course_id, row.alike), ended, question.id.not_in(has_it)
    )
    found = list(waiting.order_by(question.id).limit(BATCH))
    for asked in found:
        _give(asked, row, now)
    return len(found)


def _turn_down(row: tables.Decision, now: int) -> int:
    """How many askers were told that their answer was not approved: those who wait for that since
    before it was dismissed.
    """
    question = tables.Question
    waiting = question.select().where(
        in_group(row.course_id, row.alike),
        question.state == QuestionState.UNAPPROVED,
        question.asked_at <= row.created_at,
    )
    found = list(waiting.order_by(question.id).limit(BATCH))
    for asked in found:
        outcome = Outcome(AnswerKind.REPLY, language=asked.language, reply=NOT_APPROVED)
        if owing.let_out(asked):
            revision = answers.add(asked.id, outcome, took_ms=0, now=now)
            owing.owe_answer(asked.id, revision=revision, first=asked.answered_at is None)
    return len(found)


def _give(asked: tables.Question, row: tables.Decision, now: int) -> None:
    # It may be answered again at this moment: what that lets wait would stay kept back behind this.
    take_turn(tables.Question, asked.id)
    waited = owing.let_out(asked)
    before = answers.newest(asked.id)
    outcome = outcome_of(row)
    told = changes.between(asked.course_id, None if waited else before, outcome)
    if waited and before is not None and _says_the_same(before, outcome):
        told = before.changes  # against what they had been told before that
    revision = answers.add(asked.id, outcome, took_ms=0, now=now, decision=row, changes=told)
    if asked.state == QuestionState.FAILED:
        tables.Question.update(
            state=QuestionState.ANSWERED, answered_at=now, last_error=None
        ).where(tables.Question.id == asked.id).execute()
    if asked.handed_at is not None:
        webhook_calls.owe(asked, WebhookKind.ANSWERED, now, of=row.public_id)
    if waited:
        # What was kept back is no answer that its asker knows.
        owing.owe_answer(asked.id, revision=revision, first=asked.answered_at is None)
    elif before is None or not _says_the_same(before, outcome):
        answered = before is not None and before.kind in ANSWERED
        owing.owe_answer(asked.id, revision=revision, by_instructor=not answered)


def _says_the_same(before: Answer, outcome: Outcome) -> bool:
    """Whether its asker has read just that: that it was checked since is no news to write of."""
    told = [each.text for each in before.sentences]
    return before.kind in ANSWERED and told == [each.text for each in outcome.sentences]
