"""The documents of a course, as an instructor sees them."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import PurePath
from uuid import uuid4

from peewee import JOIN, Expression, ModelSelect, fn

from silabo.domain.clock import from_ms
from silabo.domain.documents import Document, Quota, Upload, VersionState
from silabo.domain.errors import NotFoundError, UploadError
from silabo.domain.passages import Notice
from silabo.domain.pictures import PageState
from silabo.storage import audit, lending, passages, tables, visibility
from silabo.storage.database import now_ms, reading, transaction
from silabo.storage.turns import take_turn
from silabo.wording import dates

GONE = (VersionState.DELETING, VersionState.DELETED)


@transaction
def add(
    course_id: int,
    upload: Upload,
    *,
    quota: Quota | None = None,
    language: str = "en",
    refusal: UploadError | None = None,
    visible_from: int = 0,
) -> Document:
    """Keep a new document, received and waiting to be read; with a `refusal`, it is rejected for
    that. `language` is its uploader's; it is seen from the moment `visible_from` (epoch
    milliseconds).

    Raises `UploadError` when the course has the same file already, or no room for it.
    """
    take_turn(tables.Course, course_id)  # of one file uploaded twice at once, one is kept
    refuse_same(course_id, upload.sha256)
    hold(course_id, quota or Quota(), upload.size)
    now = now_ms()
    title = PurePath(upload.file_name).stem
    document = tables.Document.create(
        public_id=str(uuid4()),
        course=course_id,
        title=title,
        label=label(course_id, title, now, language),
        visible_from=visible_from,
        created_at=now,
    )
    new_version(document.id, 1, upload, now, refusal=refusal)
    audit.note("document_added", subject=document.public_id, course_id=course_id)
    return _document(find(course_id, document.public_id))


def refuse_same(course_id: int, sha256: str) -> None:
    """Raise `UploadError` when the newest version of a document of the course is this file. The
    caller holds the transaction.
    """
    same = (
        _documents(course_id)
        .where(tables.Version.sha256 == sha256)
        .where(tables.Version.state.not_in([VersionState.REJECTED, VersionState.FAILED]))
        .first()
    )
    if same is not None:
        raise UploadError("same_file", title=same.document.label or same.document.title)


def new_version(
    document_id: int, number: int, upload: Upload, now: int, *, refusal: UploadError | None = None
) -> None:
    """A row for a kept file: it waits to be read, or with a `refusal` is rejected. The caller holds
    the transaction.
    """
    tables.Version.create(
        public_id=upload.version,
        document=document_id,
        number=number,
        state=VersionState.REJECTED if refusal else VersionState.RECEIVED,
        code=refusal.code if refusal else None,
        code_values=refusal.values if refusal else None,
        file_name=upload.file_name,
        media_type=upload.media_type,
        size=upload.size,
        sha256=upload.sha256,
        created_at=now,
    )


@reading
def check_quota(course_id: int, quota: Quota) -> None:
    """Raise `UploadError` when the course has no room for any file: to be asked before one comes.
    `add` decides, one after the other.
    """
    hold(course_id, quota, 1)


def hold(course_id: int, quota: Quota, size: int, *, instead_of: int = 0) -> None:
    """Raise `UploadError` when the course has no room for a file of this size in bytes, which may
    come in the place of the document with the number `instead_of`. The caller is connected.
    """
    rows = _documents(course_id) if quota.files or quota.size else []
    sizes = [row.size for row in rows if row.document_id != instead_of]
    if quota.files and len(sizes) >= quota.files:
        raise UploadError("course_files", limit=quota.files)
    if quota.size and sum(sizes) + size > quota.size:
        raise UploadError(
            "course_size", used_mb=-(-sum(sizes) // 1_000_000), limit_mb=quota.size // 1_000_000
        )


def label(course_id: int, title: str, now: int, language: str) -> str:
    """What tells a document from others of the course with its title; empty when there are none.
    The caller is connected.
    """
    others = _documents(course_id).where(tables.Document.title == title)
    labels = [row.document.label for row in others]
    if not labels:
        return ""
    number = 2
    while any(label.startswith(f"{title} ({number}),") for label in labels):
        number += 1
    zone = tables.Course.get_by_id(course_id).time_zone
    day = dates.day(from_ms(now), zone, language)
    return f"{title} ({number}), {day}"


@reading
def count(course_id: int) -> int:
    """How many documents the course has, of whatever state."""
    return int(_documents(course_id).count())


@reading
def newest(course_id: int, limit: int) -> list[Document]:
    """So many documents of a course, newest first."""
    rows = _documents(course_id).order_by(tables.Document.id.desc()).limit(limit)
    return [_document(row) for row in rows]


@reading
def answerable(course_id: int) -> list[Document]:
    """The documents that the course is answered from, newest first."""
    rows = _documents(course_id).where(fn.EXISTS(_answering()))
    return [_document(row) for row in rows.order_by(tables.Document.id.desc())]


@reading
def listed(
    course_id: int, *, after: str = "", limit: int = 50, file_name: str = ""
) -> list[Document]:
    """The documents of a course, oldest first, from behind the one named `after`; with a
    `file_name`, those whose newest file is called so.
    """
    query = _documents(course_id)
    if file_name:
        query = query.where(tables.Version.file_name == file_name)
    if after:
        start = tables.Document.get_or_none(
            tables.Document.public_id == after, tables.Document.course == course_id
        )
        if start is None:
            raise NotFoundError
        query = query.where(tables.Document.id > start.id)
    return [_document(row) for row in query.order_by(tables.Document.id).limit(limit)]


@reading
def get(course_id: int, public_id: str) -> Document:
    """One document of a course. Raises `NotFoundError`."""
    return _document(find(course_id, public_id))


@transaction
def remove(course_id: int, public_id: str) -> None:
    """Take a document out of the course at once; upkeep forgets its text and its file later."""
    take_turn(tables.Course, course_id)  # nobody brings it back by a version of this moment
    row = find(course_id, public_id)
    # A worker that still reads it holds a lease token that is gone now: it changes nothing more.
    tables.Version.update(
        state=VersionState.DELETING, lease_token=None, lease_until=None, run_after=0
    ).where(
        tables.Version.document == row.document_id, tables.Version.state != VersionState.DELETED
    ).execute()
    lending.end(row.document)
    audit.note("document_removed", subject=public_id, course_id=course_id)


@transaction
def retry(course_id: int, public_id: str) -> Document:
    """Read a failed document again, from the beginning. Others stay as they are."""
    row = find(course_id, public_id)
    tables.Version.update(
        state=VersionState.RECEIVED, attempt=0, run_after=0, code=None, code_values=None
    ).where(tables.Version.id == row.id, tables.Version.state == VersionState.FAILED).execute()
    return _document(find(course_id, public_id))


@reading
def has_any(course_id: int, only: Sequence[str] = ()) -> bool:
    """Whether the course has a document that students may see and that is ready, or may become so;
    among `only`, if given.
    """
    query = _may_answer(course_id).where(visibility.shown(now_ms()))
    if only:
        query = query.where(tables.Document.public_id.in_(list(only)))
    return bool(query.exists()) or bool(passages.visible_versions(course_id, only))


def limit_is_stale(course_id: int, only: Sequence[str]) -> bool:
    """Whether a course has documents, and none of those to which an activity is limited."""
    return bool(only) and not has_any(course_id, only) and has_any(course_id)


@reading
def titles(course_id: int, public_ids: Sequence[str]) -> list[str]:
    """The titles of these documents of the course, or borrowed by it, as far as they are there."""
    if not public_ids:
        return []
    rows = _newest(visibility.in_course(course_id), tables.Document.public_id.in_(list(public_ids)))
    return [row.document.label or row.document.title for row in rows.order_by(tables.Document.id)]


@reading
def named(course_id: int, public_ids: Sequence[str]) -> list[Document]:
    """Those of these documents that are in the course or borrowed by it, whatever their state."""
    if not public_ids:
        return []
    rows = _newest(visibility.in_course(course_id), tables.Document.public_id.in_(list(public_ids)))
    found = [(row, _document(row)) for row in rows.order_by(tables.Document.id)]
    # The newest file of another course may be one that it does not show yet: its name is not told.
    return [
        each if row.document.course_id == course_id else replace(each, file_name=each.title)
        for row, each in found
    ]


@reading
def called(course_id: int, file_names: Sequence[str]) -> list[Document]:
    """The documents of a course whose files have these names, as long as they may be read."""
    if not file_names:
        return []
    rows = _readable(course_id).where(tables.Version.file_name.in_(list(file_names)))
    return [_document(row) for row in rows.order_by(tables.Document.id)]


@reading
def with_content(course_id: int, digests: Collection[str]) -> dict[str, str]:
    """The documents of a course whose files have these SHA-256: each digest's public id."""
    if not digests:
        return {}
    rows = _readable(course_id).where(tables.Version.sha256.in_(list(digests)))
    return {row.sha256: row.document.public_id for row in rows}


@reading
def contents(course_id: int, *, without: Collection[str] = ()) -> list[tuple[Document, str]]:
    """The documents of a course that are ready, hidden ones too but none of the media types
    `without`, oldest first, and the SHA-256 of each file.
    """
    rows = list(_documents(course_id).where(fn.EXISTS(_answering())).order_by(tables.Document.id))
    digests = {
        row.document_id: str(row.sha256)
        for row in tables.Version.select(tables.Version.document, tables.Version.sha256).where(
            tables.Version.document.in_([row.document_id for row in rows]),
            tables.Version.state == VersionState.READY,
        )
    }
    found = [(_document(row), digests[row.document_id]) for row in rows]
    return [(each, digest) for each, digest in found if each.media_type not in without]


def file_of(row: tables.Version) -> Upload:
    """The kept file of a version."""
    return Upload(
        version=row.public_id,
        file_name=row.file_name,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
    )


def _answering() -> "ModelSelect[tables.Version]":
    """The version of a document that answers, whether or not a newer one is on its way."""
    ready = tables.Version.alias()
    return ready.select(ready.public_id).where(
        ready.document == tables.Version.document, ready.state == VersionState.READY
    )


def _pictures_left() -> "ModelSelect[tables.PicturePage]":
    """How many pages and pictures of a version wait to be read, or are just being read."""
    page = tables.PicturePage
    waiting = (PageState.WAITING, PageState.WORKING)
    return page.select(fn.COUNT(page.id)).where(
        page.version == tables.Version.id, page.state.in_(waiting)
    )


def _may_answer(course_id: int) -> "ModelSelect[tables.Version]":
    """Versions, also several of a document, that are ready or may become so."""
    lost = (VersionState.REJECTED, VersionState.FAILED, VersionState.SUPERSEDED, *GONE)
    return (
        tables.Version.select(tables.Version.id)
        .join(tables.Document)
        .where(tables.Document.course == course_id, tables.Version.state.not_in(lost))
    )


def _readable(course_id: int) -> "ModelSelect[tables.Version]":
    """The documents whose newest version is ready, or may become so."""
    unread = [VersionState.REJECTED, VersionState.FAILED]
    return _documents(course_id).where(tables.Version.state.not_in(unread))


def _documents(course_id: int) -> "ModelSelect[tables.Version]":
    return _newest(tables.Document.course == course_id)


def _newest(*which: Expression) -> "ModelSelect[tables.Version]":
    """The newest versions of the documents `which`, with these."""
    newer = tables.Version.alias()
    return (
        tables.Version.select(
            tables.Version,
            tables.Document,
            _answering().limit(1).alias("answering"),
            _pictures_left().alias("pictures_left"),
        )
        .join(tables.Document)
        .switch(tables.Version)
        .join(
            newer,
            JOIN.LEFT_OUTER,
            on=(
                (newer.document == tables.Version.document)
                & (newer.number > tables.Version.number)
                & newer.state.not_in(GONE)
            ),
        )
        .where(*which, newer.id.is_null(), tables.Version.state.not_in(GONE))
    )


def find(course_id: int, public_id: str) -> tables.Version:
    """The newest version of a document of the course. Raises `NotFoundError`. The caller is
    connected.
    """
    row = _documents(course_id).where(tables.Document.public_id == public_id).first()
    if row is None:
        raise NotFoundError
    found: tables.Version = row
    return found


def _document(row: tables.Version) -> Document:
    waits = row.state == VersionState.RECEIVED and row.attempt > 0
    from_ = row.document.visible_from
    return Document(
        public_id=row.document.public_id,
        version=row.public_id,
        title=row.document.label or row.document.title,
        file_name=row.file_name,
        state=VersionState(row.state),
        size=row.size,
        created_at=from_ms(row.created_at),
        media_type=row.media_type,
        pages=row.pages,
        passages=row.passage_count,
        language=row.language,
        code=row.code,
        values=row.code_values,
        notices=tuple(Notice(**notice) for notice in row.notices or ()),
        retry_at=from_ms(row.run_after) if waits and row.run_after else None,
        same_name=bool(row.document.label),
        page=row.page if row.state == VersionState.EXTRACTING else None,
        pictures_left=row.pictures_left,  # type: ignore[attr-defined]
        answering=row.answering,  # type: ignore[attr-defined]
        hidden=from_ > now_ms(),
        offered=row.document.offered_at is not None,
        visible_from=from_ms(from_) if now_ms() < from_ < visibility.HIDDEN else None,
    )
