"""Reads the next page that is a picture, or picture in a file, while the text that is there answers
already.
"""

import logging

from ingest.read_pictures import page_of, picture_of
from silabo.domain.errors import (
    LeaseLostError,
    RejectedDocumentError,
    ServiceError,
)
from silabo.domain.pictures import ClaimedPage, PictureText
from silabo.domain.traces import report
from silabo.language.detect import detect
from silabo.storage import leases, lending, living, passages, picture_pages
from silabo.storage.tables import PicturePage
from silabo.wording.pictures import heading, picture_heading
from tasks.documents import still_lent
from tasks.heartbeat import heartbeat
from tasks.parts import Parts

logger = logging.getLogger(__name__)


def read_page_next(parts: Parts) -> bool:
    """Claim a page or picture, have it painted and read, add its text. False when none waits."""
    if parts.pictures is None:
        return False
    claimed = picture_pages.claim(parts.worker)
    if claimed is None:
        return False
    try:
        with heartbeat(PicturePage, claimed.id, claimed.token):
            _read(parts, claimed)
    except LeaseLostError:
        logger.warning("page_thrown_away", extra={"page": claimed.public_id})
    except RejectedDocumentError as error:
        _give_up(parts, claimed, error.code, again=False)
    except ServiceError as error:
        _give_up(parts, claimed, str(error), again=True)
    except Exception as error:  # noqa: BLE001 - whatever it was, the page stays a notice
        report(logger, "page_failed", error, page=claimed.public_id)
        _give_up(parts, claimed, type(error).__name__, again=True)
    _look_again(claimed)
    return True


def _look_again(claimed: ClaimedPage) -> None:
    """By now the index has it: whoever was declined before the last page may be answered."""
    if picture_pages.says_more(claimed.version_id):
        for course_id in lending.indexed_for(claimed.version_id):
            living.look_again(course_id, claimed.version_id)


def _read(parts: Parts, claimed: ClaimedPage) -> None:
    assert parts.pictures is not None  # noqa: S101 - asked before the claim
    data = parts.files.load(claimed.version)
    which = claimed.picture.source if claimed.picture else claimed.page
    picture = parts.reader.picture(data, claimed.media_type, which)
    words = parts.pictures.read(picture, claimed.language)
    read = picture_of(words) if claimed.picture else page_of(words)
    language = claimed.language
    if read is not None and language == "und":
        language = detect(" ".join(read.paragraphs))
    told = _heading(claimed, read, language) if read else ""
    added = picture_pages.keep(claimed, read, told, language)
    if added:
        _index(parts, claimed, added)
    logger.info("page_read", extra={"version": claimed.version, "text": read is not None})


def _heading(claimed: ClaimedPage, read: PictureText, language: str) -> str:
    """What stands over what was read."""
    if claimed.picture is not None:
        return picture_heading(language, "".join(claimed.picture.path[-1:]), read.confidence)
    return heading(language, claimed.page, read.confidence)


def _index(parts: Parts, claimed: ClaimedPage, added: list[int]) -> None:
    """Let the index have the new passages: the vectors of the others stay."""
    all_ = passages.indexable(claimed.version_id)
    courses = lending.indexed_for(claimed.version_id)
    for course_id in courses:
        version = (course_id, claimed.version_id)
        held = parts.index.count(*version)
        # What was read before its language was known has to be read once more.
        if claimed.language != "und" and held + len(added) == all_:
            parts.index.extend(*version, passages.entries(claimed.version_id, set(added)))
        else:
            parts.index.add(*version, passages.entries(claimed.version_id))
    for course_id in still_lent(parts, claimed.version_id, courses):
        version = (course_id, claimed.version_id)
        if parts.meaning is not None and version not in parts.fresh:
            parts.fresh.append(version)


def _give_up(parts: Parts, claimed: ClaimedPage, reason: str, *, again: bool) -> None:
    wait_ms = leases.backoff_ms(claimed.attempt, parts.jitter()) if again else None
    try:
        picture_pages.give_up(claimed, reason, again_ms=wait_ms)
    except (LeaseLostError, ServiceError):
        return
    logger.warning("page_given_up", extra={"page": claimed.public_id, "reason": reason})
