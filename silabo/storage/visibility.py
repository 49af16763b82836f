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
"""

from datetime import datetime

from peewee import Expression

from silabo.domain.clock import to_ms
from silabo.domain.documents import VersionState
from silabo.storage import audit, tables
from silabo.storage.database import now_ms, transaction

HIDDEN = 253_402_300_800_000  # the year 10000: until somebody shows it


def seen(now: object) -> Expression:
    """The condition under which a version, joined with its document, is answered from at `now`."""
    return (tables.Version.state == VersionState.READY) & shown(now)


def shown(now: object) -> Expression:
    """The condition under which a document is not hidden at `now`, in epoch milliseconds."""
    return tables.Document.visible_from <= now


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
