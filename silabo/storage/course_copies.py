"""Copies of what a course takes over from another one: begun, claimed step by step, ended.

What a step writes and that it is done are one transaction. So whatever is killed in between, the
next claim goes on where the last one ended, and nothing is copied twice. Each step asks again
whether whoever began it still teaches both courses.
"""

from collections.abc import Collection
from uuid import uuid4

from silabo.domain.copies import (
    MOST_DOCUMENTS,
    ClaimedCopy,
    CopyState,
    CopyStep,
    CopyWish,
    CourseCopy,
    Skipped,
)
from silabo.domain.documents import VersionState
from silabo.domain.errors import LeaseLostError, NotFoundError, ToolError
from silabo.domain.people import Session
from silabo.storage import audit, copyable, documents, leases, tables, versions
from silabo.storage.database import now_ms, reading, transaction
from silabo.storage.turns import take_turn

MAX_ATTEMPTS = 3  # at one step
LOOKED_AT = 50  # copies that wait, of all courses
_BUSY = (CopyState.READY, CopyState.WORKING)
_BEING_READ = (VersionState.RECEIVED, *versions.WORKING)
_NOTHING_YET: dict[str, object] = {
    "documents": 0,
    "skipped": [],
    "answers": 0,
    "doubtful": 0,
    "answered": 0,
    "expectations": 0,
    "settings": False,
}


@transaction
def begin(session: Session, wish: CopyWish, *, without: Collection[str] = ()) -> CourseCopy:
    """Let a worker copy what was chosen; documents of the media types `without` cannot be.

    Raises `NotFoundError` for another course than those that are taught, or a document that it
    does not have; `ToolError` where nothing was chosen, or a copy is on its way already.
    """
    take_turn(tables.Course, session.course_id)
    source = copyable.source_of(session, wish.source)
    chosen = list(dict.fromkeys(wish.documents))
    known = {each.public_id for each, _ in documents.contents(source.id, without=without)}
    if not known.issuperset(chosen):
        raise NotFoundError
    if wish.empty:
        raise ToolError("nothing_to_copy")
    if len(chosen) > MOST_DOCUMENTS:
        raise ToolError("too_many_to_copy", limit=MOST_DOCUMENTS)
    table = tables.CourseCopy
    before = table.course == session.course_id
    if table.select().where(before, table.state.in_(_BUSY)).exists():
        raise ToolError("copying_already")
    table.delete().where(before).execute()
    row = table.create(
        public_id=str(uuid4()),
        course=session.course_id,
        source=source.id,
        person=session.person_id,
        state=CopyState.READY,
        step=CopyStep.DOCUMENTS,
        left=chosen,
        wish={
            "answers": wish.answers,
            "settings": wish.settings,
            "expectations": wish.expectations,
        },
        told=_NOTHING_YET,
        created_at=now_ms(),
    )
    _note_begun(session, source, row)
    return _read(row)


@reading
def last(course_id: int) -> CourseCopy | None:
    """The newest copy into a course."""
    table = tables.CourseCopy
    row = table.select().where(table.course == course_id).order_by(table.id.desc()).first()
    return _read(row) if row else None


@reading
def get(course_id: int, public_id: str) -> CourseCopy:
    """A copy into a course. Raises `NotFoundError`."""
    table = tables.CourseCopy
    row = table.get_or_none(table.public_id == public_id, table.course == course_id)
    if row is None:
        raise NotFoundError
    return _read(row)


@transaction
def claim(worker: str) -> ClaimedCopy | None:
    """Take the one that waits longest and whose next step can be done, or None."""
    table = tables.CourseCopy
    able = _able()
    if not able:
        return None
    row = leases.claim(
        table,
        ready=CopyState.READY,
        working=CopyState.WORKING,
        order=[table.run_after.asc(), table.id.asc()],
        worker=worker,
        which=[table.id.in_(able)],
    )
    if row is None or row.lease_token is None:
        return None
    return ClaimedCopy(
        id=row.id,
        token=row.lease_token,
        attempt=row.attempt,
        public_id=row.public_id,
        course_id=row.course_id,
        source_id=row.source_id,
        person_id=row.person_id,
        step=CopyStep(row.step),
    )


def held(claimed: ClaimedCopy) -> tables.CourseCopy:
    """The row of a claim, with the turn of its course. Raises `LeaseLostError`, and `NotFoundError`
    where whoever began it does not teach both courses any more. The caller holds the transaction.
    """
    take_turn(tables.Course, claimed.course_id)
    table = tables.CourseCopy
    row = table.get_or_none(leases.held(table, claimed.id, claimed.token))
    if row is None:
        raise LeaseLostError(f"CourseCopy {claimed.id}")
    courses = (claimed.course_id, claimed.source_id)
    if not all(copyable.teaches(row.person_id, each) for each in courses):
        raise NotFoundError
    found: tables.CourseCopy = row
    return found


def go_on(claimed: ClaimedCopy, **changes: object) -> None:
    """Note a step, or a piece of one, and let the next one be claimed. The caller holds the
    transaction. Raises `LeaseLostError`.
    """
    leases.settle(
        tables.CourseCopy,
        claimed.id,
        claimed.token,
        **{"state": CopyState.READY, "attempt": 0, "last_error": None, **changes},
    )


@transaction
def refuse(claimed: ClaimedCopy) -> None:
    """End a copy of somebody who does not teach both courses any more; what was copied stays."""
    go_on(claimed, state=CopyState.REFUSED, left=[])
    audit.note("copy_refused", subject=claimed.public_id, course_id=claimed.course_id)


@transaction
def give_back(claimed: ClaimedCopy, error: str, jitter: float) -> CopyState:
    """Wait and try the step again, or give the copy up. Raises `LeaseLostError`."""
    state = leases.give_back(
        tables.CourseCopy,
        claimed,
        error,
        ready=CopyState.READY,
        dead=CopyState.FAILED,
        max_attempts=MAX_ATTEMPTS,
        wait_ms=leases.backoff_ms(claimed.attempt, jitter),
    )
    return CopyState(state)


@transaction
def sweep(most: int = leases.COUNTED) -> int:
    """Take back what a worker that went away held; return how many can go on, counted up to
    `most`.
    """
    leases.lapse(
        tables.CourseCopy,
        working=(CopyState.WORKING,),
        ready=CopyState.READY,
        dead=CopyState.FAILED,
        max_attempts=MAX_ATTEMPTS,
        now=now_ms(),
    )
    return min(len(_able()), most)


def _able() -> list[int]:
    """The copies whose next step can be done now: answers wait until the course's documents have
    been read.
    """
    table = tables.CourseCopy
    rows = table.select(table.id, table.course, table.step).where(
        leases.due(table, CopyState.READY, now_ms())
    )
    return [
        row.id
        for row in rows.order_by(table.run_after, table.id).limit(LOOKED_AT)
        if row.step == CopyStep.DOCUMENTS or not _being_read(row.course_id)
    ]


def _being_read(course_id: int) -> bool:
    version, document = tables.Version, tables.Document
    rows = version.select(version.id).join(document)
    waiting = rows.where(document.course == course_id, version.state.in_(_BEING_READ))
    return bool(waiting.exists())


def _note_begun(session: Session, source: tables.Course, row: tables.CourseCopy) -> None:
    chosen = [name for name, wanted in row.wish.items() if wanted]
    what = ", ".join([f"{len(row.left)} documents", *chosen])
    course = tables.Course.get_by_id(session.course_id)
    audit.note("course_copied", subject=source.public_id, course_id=session.course_id, detail=what)
    # Whoever looks at the audit of the other course finds where its documents went.
    audit.note("course_copied_from", subject=course.public_id, course_id=source.id, detail=what)


def _read(row: tables.CourseCopy) -> CourseCopy:
    told = row.told
    return CourseCopy(
        public_id=row.public_id,
        title=row.source.title or row.source.label,
        state=CopyState(row.state),
        step=CopyStep(row.step),
        left=len(row.left),
        documents=told["documents"],
        skipped=tuple(Skipped(*each) for each in told["skipped"]),
        answers=told["answers"],
        doubtful=told["doubtful"],
        answered=told["answered"],
        expectations=told["expectations"],
        settings=told["settings"],
    )
