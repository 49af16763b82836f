"""The way of a document version: received, validating, extracting, indexing, ready, or not."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from silabo.domain.clock import to_ms
from silabo.domain.documents import AnsweringCourse, ClaimedVersion, VersionState
from silabo.domain.errors import Value
from silabo.domain.passages import Extract, NewPassage, Notice
from silabo.domain.pictures import FoundPicture
from silabo.storage import leases, lending, passages, picture_pages, replacing, tables
from silabo.storage.database import now_ms, reading, transaction

MAX_ATTEMPTS = 3
WORKING = (VersionState.VALIDATING, VersionState.EXTRACTING, VersionState.INDEXING)


@transaction
def claim(worker: str) -> ClaimedVersion | None:
    """Take the next version that waits to be read, or None."""
    return _claimed(
        leases.claim(
            tables.Version,
            ready=VersionState.RECEIVED,
            working=VersionState.VALIDATING,
            order=[tables.Version.id.asc()],
            worker=worker,
        )
    )


@transaction
def enter(claimed: ClaimedVersion, state: VersionState) -> None:
    """Say how far the reading has come. Raises `LeaseLostError`."""
    leases.note(tables.Version, claimed.id, claimed.token, state=state, page=None)


@transaction
def note_page(claimed: ClaimedVersion, page: int, pages: int) -> None:
    """Say which page is being read, of how many. Raises `LeaseLostError`."""
    leases.note(tables.Version, claimed.id, claimed.token, page=page, pages=pages)


@transaction
def keep_text(
    claimed: ClaimedVersion, extract: Extract, cut: Sequence[NewPassage], language: str
) -> None:
    """Keep what was read, in place of an earlier try, and go on to indexing."""
    leases.note(
        tables.Version,
        claimed.id,
        claimed.token,
        state=VersionState.INDEXING,
        language=language,
        pages=extract.pages,
        passage_count=len(cut),
        notices=[asdict(notice) for notice in extract.notices],
        analysed_by=cut[0].analysis.partition(" ")[0] or None if cut else None,
    )
    passages.replace(claimed.id, extract.sections, cut)


@transaction
def make_ready(
    claimed: ClaimedVersion,
    pages: Sequence[int] = (),
    pictures: Sequence[FoundPicture] = (),
) -> None:
    """Let the version answer, in the place of the one that did: the index holds all of it. The
    `pages` that are pictures, and the `pictures` in it, wait to be read. Raises `LeaseLostError`.
    """
    leases.settle(
        tables.Version,
        claimed.id,
        claimed.token,
        state=VersionState.READY,
        ready_at=now_ms(),
        last_error=None,
    )
    replacing.take_place(claimed.id)
    picture_pages.owe(claimed.id, pages, pictures)


@transaction
def make_unpacked(claimed: ClaimedVersion, notices: Sequence[Notice]) -> None:
    """An archive whose documents were kept: it has no text of its own. Raises `LeaseLostError`."""
    leases.settle(
        tables.Version,
        claimed.id,
        claimed.token,
        state=VersionState.READY,
        last_error=None,
        notices=[asdict(notice) for notice in notices],
    )


@transaction
def reject(claimed: ClaimedVersion, code: str, values: dict[str, Value]) -> None:
    """The file cannot be read, and why; it is not tried again. Raises `LeaseLostError`."""
    leases.settle(
        tables.Version,
        claimed.id,
        claimed.token,
        state=VersionState.REJECTED,
        code=code,
        code_values=values,
    )


@transaction
def give_back(
    claimed: ClaimedVersion, error: str, jitter: float, *, counted: bool = True
) -> VersionState:
    """Our fault: wait and try again, or fail when it was tried often enough.

    An attempt that failed because something outside was away is not `counted`.
    """
    state = leases.give_back(
        tables.Version,
        claimed,
        error,
        ready=VersionState.RECEIVED,
        dead=VersionState.FAILED,
        max_attempts=MAX_ATTEMPTS,
        wait_ms=leases.backoff_ms(claimed.attempt, jitter),
        counted=counted,
        given_up={"code": "reading_failed"},
    )
    return VersionState(state)


@transaction
def sweep(most: int = leases.COUNTED) -> int:
    """Take back versions whose worker went away; return how many wait to be read, counted up to
    `most`.
    """
    now = now_ms()
    given_up = leases.lapse(
        tables.Version,
        working=WORKING,
        ready=VersionState.RECEIVED,
        dead=VersionState.FAILED,
        max_attempts=MAX_ATTEMPTS,
        now=now,
    )
    if given_up:
        tables.Version.update(code="reading_failed").where(
            tables.Version.id.in_(given_up)
        ).execute()
    return leases.count_due(tables.Version, VersionState.RECEIVED, now, most)


@reading
def passed_over() -> bool:
    """Whether a claim that found no version has passed one over that somebody holds."""
    return leases.passed_over(tables.Version, VersionState.RECEIVED)


@reading
def claim_removal() -> tuple[int, list[int], str] | None:
    """The next version that was deleted or superseded, and that the index and the files still have:
    its number, those of the courses in whose index it may be and its public id, or None.
    """
    row = (
        tables.Version.select(tables.Version, tables.Document)
        .join(tables.Document)
        .where(
            (tables.Version.state == VersionState.DELETING)
            | ((tables.Version.state == VersionState.SUPERSEDED) & ~tables.Version.cleared)
        )
        .order_by(tables.Version.id)
        .first()
    )
    return (row.id, lending.holders(row.id), row.public_id) if row else None


@reading
def answering() -> list[tuple[int, int]]:
    """The numbers of every course and version that an index has to hold, hidden ones too: they
    answer from the moment at which they are shown.
    """
    return [(course.id, each) for course in answering_courses() for each in course.versions]


@reading
def answering_courses() -> list[AnsweringCourse]:
    """Every course that has versions which are ready, and these; those that it borrows too."""
    rows = (
        tables.Version.select(tables.Version, tables.Document, tables.Course)
        .join(tables.Document)
        .join(tables.Course)
        .where(tables.Version.state == VersionState.READY)
        .order_by(tables.Version.id)
    )
    readers = lending.readers()
    held: dict[tuple[int, str, str], list[int]] = {}
    for row in rows:
        for course in (row.document.course, *readers.get(row.document_id, ())):
            held.setdefault((course.id, course.public_id, course.title), []).append(row.id)
    return [AnsweringCourse(*course, tuple(found)) for course, found in sorted(held.items())]


@transaction
def forget(version_id: int) -> None:
    """Delete the text of a version that was deleted; the row stays, so that an old citation finds
    why it is gone. Of one that was superseded the text stays too.
    """
    cleared = tables.Version.update(cleared=True).where(
        tables.Version.id == version_id, tables.Version.state == VersionState.SUPERSEDED
    )
    if cleared.execute():
        return
    tables.Section.delete().where(tables.Section.version == version_id).execute()
    tables.PicturePage.delete().where(tables.PicturePage.version == version_id).execute()
    tables.Version.update(
        state=VersionState.DELETED, passage_count=0, notices=None, code=None, code_values=None
    ).where(tables.Version.id == version_id).execute()


@reading
def known(public_ids: Sequence[str]) -> set[str]:
    """Which of these versions have a row whose file is still wanted."""
    rows = tables.Version.select(tables.Version.public_id).where(
        tables.Version.public_id.in_(list(public_ids)),
        tables.Version.state != VersionState.DELETED,
        ~tables.Version.cleared,
    )
    return {row.public_id for row in rows}


@reading
def uploaded(until: datetime) -> list[tuple[str, str]]:
    """The versions that were uploaded by then and whose file is still wanted: public ids, and the
    SHA-256 of their files in hex.
    """
    gone = (VersionState.SUPERSEDED, VersionState.DELETING, VersionState.DELETED)
    rows = tables.Version.select(tables.Version.public_id, tables.Version.sha256).where(
        tables.Version.state.not_in(gone), tables.Version.created_at <= to_ms(until)
    )
    return [(row.public_id, row.sha256) for row in rows]


def _claimed(row: tables.Version | None) -> ClaimedVersion | None:
    if row is None or row.lease_token is None:
        return None
    return ClaimedVersion(
        id=row.id,
        token=row.lease_token,
        attempt=row.attempt,
        public_id=row.public_id,
        course_id=row.document.course_id,
        media_type=row.media_type,
    )
