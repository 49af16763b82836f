"""Which versions a course is answered from at a moment: the one rule, which every search, citation,
reader and example asks.

A version is seen when its state is `ready` and its document's `visible_from` has come. Of a
document at most one version is `ready`. What changes when:

- a replacement is uploaded (`replacing.replace`): a row is added; nothing that is seen changes.
- its reading ends well (`versions.make_ready`): in one transaction it becomes `ready`, with
  `ready_at`, and the version that answered until then `superseded`. A superseded version keeps its
  sections and passages, digests too, so that an answer that cites it can be compared with the new
  text; upkeep takes it out of the index and removes its file, and sets `cleared`.
- its reading ends badly, or it is dropped (`replacing.drop`): the old version goes on answering.
- a document is hidden, shown or dated (`show`): `document.visible_from` alone changes, no version.
  When the moment comes nothing is written: the rule reads the clock.
- a document is taken out (`documents.remove`): all its versions are `deleting`, then `deleted`.

A course is answered from its own documents, and from those of other courses of its platform that it
has taken (`lending`), as long as neither side has ended that and the other course is open. Of what
is hidden or replaced there it sees what that course's students see.
"""

from datetime import datetime
from typing import Any

from peewee import Expression, ModelSelect, Query

from silabo.domain.clock import to_ms
from silabo.domain.documents import VersionState
from silabo.storage import audit, tables
from silabo.storage.database import now_ms, reading, transaction
from silabo.storage.statements import given

HIDDEN = 253_402_300_800_000  # the year 10000: until somebody shows it


def seen(now: object) -> Expression:
    """The condition under which a version, joined with its document, is answered from at `now`."""
    return (tables.Version.state == VersionState.READY) & shown(now)


def shown(now: object) -> Expression:
    """The condition under which a document is not hidden at `now`, in epoch milliseconds."""
    return tables.Document.visible_from <= now


def in_course(course: object) -> Expression:
    """The condition under which a document is a course's own, or borrowed: the wall."""
    own, lent = _sides(course)
    return own | lent


def seen_by_course(rows: "ModelSelect[Any]") -> Query:
    """These rows, joined with versions and documents, as far as the course that is given as
    "course" is answered from them at "now": the wall again, of a whole course. Asked by both sides
    of it in one condition, a database would read the versions of every course.
    """
    own, lent = (rows.where(side, seen(given("now"))) for side in _sides(given("course")))
    return own + lent  # nothing is in both: no course borrows its own


def _sides(course: object) -> tuple[Expression, Expression]:
    lent = _in_force().select(tables.Loan.document).where(tables.Loan.course == course)
    return tables.Document.course == course, tables.Document.id.in_(lent)


@reading
def borrowers() -> dict[int, list[int]]:
    """Which courses are answered from which document of another one, all by their numbers."""
    found: dict[int, list[int]] = {}
    rows: Any = _in_force().tuples()
    for course_id, document_id in rows:
        found.setdefault(document_id, []).append(course_id)
    return found


def _in_force() -> "ModelSelect[tables.Loan]":
    """The loans that nobody has ended, of courses that are open, within a platform."""
    loan, document = tables.Loan, tables.Document.alias()
    lender, reader = tables.Course.alias(), tables.Course.alias()
    return (
        loan.select(loan.course, loan.document)
        .join(document, on=loan.document == document.id)
        .join(lender, on=document.course == lender.id)
        .join(reader, on=loan.course == reader.id)
        .where(
            loan.ended_at.is_null(),
            lender.closed_at.is_null(),
            lender.going_at.is_null(),
            lender.platform == reader.platform,
        )
    )


@transaction
def show(course_id: int, public_id: str, *, from_: datetime | None) -> None:
    """Show a document of a course from a moment on, which may have passed; None: hide it until it
    is shown. Of another course's nothing changes.
    """
    now = now_ms()
    wanted = HIDDEN if from_ is None else to_ms(from_)
    changed = (
        tables.Document.update(visible_from=0 if wanted <= now else wanted)
        .where(tables.Document.public_id == public_id, tables.Document.course == course_id)
        .execute()
    )
    if changed:
        deed = "document_hidden" if wanted > now else "document_shown"
        from_when = "" if from_ is None or wanted <= now else f"until {from_.isoformat()}"
        audit.note(deed, subject=public_id, course_id=course_id, detail=from_when)
