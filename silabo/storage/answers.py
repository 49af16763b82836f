"""Answers and their citations: added with the next revision, never overwritten."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import uuid4

from peewee import Expression, fn

from silabo.domain.answers import (
    AFTER_WRITING,
    ANSWERED,
    AnswerKind,
    Choice,
    Citation,
    Outcome,
    Part,
    Sentence,
    Unhelpful,
    WhyQuoted,
)
from silabo.domain.clock import from_ms
from silabo.domain.questions import Answer, Changes
from silabo.storage import tables
from silabo.storage.statements import Statement, given

LOOKED_AT = 1000  # of the newest answers: an older one says nothing of the queue of today


def add(
    question_id: int,
    outcome: Outcome,
    *,
    took_ms: int,
    now: int,
    decision: tables.Decision | None = None,
    changes: Changes | None = None,
) -> int:
    """Record an outcome and return its revision; what is curated comes of a decision. The caller
    holds the transaction.
    """
    last = (
        tables.Answer.select(fn.MAX(tables.Answer.revision))
        .where(tables.Answer.question == question_id)
        .scalar()
    )
    revision = int(last or 0) + 1
    row = tables.Answer.create(
        public_id=str(uuid4()),
        question=question_id,
        revision=revision,
        **_columns(outcome),
        took_ms=took_ms,
        decision=decision.id if decision else None,
        checked_at=decision.created_at if decision else None,
        changes=asdict(changes) if changes else None,
        created_at=now,
    )
    for citation in outcome.citations:
        values = asdict(citation)
        values["path"] = list(citation.path)
        tables.Citation.create(answer=row.id, **values)
    return revision


def _columns(outcome: Outcome) -> dict[str, Any]:
    return {
        "kind": outcome.kind,
        "language": outcome.language,
        "sentences": sentences_down(outcome.sentences),
        "searched": list(outcome.searched),
        "nearest": written_down(outcome.nearest),
        "reply": outcome.reply,
        "why_quoted": outcome.why_quoted or "",
        "understood_as": outcome.understood_as,
        "documents_in": ",".join(outcome.documents_in),
        "parts": [asdict(part) for part in outcome.parts] or None,
        "quoted": written_down(outcome.quoted) or None,
        "disagrees": outcome.disagrees,
        "choices": [asdict(each) for each in outcome.choices] or None,
    }


def take_feedback(question_id: int, *, answered: bool, reason: Unhelpful | None, now: int) -> bool:
    """Keep whether the answer that counts helped its asker, and why not. The closest is confirmed
    by it, for them alone. False where nothing was answered. The caller holds the transaction.
    """
    row = _newest_row(question_id)
    if row is None or not (row.kind in ANSWERED or _is_unsure(row)):
        return False
    said = (answered, "" if answered or reason is None else reason.value)
    changes: dict[str, object] = {"helped": said[0], "unhelpful": said[1], "feedback_at": now}
    if _is_unsure(row):
        changes["confirmed_at"] = now if answered else None
    if (row.helped, row.unhelpful) != said:
        tables.Answer.update(**changes).where(tables.Answer.id == row.id).execute()
    return True


def newest(question_id: int) -> Answer | None:
    """The answer that counts. The caller holds the transaction."""
    row = _newest_row(question_id)
    if row is None:
        return None
    citations = tables.Citation.select().where(tables.Citation.answer == row.id)
    return Answer(
        public_id=row.public_id,
        revision=row.revision,
        kind=AnswerKind(row.kind),
        language=row.language,
        sentences=sentences_back(row.sentences),
        citations=tuple(_kept(each) for each in citations.order_by(tables.Citation.number)),
        searched=tuple(row.searched),
        nearest=read_back(row.nearest),
        reply=row.reply,
        created_at=from_ms(row.created_at),
        why_quoted=WhyQuoted(row.why_quoted) if row.why_quoted else None,
        confirmed=row.confirmed_at is not None,
        parts=tuple(map(_part, row.parts or ())),
        understood_as=row.understood_as,
        documents_in=tuple(row.documents_in.split(",")) if row.documents_in else (),
        quoted=read_back(row.quoted or ()),
        choices=tuple(Choice(**each) for each in row.choices or ()),
        helped=row.helped,
        unhelpful=Unhelpful(row.unhelpful) if row.unhelpful else None,
        checked_at=from_ms(row.checked_at) if row.checked_at else None,
        disagrees=row.disagrees,
        changes=_changes(row.changes) if row.changes else None,
    )


def written_down(citations: Sequence[Citation]) -> list[dict[str, Any]]:
    """Citations as a column keeps them."""
    return [asdict(citation) for citation in citations]


def read_back(kept: Sequence[dict[str, Any]]) -> tuple[Citation, ...]:
    """The citations that a column keeps."""
    return tuple(Citation(**{**values, "path": tuple(values["path"])}) for values in kept)


def sentences_down(sentences: Sequence[Sentence]) -> list[dict[str, Any]]:
    """Sentences as a column keeps them."""
    return [_written(sentence) for sentence in sentences]


def sentences_back(kept: Sequence[dict[str, Any]]) -> tuple[Sentence, ...]:
    """The sentences that a column keeps."""
    return tuple(_sentence(each) for each in kept)


def _is_unsure(row: tables.Answer) -> bool:
    return AnswerKind.CLOSEST in {row.kind, *(part["kind"] for part in row.parts or ())}


def _changes(kept: dict[str, list[str]]) -> Changes:
    return Changes(was=tuple(kept["was"]), now=tuple(kept["now"]))


def _part(values: dict[str, Any]) -> Part:
    kind = AnswerKind(values["kind"]) if values["kind"] else None
    lists = {name: tuple(values[name]) for name in ("searched", "documents_in")}
    return Part(**{**values, **lists, "kind": kind})


def _newest_row(question_id: int) -> tables.Answer | None:
    row: tables.Answer | None = (
        tables.Answer.select()
        .where(tables.Answer.question == question_id)
        .order_by(tables.Answer.revision.desc())
        .first()
    )
    return row


def mean_written_ms(last: int) -> int | None:
    """How long the last answers took for which a model was asked to write, on average; None when
    none of the newest was. The caller is connected.
    """
    return _mean(_WRITTEN_TIMES, last)


def mean_ms(last: int) -> int | None:
    """How long the last answers took a worker, on average; None when none of the newest came from
    one. The caller is connected.
    """
    return _mean(_TIMES, last)


def first_measured(last: int) -> int | None:
    """The number of the oldest question among those of the last answers that took a worker time;
    None when none did. The caller is connected.
    """
    ((newest,),) = _NEWEST_ID.rows()
    found = _MEASURED.rows(last=last, after=(newest or 0) - LOOKED_AT)
    return min((question for (question,) in found), default=None)


def _mean(times: Statement, last: int) -> int | None:
    ((newest,),) = _NEWEST_ID.rows()
    found = times.rows(last=last, after=(newest or 0) - LOOKED_AT)
    return sum(took_ms for (took_ms,) in found) // len(found) if found else None


def _times(*which: Expression) -> Statement:
    table = tables.Answer
    # What a person answered says nothing of the queue.
    return Statement(
        lambda _: (
            table.select(table.took_ms)
            .where(table.id > given("after"), table.took_ms > 0, *which)
            .order_by(table.id.desc())
            .limit(given("last"))
        )
    )


_MEASURED = Statement(
    lambda _: (
        tables.Answer.select(tables.Answer.question)
        .where(tables.Answer.id > given("after"), tables.Answer.took_ms > 0)
        .order_by(tables.Answer.id.desc())
        .limit(given("last"))
    )
)
_NEWEST_ID = Statement(lambda _: tables.Answer.select(fn.MAX(tables.Answer.id)))
_TIMES = _times()
_WRITTEN_TIMES = _times(
    (tables.Answer.kind == AnswerKind.GENERATED) | tables.Answer.why_quoted.in_(AFTER_WRITING)
)


def _written(sentence: Sentence) -> dict[str, Any]:
    day = sentence.day.isoformat() if sentence.day else None
    return {**asdict(sentence), "citations": list(sentence.citations), "day": day}


def _sentence(values: dict[str, Any]) -> Sentence:
    day = values.get("day")  # an earlier release kept none
    return Sentence(
        text=values["text"],
        citations=tuple(values["citations"]),
        day=date.fromisoformat(day) if day else None,
        part=values.get("part", 0),
    )


def _kept(row: tables.Citation) -> Citation:
    return Citation(
        number=row.number,
        document=row.document,
        version=row.version,
        anchor=row.anchor,
        quote=row.quote,
        document_title=row.document_title,
        path=tuple(row.path),
        page=row.page,
        row=row.row,
        passage_id=row.passage_id,
        language=row.language,
    )
