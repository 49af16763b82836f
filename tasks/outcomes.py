"""How a question comes to its outcome: written by the model, or quoted where that is not there, too
slow, or too busy.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from functools import partial

from silabo.answering.model_chain import ModelChain
from silabo.answering.pipeline import answer
from silabo.answering.retrieval import by_meaning as found_by_meaning
from silabo.answering.writing import Writing
from silabo.domain.answers import Outcome, Query, WhyQuoted
from silabo.domain.drafts import Draft, DraftEvent, Quoted, Told
from silabo.domain.errors import (
    LeaseLostError,
    ModelSlowError,
    ModelUnreachableError,
    StandsBackError,
)
from silabo.domain.happenings import ANSWERS, NONE, WAIT_SECONDS
from silabo.domain.model_calls import CallPurpose
from silabo.domain.models import NO_MODEL
from silabo.domain.passages import Found
from silabo.domain.ports import LanguageModel
from silabo.domain.questions import ClaimedQuestion
from silabo.storage import backlog, course_models, passages, questions
from tasks.disagreements import with_other_places
from tasks.model_records import AskedModels
from tasks.parts import Parts, Writer

RETRY_WITHIN_S = 120.0  # then a student has waited long enough for a first draft
SHORTEST_WAIT_S, SPREAD_S = 10.0, 10.0  # of a question whose model is away
LOOKS_S = 0.5  # whether anybody waits, while a model writes what nobody waits for


def find_outcome(
    parts: Parts,
    claimed: ClaimedQuestion,
    lost: threading.Event,
    record: AskedModels,
    *,
    watched: bool = True,
) -> Outcome:
    """The outcome of a claimed question, the instructors' own before any other; gives up when its
    lease is `lost`. What models did for it comes into the `record`. Where it is `watched`, its
    asker sees how it is written; else nobody waits for it.

    Raises `ServiceError`, `ModelUnreachableError` while it is worth to wait for a model, and
    `StandsBackError` when somebody waits meanwhile and nobody for this one.
    """
    if claimed.curated is not None:
        return claimed.curated
    found = _found_outcome(parts, claimed, lost, record, watched=watched)
    return with_other_places(claimed.course_id, found)


def _found_outcome(
    parts: Parts,
    claimed: ClaimedQuestion,
    lost: threading.Event,
    record: AskedModels,
    *,
    watched: bool,
) -> Outcome:
    answering = partial(
        answer,
        query_of(claimed),
        parts.search(claimed.course_id, claimed.documents),
        found=_still_found(claimed, by_meaning=parts.meaning is not None),
        reading=parts.reading,
    )
    writer = parts.writer
    in_order = _in_order(writer, claimed.course_id)
    if writer is None or not in_order:
        return answering()
    if backlog.waits_longer_than(writer.longest_wait_s):
        return answering(why_quoted=WhyQuoted.QUEUE_LONG)
    started = time.monotonic()
    go_on = _going_on(writer, lost, watched=watched)
    chain = record.asking(in_order, CallPurpose.DRAFT, go_on)
    try:
        # What waits for approval is not seen while it is written either.
        shown = watched and not claimed.approval
        with _telling(parts, claimed) if shown else nullcontext(_tell_nobody) as told:
            writing = _writing(writer, chain, told, go_on)
            judged = record.judging(claimed, chain)
            return answering(
                writing=replace(_helped(writing, writer, in_order, record), judged=judged)
            )
    except ModelUnreachableError:
        if claimed.waited_s + time.monotonic() - started < writer.patience_s:
            raise
        return answering(why_quoted=WhyQuoted.MODEL_AWAY)


def query_of(claimed: ClaimedQuestion) -> Query:
    """A claimed question with all that answering may know about it."""
    return Query(
        text=claimed.text,
        language=claimed.language,
        asked_at=claimed.asked_at,
        time_zone=claimed.time_zone,
        caution=claimed.caution,
        out_of_scope=claimed.out_of_scope,
        instructions=claimed.instructions,
        earlier=claimed.earlier,
        document_languages=passages.languages(claimed.course_id, claimed.documents),
    )


def count_answer(outcome: Outcome, waited_s: float) -> None:
    """Count an answer for which somebody waited so long, in seconds."""
    ANSWERS.note(kind=outcome.kind, why_quoted=outcome.why_quoted or NONE)
    WAIT_SECONDS.note(waited_s)


def _in_order(writer: Writer | None, course_id: int) -> dict[str, LanguageModel]:
    """The models that are asked in a course, by name; none where it is quoted there."""
    picked = course_models.picked(course_id) if writer else ""
    return writer.in_order(picked) if writer and picked != NO_MODEL else {}


def _still_found(claimed: ClaimedQuestion, *, by_meaning: bool) -> Found | None:
    """What the search for the first passages found, if the course still shows the same; where
    answers are found by meaning, only if that was so found too.
    """
    ranking = claimed.ranking
    if ranking is None:
        return None
    if passages.visible_versions(claimed.course_id, claimed.documents) != ranking.versions:
        return None
    hits = passages.join(claimed.course_id, ranking.matches)
    if len(hits) != len(ranking.matches) or by_meaning != found_by_meaning(hits):
        return None
    return Found(tuple(hits), ranking.meant)


@contextmanager
def _telling(parts: Parts, claimed: ClaimedQuestion) -> Iterator[Told]:
    with parts.feed.writing(claimed.public_id) as told:
        yield _keeping(claimed, told)


def _tell_nobody(_: DraftEvent) -> None:
    """Its asker reads the answer that is there until another one is recorded."""


def _keeping(claimed: ClaimedQuestion, told: Told) -> Told:
    """Tells on, and keeps what is quoted in the question's row: the feed may lose anything."""
    draft = Draft()

    def tell(event: DraftEvent) -> None:
        nonlocal draft
        draft = draft.after(event)
        if isinstance(event, Quoted):
            questions.quote(claimed, draft.quoted)
        told(event)

    return tell


def _helped(
    writing: Writing, writer: Writer, in_order: Mapping[str, LanguageModel], record: AskedModels
) -> Writing:
    """The same with a model that scores drafts and one that puts questions in other words, where
    the settings have them.
    """
    critic = {writer.critic.name: writer.critic} if writer.critic else None
    return replace(
        writing,
        critic=record.asking(critic, CallPurpose.CRITIC, writing.go_on) if critic else None,
        reworder=record.asking(in_order, CallPurpose.REWORD, writing.go_on)
        if writer.rewords
        else None,
    )


def _going_on(writer: Writer, lost: threading.Event, *, watched: bool) -> Callable[[], None]:
    """Raises, when it is called, what ends the writing."""
    started = looks_at = time.monotonic()

    def go_on() -> None:
        nonlocal looks_at
        if lost.is_set():
            raise LeaseLostError("a question that a model was writing about")
        if time.monotonic() - started > writer.longest_s:
            raise ModelSlowError("what is quoted, and its letter, wait no longer")
        if not watched and time.monotonic() >= looks_at:
            looks_at = time.monotonic() + LOOKS_S
            if questions.any_waiting():
                raise StandsBackError("somebody asks")

    return go_on


def _writing(writer: Writer, chain: ModelChain, told: Told, go_on: Callable[[], None]) -> Writing:
    started = time.monotonic()

    def may_retry() -> bool:
        # While others wait, one draft each is what they get; and the second takes as long again.
        within_s = min(RETRY_WITHIN_S, writer.longest_s / 2)
        return time.monotonic() - started < within_s and not questions.any_waiting()

    return Writing(
        model=chain,
        code=writer.code,
        told=told,
        go_on=go_on,
        retries=writer.retries,
        may_retry=may_retry,
        wanted_tokens=writer.wanted(chain.first),
        least_score=writer.least_score,
    )


def model_wait_s(parts: Parts, claimed: ClaimedQuestion, asked_s: float) -> float:
    """How long a question waits for a model that is away, in seconds: as long as its server asked
    for, but no longer than it has patience.
    """
    wanted_s = max(asked_s, SHORTEST_WAIT_S) + SPREAD_S * parts.jitter()
    patience_s = parts.writer.patience_s if parts.writer else 0.0
    return min(wanted_s, max(patience_s - claimed.waited_s, 0.0) + 1.0)
