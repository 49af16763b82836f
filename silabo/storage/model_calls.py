"""The calls of language models: kept for a while after their question, and gone with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from peewee import fn

from silabo.domain.clock import from_ms, to_ms
from silabo.domain.model_calls import (
    CallPurpose,
    DraftVerdict,
    JudgedSentence,
    Judgement,
    ModelCall,
    Reason,
)
from silabo.domain.models import Measured
from silabo.storage import tables
from silabo.storage.database import now_ms, reading, transaction

LONGEST_NAME = 128  # characters of the name of a model
LONGEST_OUTPUT = 100_000  # characters of one text, and of one part of a prompt
AT_ONCE = 1000  # rows that are forgotten, or read, at a time
_NOTHING = Judgement(DraftVerdict.ACCEPTED)
_UNKNOWN = Measured(0, 0.0, 0, 0.0)


@dataclass(frozen=True, slots=True)
class RejectedDraft:
    """A text that was thrown away: where, why, and each sentence of it as it was judged."""

    question: str  # public id
    course_id: int
    model: str
    digest: str
    failure: str  # the kind of error that it ended in; "" for none
    reasons: tuple[Reason, ...]
    score: int | None
    sentences: tuple[JudgedSentence, ...]
    output: str
    created_at: datetime


@transaction
def keep(question_id: int, calls: Sequence[ModelCall], digests: Sequence[str] = ()) -> None:
    """Keep the calls of a question, in order, each with the digest of its model where one is known.
    Raises `ServiceError` where the question is no longer there.
    """
    now = now_ms()
    told = [*digests, *[""] * len(calls)]
    for call, digest in zip(calls, told, strict=False):
        tables.ModelCall.create(
            question=question_id, digest=digest, created_at=now, **_columns(call)
        )


def _columns(call: ModelCall) -> dict[str, object]:
    judged, measured = call.judgement or _NOTHING, call.measured or _UNKNOWN
    return {
        "purpose": call.purpose,
        "model": call.name[:LONGEST_NAME],
        "prompt": [[each.speaker.value, _storable(each.text)] for each in call.prompt],
        "output": _storable(call.text),
        "failure": call.failure[:32],
        "verdict": judged.verdict if call.judgement else "",
        "score": judged.score,
        "reasons": ",".join(judged.reasons),
        "sentences": [[_storable(one.text), one.verdict] for one in judged.sentences] or None,
        "read_tokens": measured.read,
        "written_tokens": measured.written or call.pieces,
        "loading_ms": _ms(measured.loading_s),
        "first_token_ms": _ms(call.first_token_s),
        "reading_ms": _ms(measured.reading_s),
        "writing_ms": _ms(measured.writing_s),
        "took_ms": _ms(call.took_s),
    }


def _ms(seconds: float) -> int:
    return round(seconds * 1000)


def _storable(text: str) -> str:
    """A text as every database takes it: no NUL, no half of a pair of surrogates."""
    return text[:LONGEST_OUTPUT].replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def rejected(
    course_id: int | None = None, since: datetime | None = None
) -> Iterator[RejectedDraft]:
    """The drafts that were thrown away and are still kept, oldest first: of one course or all, and
    since then.
    """
    after = 0
    while found := _rejected_after(after, course_id, to_ms(since) if since else 0):
        for number, draft in found:
            yield draft
            after = number


@reading
def _rejected_after(
    after: int, course_id: int | None, since_ms: int
) -> list[tuple[int, RejectedDraft]]:
    call, question = tables.ModelCall, tables.Question
    rows = (
        call.select(call, question)
        .join(question)
        .where(call.verdict == DraftVerdict.REJECTED, call.created_at >= since_ms, call.id > after)
        .order_by(call.id)
        .limit(AT_ONCE)
    )
    if course_id is not None:
        rows = rows.where(question.course == course_id)
    return [(row.id, _draft(row)) for row in rows]


def _draft(row: tables.ModelCall) -> RejectedDraft:
    return RejectedDraft(
        question=row.question.public_id,
        course_id=row.question.course_id,
        model=row.model,
        digest=row.digest,
        failure=row.failure,
        reasons=tuple(Reason(each) for each in row.reasons.split(",") if each),
        score=row.score,
        sentences=tuple(JudgedSentence(*each) for each in row.sentences or ()),
        output=row.output,
        created_at=from_ms(row.created_at),
    )


@reading
def last_failures() -> dict[str, str]:
    """What each model wrote in its last call that gave no answer, of those that are kept."""
    call = tables.ModelCall
    newest = call.select(fn.MAX(call.id)).scalar() or 0
    failed = (call.failure != "") | (call.verdict == DraftVerdict.REJECTED)
    rows = call.select(call.model, call.output).where(
        call.id > newest - AT_ONCE, call.purpose == CallPurpose.DRAFT, failed
    )
    return {row.model: row.output for row in rows.order_by(call.id)}


@transaction
def sweep(older_than: timedelta) -> int:
    """Forget calls that are older, some at a time; return how many went."""
    over = now_ms() - int(older_than.total_seconds() * 1000)
    # Looked for first: a deletion by time makes MariaDB lock the rows that it passes.
    old = tables.ModelCall.select(tables.ModelCall.id).where(tables.ModelCall.created_at <= over)
    ids = [row.id for row in old.order_by(tables.ModelCall.created_at).limit(AT_ONCE)]
    if not ids:
        return 0
    return int(tables.ModelCall.delete().where(tables.ModelCall.id.in_(ids)).execute())
