"""What a person sees of a question: its place in the queue, first passages, answer and letter."""

from silabo.domain.clock import from_ms
from silabo.domain.deliveries import DeliveryKind
from silabo.domain.questions import DeliveryState, Question, QuestionState, Waiting
from silabo.storage import answers, leases, passages, tables, workers
from silabo.storage.database import now_ms

ANSWERS = (DeliveryKind.ANSWER, DeliveryKind.CHANGED, DeliveryKind.REPLY)
HELD_MS = 10 * 60_000  # what is away for less is hardly noticed
MEASURED = 20  # the estimate is the mean time of so many last answers


def view(row: tables.Question) -> Question:
    """Everything that is shown of a question. The caller holds the transaction."""
    state = QuestionState(row.state)
    first = None
    if row.passages is not None:
        first = tuple(passages.by_ids(row.course_id, row.passages))
    delivery = (
        tables.Delivery.select(tables.Delivery.state, tables.Delivery.address)
        .where(tables.Delivery.question == row.id, tables.Delivery.kind.in_(ANSWERS))
        .order_by(tables.Delivery.id.desc())
        .first()
    )
    return Question(
        id=row.id,
        public_id=row.public_id,
        course_id=row.course_id,
        text=row.text,
        language=row.language,
        state=state,
        asked_at=from_ms(row.asked_at),
        answered_at=from_ms(row.answered_at) if row.answered_at else None,
        waiting=_waiting(row) if state is QuestionState.QUEUED else None,
        passages=first,
        answer=answers.newest(row.id) if state is QuestionState.ANSWERED else None,
        delivery=DeliveryState(delivery.state) if delivery else None,
        refused_address=delivery.address if delivery else "",
        documents=tuple(row.documents or ()),
        letter=bool(row.letter),
        held=_held(row),
    )


def _held(row: tables.Question) -> bool:
    """Whether it was given back, and has waited for so long that its place says nothing."""
    given_back = row.state == QuestionState.QUEUED and row.last_error is not None
    return given_back and row.asked_at < now_ms() - HELD_MS


def _waiting(row: tables.Question) -> Waiting:
    queued = leases.due(tables.Question, QuestionState.QUEUED, now_ms())
    before = (tables.Question.round < row.round) | (
        (tables.Question.round == row.round) & (tables.Question.id < row.id)
    )
    place = tables.Question.select().where(queued & before).count() + 1
    of = tables.Question.select().where(queued).count()
    mean_ms = answers.mean_ms(MEASURED)
    slots = max(1, workers.answer_slots())
    return Waiting(
        place=place,
        of=max(of, place),
        seconds=None if mean_ms is None else -(-place * mean_ms // (1000 * slots)),
    )
