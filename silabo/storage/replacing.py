"""A new version in the place of a document's old one, which answers until the new one is ready.

What of this a reader of the tables sees, and when, is told in `silabo.storage.visibility`.
"""

from pathlib import PurePath

from silabo.domain.documents import Document, Quota, Upload, VersionState
from silabo.domain.errors import NotFoundError
from silabo.storage import audit, documents, picture_pages, tables
from silabo.storage.database import now_ms, transaction
from silabo.storage.turns import take_turn

# What a newer version leaves as it is: the one that answers, those that did, and those on their way
# out. Any other has never answered, and never will.
KEPT = (
    VersionState.READY,
    VersionState.SUPERSEDED,
    VersionState.DELETING,
    VersionState.DELETED,
)


@transaction
def replace(
    course_id: int, public_id: str, upload: Upload, *, quota: Quota | None = None
) -> Document:
    """Keep a file as the newest version of a document, waiting to be read. One that waited to take
    its place before is given up.

    Raises `NotFoundError`, and `UploadError` as `documents.add` does.
    """
    take_turn(tables.Course, course_id)
    before = documents.find(course_id, public_id)
    documents.refuse_same(course_id, upload.sha256)
    documents.hold(course_id, quota or Quota(), upload.size, instead_of=before.document_id)
    _give_up(before.document_id)
    newest = (
        tables.Version.select(tables.Version.number)
        .where(tables.Version.document == before.document_id)
        .order_by(tables.Version.number.desc())
        .first()
    )
    documents.new_version(before.document_id, newest.number + 1, upload, now_ms())
    audit.note("document_replaced", subject=public_id, course_id=course_id)
    return documents.get(course_id, public_id)


@transaction
def drop(course_id: int, public_id: str, version: str) -> None:
    """Give up a version that has not answered: its document stays as it was. Raises
    `NotFoundError`, also where no other version answers.
    """
    document = documents.get(course_id, public_id)
    if document.version != version or document.answering in {None, version}:
        raise NotFoundError
    _give_up(documents.find(course_id, public_id).document_id)
    audit.note("version_dropped", subject=public_id, course_id=course_id)


def _give_up(document_id: int) -> None:
    # As with a document that is taken out: whoever reads it now has lost its lease.
    tables.Version.update(
        state=VersionState.DELETING, lease_token=None, lease_until=None, run_after=0
    ).where(tables.Version.document == document_id, tables.Version.state.not_in(KEPT)).execute()


def take_place(version_id: int) -> None:
    """End the version that answered before this one, which is ready, and call the document as this
    one's file is called. The caller holds the transaction.
    """
    row = tables.Version.get_by_id(version_id)
    before = tables.Version.select(tables.Version.id).where(
        tables.Version.document == row.document_id,
        tables.Version.id != version_id,
        tables.Version.state == VersionState.READY,
    )
    for ended in list(before):
        tables.Version.update(state=VersionState.SUPERSEDED).where(
            tables.Version.id == ended.id, tables.Version.state == VersionState.READY
        ).execute()
        picture_pages.forget_waiting(ended.id)
    document, title = row.document, PurePath(row.file_name).stem
    if document.title != title:
        document.label = documents.label(document.course_id, title, now_ms(), row.language)
        document.title = title
        document.save(only=[tables.Document.title, tables.Document.label])
