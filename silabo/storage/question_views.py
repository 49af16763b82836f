"""What a person sees of a question: its place in the queue, first passages, answer and letter."""

from peewee import Case, Expression, Query, Select, fn

from silabo.domain.clock import from_ms
from silabo.domain.deliveries import DeliveryKind
from silabo.domain.questions import (
    MOST_COUNTED,
    Answer,
    DeliveryState,
    Question,
    QuestionState,
    Waiting,
)
from silabo.storage import answers, model_speeds, passages, tables, threads, workers
from silabo.storage.database import database, now_ms
from silabo.storage.statements import Statement, given

ANSWERS = (DeliveryKind.ANSWER, DeliveryKind.CHANGED, DeliveryKind.REPLY)
TURN_TO = "reply_distress"
HELD_MS = 10 * 60_000  # what is away for less is hardly noticed
MEASURED = 20  # the estimate is the mean time of so many last answers, or calls of a model


def view(row: tables.Question) -> Question:
    """Everything that is shown of a question. The caller holds the transaction."""
    state = QuestionState(row.state)
    first = None
    if row.passages is not None:
        first = tuple(passages.by_ids(row.course_id, row.passages))
    letter_state, address = newest_letter(row.id)
    there = state in (QuestionState.ANSWERED, QuestionState.UNAPPROVED)
    answer = answers.newest(row.id) if there else None
    waits = answer if state is QuestionState.UNAPPROVED else None
    return Question(
        id=row.id,
        public_id=row.public_id,
        course_id=row.course_id,
        text=row.text,
        language=row.language,
        state=state,
        asked_at=from_ms(row.asked_at),
        answered_at=from_ms(row.answered_at) if row.answered_at else None,
        waiting=waiting(row.id, row.round, given_back=row.last_error is not None)
        if state is QuestionState.QUEUED
        else None,
        passages=first,
        answer=None if waits else answer,
        quoted=answers.read_back(row.quoted or ()),
        delivery=DeliveryState(letter_state) if letter_state else None,
        refused_address=address,
        documents=tuple(row.documents or ()),
        letter=bool(row.letter),
        if_unseen=bool(row.if_unseen),
        follows=threads.follows(row),
        held=is_held(row.state, row.asked_at, row.last_error),
        handed_at=from_ms(row.handed_at) if row.handed_at else None,
        unread=row.unread is not None,
        unapproved_since=waits.created_at if waits else None,
        turn_to=_turn_to(waits) if waits else "",
    )


def _turn_to(answer: Answer) -> str:
    """Whoever may be in danger waits for nobody's approval to read whom to turn to."""
    codes = (answer.reply, *(part.reply for part in answer.parts))
    return next((code for code in codes if code == TURN_TO), "")


def newest_letter(question_id: int) -> tuple[str | None, str]:
    """The state of the newest letter with an answer, and its address where it failed. The caller is
    connected.
    """
    state, address = _NEWEST_LETTER.first(question=question_id) or (None, "")
    return state, address


def is_held(state: str, asked_at: int, last_error: str | None) -> bool:
    """Whether it was given back, and has waited for so long that its place says nothing. The caller
    is connected.
    """
    given_back = state == QuestionState.QUEUED and last_error is not None
    return given_back and asked_at < now_ms() - HELD_MS


def waiting(question_id: int, of_round: int, *, given_back: bool = False) -> Waiting:
    """The place of a question that waits. For one that was given back, since something is away,
    nobody knows how long that takes. The caller is connected.
    """
    now = now_ms()
    place = _counted(_BEFORE, MOST_COUNTED, round=of_round, id=question_id, now=now) + 1
    if of_round and place <= MOST_COUNTED:
        earlier = MOST_COUNTED + 1 - place
        place += _counted(_EARLIER_ROUNDS, earlier, round=of_round, now=now)
    of = _counted(_QUEUED, MOST_COUNTED + 1, now=now)
    seconds = None
    measured = place <= MOST_COUNTED and not given_back
    mean_ms = _question_ms(question_id) if measured else None
    if mean_ms is not None:
        seconds = -(-place * mean_ms // (1000 * max(1, workers.answer_slots())))
    return Waiting(place=place, of=max(of, place), seconds=seconds)


def _question_ms(question_id: int) -> int | None:
    """How long a question before this one takes: where a model was asked for one of the last, as
    long as the one that will be asked needs for it; else as long as the last answers took.
    """
    first = answers.first_measured(MEASURED)
    written_ms = model_speeds.question_ms(question_id, since=first) if first else None
    return written_ms if written_ms is not None else answers.mean_ms(MEASURED)


def _counted(which: Statement, most: int, **values: int) -> int:
    ((count,),) = which.rows(most=most, **values)
    return int(count or 0)


def _due(*which: Expression) -> Statement:
    """Counts those of the first `most` in the queue that may be claimed `now`: no more is read."""
    table = tables.Question

    def build(_: int) -> Query:
        first = (
            table.select(table.run_after)
            .where(table.state == QuestionState.QUEUED, *which)
            .order_by(table.state, table.round, table.id)
            .limit(given("most"))
            .alias("first")
        )
        due = Case(None, [(first.c.run_after <= given("now"), 1)], 0)
        return Select([first], [fn.SUM(due)]).bind(database)

    return Statement(build)


_QUEUED = _due()
_EARLIER_ROUNDS = _due(tables.Question.round < given("round"))
_BEFORE = _due(tables.Question.round == given("round"), tables.Question.id < given("id"))
_NEWEST_LETTER = Statement(
    lambda _: (
        tables.Delivery.select(tables.Delivery.state, tables.Delivery.address)
        .where(tables.Delivery.question == given("question"), tables.Delivery.kind.in_(ANSWERS))
        .order_by(tables.Delivery.id.desc())
        .limit(1)
    )
)
