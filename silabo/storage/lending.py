"""Documents that courses offer to the others of their platform, and that these take.

Who is answered from what is decided in `silabo.storage.visibility` alone; here is written what it
reads. The passages of a document that is taken stand in the index of the course that reads it too:
the repair of the index brings them, and upkeep takes them out at the end.
"""

from collections.abc import Sequence
from typing import Any

from peewee import Expression, Function, ModelSelect, fn

from silabo.domain.clock import DAY_MS
from silabo.domain.documents import VersionState
from silabo.domain.errors import NotFoundError, ToolError
from silabo.domain.lending import LoanState, OtherDocument
from silabo.storage import audit, tables, visibility
from silabo.storage.database import now_ms, reading, transaction
from silabo.storage.turns import take_turn

MOST = 200  # documents that a course reads of others, and those that are listed as offered
TOLD_MS = 90 * DAY_MS  # so long an end is told, if nobody takes note of it
_LENDER = tables.Course.alias()


@transaction
def offer(course_id: int, public_id: str, *, without: Sequence[str] = ()) -> None:
    """Let other courses of the platform take a document of this one. Raises `NotFoundError`, also
    where all that it has is of the media types `without`.
    """
    take_turn(tables.Course, course_id)
    row = _own(course_id, public_id)
    version = tables.Version
    kept = version.select().where(version.document == row.id, version.media_type.not_in(without))
    if not kept.exists():
        raise NotFoundError
    if row.offered_at is None:
        _note_offer(row.id, now_ms())
        audit.note("document_offered", subject=public_id, course_id=course_id)


@transaction
def take_back(course_id: int, public_id: str) -> None:
    """End an offer: who reads the document stops at once. Raises `NotFoundError`."""
    take_turn(tables.Course, course_id)
    row = _own(course_id, public_id)
    if row.offered_at is not None:
        end(row)
        audit.note("offer_ended", subject=public_id, course_id=course_id)


def end(document: tables.Document) -> None:
    """End an offer of a document, and every loan of it. The caller holds the transaction."""
    loan = tables.Loan
    _note_offer(document.id, None)
    loan.update(
        ended_at=now_ms(), title=_title(document), lender=document.course.title, told=False
    ).where(loan.document == document.id, loan.ended_at.is_null()).execute()


def end_of_course(course_id: int) -> None:
    """End what a course that goes lends, and forget what it has taken. The caller holds the
    transaction.
    """
    tables.Loan.delete().where(tables.Loan.course == course_id).execute()
    offered = (tables.Document.course == course_id) & tables.Document.offered_at.is_null(False)
    for row in tables.Document.select().where(offered):
        end(row)


def _note_offer(document_id: int, moment: int | None) -> None:
    tables.Document.update(offered_at=moment).where(tables.Document.id == document_id).execute()


def _own(course_id: int, public_id: str) -> tables.Document:
    document, version = tables.Document, tables.Version
    gone = (VersionState.DELETING, VersionState.DELETED)
    there = version.select(version.document).where(version.state.not_in(gone))
    row: tables.Document | None = (
        document.select()
        .where(
            document.public_id == public_id, document.course == course_id, document.id.in_(there)
        )
        .first()
    )
    if row is None:
        raise NotFoundError
    return row


@reading
def read_by(course_id: int) -> dict[str, list[str]]:
    """The titles of the courses that read documents of this one, by the public ids of these."""
    loan, document, reader = tables.Loan, tables.Document, tables.Course.alias()
    rows: Any = (
        loan.select(document.public_id, reader.title)
        .join(document)
        .join(reader, on=loan.course == reader.id)
        .where(document.course == course_id, loan.ended_at.is_null())
        .order_by(reader.title, reader.id)
        .tuples()
    )
    found: dict[str, list[str]] = {}
    for public_id, title in rows:
        found.setdefault(public_id, []).append(title)
    return found


@transaction
def take(course_id: int, public_id: str) -> None:
    """Let a course be answered from a document that another one of its platform offers. Raises
    `NotFoundError`, and `ToolError` where the course reads as many as its list has room for.
    """
    row = _offered(course_id).where(tables.Document.public_id == public_id).first()
    if row is None:
        raise NotFoundError
    # Whoever ends the offer at this moment ends this too. In one order, as two courses may take of
    # each other.
    for each in sorted((course_id, row.course_id)):
        take_turn(tables.Course, each)
    if tables.Document.get_by_id(row.id).offered_at is None:
        raise NotFoundError
    loan = tables.Loan
    read = loan.select().where(
        loan.course == course_id, loan.ended_at.is_null(), loan.public_id != public_id
    )
    if read.count() >= MOST:
        raise ToolError("too_many_loans", limit=MOST)
    kept, made = loan.ensure(
        course=course_id,
        public_id=public_id,
        defaults={"document": row.id, "taken_at": now_ms()},
    )
    if made or kept.ended_at is not None:
        again = {"taken_at": now_ms(), "ended_at": None, "told": False, "cleared": False}
        loan.update(**again).where(loan.id == kept.id).execute()
        audit.note("document_taken", subject=public_id, course_id=course_id)


@transaction
def leave(course_id: int, public_id: str) -> None:
    """Read a document of another course no more, or take note that it was ended there. Raises
    `NotFoundError`.
    """
    loan = tables.Loan
    mine = (loan.course == course_id) & (loan.public_id == public_id)
    row = loan.get_or_none(mine, ~loan.told)
    if row is None:
        raise NotFoundError
    if row.ended_at is None:
        audit.note("document_left", subject=public_id, course_id=course_id)
    loan.update(ended_at=row.ended_at or now_ms(), told=True).where(mine).execute()


@reading
def listed(course_id: int) -> list[OtherDocument]:
    """What this course reads of others and what was ended there, then what is offered to it; by
    course and title, each a bounded number.
    """
    loan, document = tables.Loan, tables.Document
    mine = loan.select(loan.document).where(loan.course == course_id, loan.ended_at.is_null())
    ended = _ended(course_id)
    return [
        *(_other(row, LoanState.READ) for row in _others(document.id.in_(mine))),
        *(
            OtherDocument(row.public_id, row.title, row.lender, LoanState.ENDED)
            for row in ended.order_by(loan.lender, loan.title, loan.id).limit(MOST)
        ),
        *(
            _other(row, LoanState.OFFERED)
            for row in _offered(course_id).where(document.id.not_in(mine))
        ),
    ]


@reading
def ends_to_tell(course_id: int) -> bool:
    """Whether other courses have ended what this one read, and nobody took note of it."""
    return bool(_ended(course_id).exists())


def _ended(course_id: int) -> "ModelSelect[tables.Loan]":
    loan = tables.Loan
    rows: ModelSelect[tables.Loan] = loan.select().where(
        loan.course == course_id, loan.ended_at.is_null(False), ~loan.told
    )
    return rows


@reading
def readers() -> dict[int, list[tables.Course]]:
    """The courses in whose index documents of others stand, by the numbers of these."""
    loan = tables.Loan
    found: dict[int, list[tables.Course]] = {}
    rows = loan.select(loan, tables.Course).join(tables.Course).where(loan.ended_at.is_null())
    for row in rows:
        found.setdefault(row.document_id or 0, []).append(row.course)
    return found


@reading
def indexed_for(version_id: int) -> list[int]:
    """The numbers of the courses that are answered from a version when it is ready: its own, and
    those that have taken its document. None where it has gone with its course.
    """
    return _courses(version_id, tables.Loan.ended_at.is_null())


@reading
def holders(version_id: int) -> list[int]:
    """The numbers of the courses in whose index a version may stand: the end of a loan is noted
    before the index knows of it. None where it has gone with its course.
    """
    return _courses(version_id)


def _courses(version_id: int, *which: Expression) -> list[int]:
    loan, version = tables.Loan, tables.Version
    row = version.select(version, tables.Document).join(tables.Document)
    kept = row.where(version.id == version_id).first()
    if kept is None:
        return []
    document = kept.document
    rows = loan.select(loan.course).where(loan.document == document.id, *which)
    return [document.course_id, *(row.course_id for row in rows.order_by(loan.course))]


@reading
def next_ended() -> tuple[int, int, list[int]] | None:
    """A loan that was ended and whose passages are still in the index of the course that read it:
    its number, that of the course, and those of the versions; None where there is none.
    """
    loan, version = tables.Loan, tables.Version
    row = loan.select().where(loan.ended_at.is_null(False), ~loan.cleared).first()
    if row is None:
        return None
    kept = version.select(version.id).where(version.document == row.document_id)
    return row.id, row.course_id, [each.id for each in kept.order_by(version.id)]


@transaction
def note_cleared(loan_id: int) -> None:
    """The index has forgotten what a loan brought into it. One that was taken again meanwhile is
    repaired, as whatever the index lacks.
    """
    loan = tables.Loan
    loan.update(cleared=True).where(loan.id == loan_id, loan.ended_at.is_null(False)).execute()


@transaction
def sweep() -> int:
    """Forget loans that are over, of which somebody took note or nobody will; return how many."""
    loan = tables.Loan
    over = loan.told | (loan.ended_at < now_ms() - TOLD_MS)
    gone = loan.delete().where(loan.ended_at.is_null(False), loan.cleared, over)
    return int(gone.execute())


def _offered(course_id: int) -> "ModelSelect[tables.Document]":
    """What other courses of the platform offer and show now."""
    document, version = tables.Document, tables.Version
    own = tables.Course.select(tables.Course.platform).where(tables.Course.id == course_id)
    ready = version.select(version.id).where(
        version.document == document.id, version.state == VersionState.READY
    )
    return _others(
        document.offered_at.is_null(False),
        document.course != course_id,
        visibility.shown(now_ms()),
        fn.EXISTS(ready),
        _LENDER.platform == own,
        _LENDER.closed_at.is_null(),
        _LENDER.going_at.is_null(),
    )


def _others(*which: Expression | Function) -> "ModelSelect[tables.Document]":
    """Documents with their courses and the version, by its public id, that these show now."""
    document, version = tables.Document, tables.Version
    answering = version.select(version.public_id).where(
        version.document == document.id, visibility.seen(now_ms()), _LENDER.closed_at.is_null()
    )
    rows: ModelSelect[tables.Document] = (
        document.select(document, _LENDER, answering.limit(1).alias("answering"))
        .join(_LENDER, on=document.course == _LENDER.id, attr="course")
        .where(*which)
        .order_by(_LENDER.title, document.title, document.id)
        .limit(MOST)
    )
    return rows


def _other(row: tables.Document, state: LoanState) -> OtherDocument:
    version = row.answering  # type: ignore[attr-defined]
    return OtherDocument(row.public_id, _title(row), row.course.title, state, version)


def _title(row: tables.Document) -> str:
    return str(row.label or row.title)
