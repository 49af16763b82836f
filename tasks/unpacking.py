"""Takes an archive of documents apart: each file in it becomes a document of the course."""

from collections.abc import Iterator
from io import BytesIO
from uuid import uuid4

from ingest.containers.members import ARCHIVES_LEFT_OUT
from ingest.formats import CONTAINER_TYPES, media_type_of
from ingest.rejections import Rejection
from silabo.domain.containers import Member
from silabo.domain.documents import ClaimedVersion, Upload
from silabo.domain.errors import RejectedDocumentError, UploadError
from silabo.domain.passages import Notice
from silabo.language.detect import detect
from silabo.storage import courses, documents
from silabo.wording.moments import dated
from tasks.parts import Parts

FIRST_BYTES = 64 * 1024
_UNKNOWN = "application/octet-stream"


def unpack(parts: Parts, claimed: ClaimedVersion, data: bytes) -> tuple[Notice, ...]:
    """Keep every document that an archive holds, each as if it had been uploaded by itself.

    What the course has already is not kept twice, so an archive that was half unpacked goes on.
    An archive in it is not opened, whatever its name says. Returns what is left out. Raises
    `RejectedDocumentError`, also where the course has no more room or nothing is kept.
    """
    told: tuple[Notice, ...] = ()
    kept = archives = 0
    for members, notices in _batches(parts, claimed, data):
        for member in members:
            media_type, refusal = _kind(member)
            if media_type in CONTAINER_TYPES:
                archives += 1
                continue
            _keep(parts, claimed.course_id, member, media_type, refusal)
            kept += 1
        told = notices
    if not kept:
        raise RejectedDocumentError(Rejection.NO_DOCUMENTS)
    return tuple(dict.fromkeys([Notice(ARCHIVES_LEFT_OUT), *told])) if archives else told


def _batches(
    parts: Parts, claimed: ClaimedVersion, data: bytes
) -> Iterator[tuple[tuple[Member, ...], tuple[Notice, ...]]]:
    """The members of an archive, as many at a time as the reader gives."""
    after: int | None = 0
    while after is not None:
        found = parts.reader.unpack(data, claimed.media_type, after)
        yield found.members, found.notices
        if found.following is not None and found.following <= after:
            raise RejectedDocumentError("broken_file")
        after = found.following


def _kind(member: Member) -> tuple[str, UploadError | None]:
    """The media type of a member, and why it is refused where it cannot be read."""
    try:
        return media_type_of(member.file_name, member.data[:FIRST_BYTES]), None
    except UploadError as error:
        return _UNKNOWN, error


def _keep(
    parts: Parts, course_id: int, member: Member, media_type: str, refusal: UploadError | None
) -> None:
    """Keep one document; of a kind that cannot be read its row says so."""
    data = _dated(member.data, course_id) if member.written else member.data
    version = str(uuid4())
    stored = parts.files.save(version, BytesIO(data), limit=len(data))
    upload = Upload(version, member.file_name, media_type, stored.size, stored.sha256)
    try:
        documents.add(course_id, upload, quota=parts.quota, refusal=refusal)
    except UploadError as error:
        parts.files.delete(version)
        if error.code != "same_file":
            raise RejectedDocumentError(error.code, **error.values) from error


def _dated(data: bytes, course_id: int) -> bytes:
    """A page with its moments in the words of its language and the zone of its course."""
    text = data.decode("utf-8", "replace")
    return dated(text, courses.time_zone(course_id), detect(text)).encode()
