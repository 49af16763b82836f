"""Accepting a file: name and first bytes are looked at, the file is kept, then its row is made."""

import unicodedata
from io import BytesIO
from typing import BinaryIO
from uuid import uuid4

from werkzeug.datastructures import FileStorage

from ingest.formats import CONTAINER_TYPES, media_type_of
from lti_app import language
from lti_app.parts import Parts
from silabo.domain.documents import Document, Upload
from silabo.domain.errors import NotFoundError, UploadError
from silabo.domain.people import Session
from silabo.domain.queues import Queue
from silabo.language.normal_forms import composed
from silabo.storage import documents, earlier, replacing

FIRST_BYTES = 64 * 1024
LONGEST_NAME = 150
READ_OF_NAME = 500  # characters at its beginning, and as many at its end


def accept(parts: Parts, course_id: int, upload: FileStorage | None) -> Document:
    """Keep an uploaded file as a new document of the course. Raises `UploadError`."""
    documents.check_quota(course_id, parts.quota)
    stream, name, media_type = _looked_at(upload)
    return _keep(parts, course_id, stream, name, media_type)


def replace(parts: Parts, course_id: int, public_id: str, upload: FileStorage | None) -> Document:
    """Keep an uploaded file as a new version of a document of the course, whose old one answers
    until this one is ready. Raises `NotFoundError` and `UploadError`.
    """
    before = documents.get(course_id, public_id)
    stream, name, media_type = _looked_at(upload)
    if {before.media_type, media_type} & CONTAINER_TYPES:
        raise UploadError("archive_not_replaced")
    return _keep(parts, course_id, stream, name, media_type, instead_of=public_id)


def _looked_at(upload: FileStorage | None) -> tuple[BinaryIO, str, str]:
    """A file's bytes, its name and what it is. Raises `UploadError`."""
    if upload is None or not upload.filename:
        raise UploadError("no_file")
    name = clean_name(upload.filename)
    first = upload.stream.read(FIRST_BYTES)
    upload.stream.seek(0)
    return upload.stream, name, media_type_of(name, first)  # type: ignore[return-value]


def take_over(parts: Parts, session: Session, public_id: str) -> Document:
    """Keep the file of an earlier course as a new document of this one, which is read anew and as
    hidden as it is there. An archive is not taken: its documents are offered themselves, and what
    was taken out of it would come back.

    Raises `NotFoundError` where it is not offered, `UploadError`, and `ServiceError` when the file
    is not there.
    """
    kept, visible_from = earlier.offered(session, public_id, without=CONTAINER_TYPES)
    documents.check_quota(session.course_id, parts.quota)
    stream = BytesIO(parts.files.load(kept.version))
    name, media_type = kept.file_name, kept.media_type
    return _keep(parts, session.course_id, stream, name, media_type, visible_from=visible_from)


def _keep(
    parts: Parts,
    course_id: int,
    stream: BinaryIO,
    name: str,
    media_type: str,
    *,
    instead_of: str = "",
    visible_from: int = 0,
) -> Document:
    version = str(uuid4())
    # The file is on the disk before the row: a row without a file cannot be read, a file without
    # a row is only rubbish, which upkeep removes.
    stored = parts.files.save(version, stream, limit=parts.max_upload_bytes)
    upload = Upload(version, name, media_type, stored.size, stored.sha256)
    try:
        document = (
            replacing.replace(course_id, instead_of, upload, quota=parts.quota)
            if instead_of
            else documents.add(
                course_id,
                upload,
                quota=parts.quota,
                language=language.current(),
                visible_from=visible_from,
            )
        )
    except (UploadError, NotFoundError):
        parts.files.delete(version)
        raise
    parts.ring(Queue.DOCUMENTS)
    return document


def bytes_of(upload: FileStorage | None, limit: int) -> bytes:
    """What an uploaded file holds, as far as one byte more than the limit. Raises `UploadError`."""
    if upload is None or not upload.filename:
        raise UploadError("no_file")
    with upload.stream as stream:  # a large one lies on the disk
        return stream.read(limit + 1)


def clean_name(name: str) -> str:
    """A file name without folders and invisible characters, cut in the middle when it is long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    if len(last) > 2 * READ_OF_NAME:
        last = last[:READ_OF_NAME] + last[-READ_OF_NAME:]
    kept = "".join(" " if unicodedata.category(each)[0] == "C" else each for each in composed(last))
    cleaned = " ".join(kept.split())
    if len(cleaned) > LONGEST_NAME:
        stem, dot, extension = cleaned.rpartition(".")
        cleaned = f"{stem[: LONGEST_NAME - 12]}…{dot}{extension[:10]}"
    return cleaned or "?"
