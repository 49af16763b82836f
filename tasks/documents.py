"""Reads the next document that waits, and forgets the next one that was deleted."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from ingest.formats import CONTAINER_TYPES
from ingest.passages import cut
from silabo.answering.reading import analysis_of
from silabo.domain.crash import CrashPoint, point
from silabo.domain.documents import ClaimedVersion, VersionState
from silabo.domain.errors import (
    IndexAwayError,
    LeaseLostError,
    RejectedDocumentError,
    ServiceError,
)
from silabo.domain.happenings import DOCUMENTS, GIVEN_BACK, LEASES_LOST
from silabo.domain.passages import Extract
from silabo.domain.traces import report
from silabo.language.detect import detect
from silabo.storage import lending, passages, versions
from silabo.storage.tables import Version
from tasks.heartbeat import heartbeat
from tasks.parts import Parts
from tasks.unpacking import unpack

logger = logging.getLogger(__name__)


SAMPLE = 20_000  # characters: enough to tell the language of a document


def ingest_next(parts: Parts) -> bool:
    """Claim a version, read it, keep its text, index it, show it. False when none waits."""
    claimed = versions.claim(parts.worker)
    if claimed is None:
        return False
    try:
        with heartbeat(Version, claimed.id, claimed.token):
            _ingest(parts, claimed)
    except RejectedDocumentError as error:
        _reject(claimed, error)
    except LeaseLostError:
        LEASES_LOST.note(work="document")
        logger.warning("reading_thrown_away", extra={"version": claimed.public_id})
        _clear(parts, claimed)
    except IndexAwayError as error:
        _give_back(parts, claimed, str(error), counted=False)
    except ServiceError as error:
        _give_back(parts, claimed, str(error), counted=True)
    except Exception as error:  # noqa: BLE001 - whatever it was, the row goes back
        report(logger, "reading_failed", error, version=claimed.public_id)
        _give_back(parts, claimed, type(error).__name__, counted=True)
    return True


def forget_next(parts: Parts) -> bool:
    """Forget the text, the index entries and the file of a deleted version. False when none is."""
    found = versions.claim_removal()
    if found is None:
        return False
    version_id, courses, public_id = found
    for course_id in courses:
        parts.index.remove(course_id, version_id)
    parts.files.delete(public_id)
    versions.forget(version_id)
    logger.info("version_forgotten", extra={"version": public_id})
    return True


def forget_loan(parts: Parts) -> bool:
    """Take what a loan brought out of the index of the course that read it. False when none is
    over.
    """
    found = lending.next_ended()
    if found is None:
        return False
    loan_id, course_id, kept = found
    for version_id in kept:
        parts.index.remove(course_id, version_id)
    point(CrashPoint.LOAN_FORGOTTEN)
    lending.note_cleared(loan_id)
    logger.info("loan_forgotten", extra={"course_id": course_id, "versions": len(kept)})
    return True


def _ingest(parts: Parts, claimed: ClaimedVersion) -> None:
    data = parts.files.load(claimed.public_id)
    versions.enter(claimed, VersionState.EXTRACTING)
    if claimed.media_type in CONTAINER_TYPES:
        versions.make_unpacked(claimed, unpack(parts, claimed, data))
        DOCUMENTS.note(result="unpacked")
        logger.info("archive_unpacked", extra={"version": claimed.public_id})
        return
    extract = parts.reader.read(data, claimed.media_type, partial(versions.note_page, claimed))
    pieces = cut(extract)
    sample = " ".join(piece.text for piece in pieces[:400])[:SAMPLE]
    language = detect(sample)
    read = [replace(piece, analysis=analysis_of(piece, language)) for piece in pieces]
    versions.keep_text(claimed, extract, read, language)
    courses = _index(parts, claimed)
    versions.make_ready(claimed, _pages(parts, extract), extract.pictures if parts.pictures else ())
    if parts.meaning is not None:
        parts.fresh.extend((course_id, claimed.id) for course_id in courses)
    DOCUMENTS.note(result="ready")
    logger.info("document_ready", extra={"version": claimed.public_id, "passages": len(pieces)})


def _index(parts: Parts, claimed: ClaimedVersion) -> list[int]:
    """Let the index have a version, for every course that is to be answered from it; return their
    numbers.
    """
    entries, courses = passages.entries(claimed.id), lending.indexed_for(claimed.id)
    for course_id in courses:
        parts.index.add(course_id, claimed.id, entries)
        # Shown only when the index has all of it: half a document would answer "they do not say".
        held = parts.index.count(course_id, claimed.id)
        if held != len(entries):
            raise ServiceError(f"the index holds {held} of {len(entries)} passages")
    return still_lent(parts, claimed.id, courses)


def still_lent(parts: Parts, version_id: int, courses: Sequence[int]) -> list[int]:
    """Those of the courses into whose index a version was brought that are to be answered from it.
    A loan may have been ended, and forgotten, before the index had all of it: nobody else would
    take it out again.
    """
    wanted = lending.indexed_for(version_id)
    for course_id in courses:
        if course_id not in wanted:
            parts.index.remove(course_id, version_id)
    return [each for each in courses if each in wanted]


def _pages(parts: Parts, extract: Extract) -> list[int]:
    """The pages without text that somebody can read."""
    if parts.pictures is None:
        return []
    told = (each for each in extract.notices if each.code == "page_without_text")
    return [each.page for each in told if each.page is not None]


def _clear(parts: Parts, claimed: ClaimedVersion) -> None:
    # The version may have been forgotten while its passages were on their way into the index.
    if not versions.known([claimed.public_id]):
        for course_id in lending.holders(claimed.id) or [claimed.course_id]:
            parts.index.remove(course_id, claimed.id)


def _reject(claimed: ClaimedVersion, error: RejectedDocumentError) -> None:
    try:
        versions.reject(claimed, error.code, error.values)
    except LeaseLostError:
        return
    DOCUMENTS.note(result="rejected")
    logger.info("document_rejected", extra={"version": claimed.public_id, "code": error.code})


def _give_back(parts: Parts, claimed: ClaimedVersion, reason: str, *, counted: bool) -> None:
    try:
        state = versions.give_back(claimed, reason, parts.jitter(), counted=counted)
    except (LeaseLostError, ServiceError):
        return  # the lease lapses, and the sweep takes the version back
    failed = state is VersionState.FAILED
    GIVEN_BACK.note(work="document", then="given_up" if failed else "again")
    event = "document_failed" if failed else "document_given_back"
    logger.error(event, extra={"version": claimed.public_id, "reason": reason})
