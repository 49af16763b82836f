"""The way of an expectation that is tried: noticed where what its answer rests on has changed,
claimed when nobody waits, recorded.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from peewee import fn

from silabo.domain.answers import Caution, Outcome
from silabo.domain.clock import from_ms
from silabo.domain.expectations import (
    ClaimedExpectation,
    ExpectationState,
    NewTrial,
    TrialVerdict,
)
from silabo.domain.questions import ClaimedQuestion
from silabo.storage import answers, course_models, curated, leases, passages, scopes, tables
from silabo.storage.database import now_ms, reading, transaction

MAX_ATTEMPTS = 3
_ENDED = (ExpectationState.DONE, ExpectationState.FAILED)


@reading
def any_kept() -> bool:
    """Whether any course expects anything."""
    return bool(tables.Expectation.select(tables.Expectation.id).limit(1).count())


def note(models: Mapping[str, str]) -> int:
    """Let those be tried again whose documents, settings or models are others than when they were
    tried, and return how many. `models` are all that write, by name, with their digests, "" where
    that is not known.

    Each course in a transaction of its own. Nothing else has to say that it has changed something.
    """
    return sum(_note(course_id, models) for course_id in _courses())


@transaction
def claim(worker: str) -> ClaimedExpectation | None:
    """Take the one that waits longest under a lease, or None."""
    table = tables.Expectation
    row = leases.claim(
        table,
        ready=ExpectationState.READY,
        working=ExpectationState.WORKING,
        order=[table.run_after.asc(), table.id.asc()],
        worker=worker,
    )
    if row is None or row.lease_token is None:
        return None
    return ClaimedExpectation(
        id=row.id,
        token=row.lease_token,
        attempt=row.attempt,
        question=_asked(row, row.lease_token),
        says=tuple(row.says),
        stamp=_stamp(row.course_id, row.alike),
    )


@transaction
def record(claimed: ClaimedExpectation, trial: NewTrial) -> None:
    """Keep what came of it. Raises `LeaseLostError`, also where it was changed or removed."""
    outcome = trial.outcome
    leases.settle(
        tables.Expectation,
        claimed.id,
        claimed.token,
        state=ExpectationState.DONE,
        attempt=0,
        last_error=None,
        verdict=trial.judged.verdict,
        missing=list(trial.judged.missing) or None,
        stamp=claimed.stamp,
        models=dict(trial.models),
        **_told(outcome),
    )


@transaction
def give_back(
    claimed: ClaimedExpectation, error: str, jitter: float, *, counted: bool
) -> ExpectationState:
    """Wait and try again, or say that it broke when it was tried often enough. Raises
    `LeaseLostError`.
    """
    state = leases.give_back(
        tables.Expectation,
        claimed,
        error,
        ready=ExpectationState.READY,
        dead=ExpectationState.FAILED,
        max_attempts=MAX_ATTEMPTS,
        wait_ms=leases.backoff_ms(claimed.attempt, jitter),
        counted=counted,
        given_up={"stamp": claimed.stamp, **_broken()},
    )
    return ExpectationState(state)


@transaction
def sweep() -> None:
    """Take back what a worker that went away held; what went with each of them is broken."""
    table = tables.Expectation
    given_up = leases.lapse(
        table,
        working=(ExpectationState.WORKING,),
        ready=ExpectationState.READY,
        dead=ExpectationState.FAILED,
        max_attempts=MAX_ATTEMPTS,
        now=now_ms(),
    )
    for row_id in given_up:
        row = table.get_by_id(row_id)
        stamp = _stamp(row.course_id, row.alike)
        table.update(stamp=stamp, **_broken()).where(table.id == row_id).execute()


@reading
def _courses() -> list[int]:
    table = tables.Expectation
    rows = table.select(table.course).where(table.state.in_(_ENDED)).distinct()
    return sorted(row.course_id for row in rows)


@transaction
def _note(course_id: int, models: Mapping[str, str]) -> int:
    table = tables.Expectation
    ended = (table.course == course_id) & table.state.in_(_ENDED)
    rows = list(table.select(table.id, table.alike, table.stamp, table.models).where(ended))
    whole = _of_course(course_id)
    decided = _decided(course_id, [row.alike for row in rows if row.alike])
    changed = [
        row.id
        for row in rows
        if row.stamp != _digest(whole, decided.get(row.alike))
        or (row.models is not None and _others(row.models, models))
    ]
    again = {"state": ExpectationState.READY, "run_after": now_ms(), "attempt": 0}
    return int(table.update(**again).where(table.id.in_(changed), ended).execute())


def _others(before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Whether other models write. One whose server does not tell which it is may be the same."""
    if set(before) != set(now):
        return True
    return any(before[name] and now[name] and before[name] != now[name] for name in before)


def _stamp(course_id: int, alike: str | None) -> str:
    decided = _decided(course_id, [alike] if alike else [])
    return _digest(_of_course(course_id), decided.get(alike))


def _of_course(course_id: int) -> list[object]:
    """What a course shows, and how it is set."""
    version = tables.Version
    shown = sorted(passages.visible_versions(course_id))
    # A version whose pages are still being read says more with each.
    counted = version.select().where(version.id.in_(shown)).order_by(version.id)
    course = tables.Course.get_by_id(course_id)
    return [
        [[row.id, row.passage_count] for row in counted] if shown else [],
        course.caution,
        course.instructions or "",
        course.time_zone,
        [[each.topic, each.sentence] for each in scopes.of_row(course)],
        course_models.picked(course_id),
    ]


def _decided(course_id: int, keys: list[str]) -> dict[str | None, int]:
    """The newest decision of each key that can no longer be taken back."""
    if not keys:
        return {}
    table = tables.Decision
    rows: Any = (
        table.select(table.alike, fn.MAX(table.id))
        .where(table.course == course_id, table.alike.in_(keys), table.spread_after <= now_ms())
        .group_by(table.alike)
    )
    return dict(rows.tuples())


def _digest(whole: list[object], decided: int | None) -> str:
    told = json.dumps([whole, decided], ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()


def _asked(row: tables.Expectation, token: str) -> ClaimedQuestion:
    """The question as if a student asked it now in the whole course. It is in no table."""
    decided = curated.preview(row.course_id, row.alike or "")
    return ClaimedQuestion(
        id=0,
        token=token,
        attempt=row.attempt,
        public_id=row.public_id,
        course_id=row.course_id,
        text=row.question,
        language=row.language,
        asked_at=from_ms(now_ms()),
        time_zone=row.course.time_zone,
        caution=Caution(row.course.caution),
        out_of_scope=scopes.of_row(row.course),
        instructions=row.course.instructions or "",
        alike=row.alike or "",
        curated=decided[0] if decided else None,
    )


def _told(outcome: Outcome) -> dict[str, object]:
    return {
        "kind": outcome.kind,
        "told_in": outcome.language,
        "sentences": answers.sentences_down(outcome.sentences),
        "citations": answers.written_down(outcome.citations),
        "tried_at": now_ms(),
    }


def _broken() -> dict[str, object]:
    return {
        "verdict": TrialVerdict.BROKEN,
        "missing": None,
        "kind": None,
        "sentences": None,
        "citations": None,
        "tried_at": now_ms(),
    }
