"""How fast models read and write by the calls that are kept, and how long a question takes them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from peewee import fn

from silabo.domain.model_calls import CallPurpose, DraftVerdict, JudgedSentence
from silabo.storage.database import reading
from silabo.storage.statements import Statement, given
from silabo.storage.tables import CourseModel, ModelCall, Question

MEASURED = 20  # of the newest calls of a model count
LOOKED_AT = 500  # of the newest calls of all: an older one says nothing of today
_HOLDS = "holds"  # a sentence's verdict where it was told


@dataclass(frozen=True, slots=True)
class MeasuredSpeed:
    """Tokens a second; 0 where nobody measured them."""

    reading: float = 0.0
    writing: float = 0.0


@reading
def measured() -> dict[str, MeasuredSpeed]:
    """How fast each model was that wrote of late, by its name."""
    calls: dict[str, list[tuple[int, ...]]] = defaultdict(list)
    for call in _newest():
        if len(calls[call[0]]) < MEASURED:
            calls[call[0]].append(call[1:])
    return {name: _speed(times) for name, times in calls.items()}


@reading
def refused_sentence(model: str) -> JudgedSentence | None:
    """The first sentence that did not hold in the last draft of a model that was thrown away."""
    row = _REJECTED.first(model=model, after=_newest_id() - LOOKED_AT)
    found = ModelCall.get_by_id(row[0]).sentences if row else None
    judged = [JudgedSentence(*each) for each in found or ()]
    return next((each for each in judged if each.verdict != _HOLDS), None)


def question_ms(question_id: int, *, since: int) -> int | None:
    """How long a question takes the model that will be asked for it, its drafts together, by the
    last calls of that model; None where none is known, or none was for a question of a number from
    `since` on. The caller is connected.

    Asked is the one that its course picked, else the one that was asked last: courses that pick
    none follow one order, and who is away in it is passed over.
    """
    calls = list(_newest())
    picked = _PICKED.first(question=question_id, picked=True)
    name = picked[0] if picked else next((call[0] for call in calls), "")
    own = [call[1:] for call in calls if call[0] == name][:MEASURED]
    if not own or calls[0][-1] < since:
        return None
    speed = _speed(own)
    took_ms = sum(_ms(call, speed) for call in own)
    return round(took_ms / len({question for *_, question in own}))


def _newest() -> Iterator[tuple[str, int, int, int, int, int, int]]:
    """Calls that were to write, the newest first: model; tokens and milliseconds of reading and of
    writing; what it took in all; question.
    """
    for row in _CALLS.rows(purpose=CallPurpose.DRAFT.value, after=_newest_id() - LOOKED_AT):
        yield row[0], row[1], row[2], row[3], row[4], row[5], row[6]


def _newest_id() -> int:
    ((newest,),) = _NEWEST_ID.rows()
    return int(newest or 0)


def _speed(calls: Sequence[tuple[int, ...]]) -> MeasuredSpeed:
    read = [(tokens, ms) for tokens, ms, *_ in calls if tokens and ms]
    written = [(tokens, ms) for _, _, tokens, ms, *_ in calls if tokens and ms]
    return MeasuredSpeed(_rate(read), _rate(written))


def _rate(measured: list[tuple[int, int]]) -> float:
    return 1000 * sum(t for t, _ in measured) / sum(ms for _, ms in measured) if measured else 0.0


def _ms(call: tuple[int, ...], speed: MeasuredSpeed) -> float:
    """What a call takes at this speed; what it took, where its server counts nothing."""
    read, _, written, _, took_ms, _ = call
    if not (read and written and speed.reading and speed.writing):
        return took_ms
    return 1000 * (read / speed.reading + written / speed.writing)


_NEWEST_ID = Statement(lambda _: ModelCall.select(fn.MAX(ModelCall.id)))
_CALLS = Statement(
    lambda _: (
        ModelCall.select(
            ModelCall.model,
            ModelCall.read_tokens,
            ModelCall.reading_ms,
            ModelCall.written_tokens,
            ModelCall.writing_ms,
            ModelCall.took_ms,
            ModelCall.question,
        )
        .where(ModelCall.id > given("after"), ModelCall.purpose == given("purpose"))
        .order_by(ModelCall.id.desc())
        .limit(5 * MEASURED)
    )
)
_REJECTED = Statement(
    lambda _: (
        ModelCall.select(ModelCall.id)
        .where(
            ModelCall.id > given("after"),
            ModelCall.model == given("model"),
            ModelCall.verdict == DraftVerdict.REJECTED.value,
        )
        .order_by(ModelCall.id.desc())
        .limit(1)
    )
)
_PICKED = Statement(
    lambda _: (
        CourseModel.select(CourseModel.name)
        .join(Question, on=Question.course == CourseModel.course)
        .where(Question.id == given("question"), CourseModel.picked == given("picked"))
    )
)
