"""Copies, step by step, what instructors take over from another course of theirs."""

import logging
from io import BytesIO
from uuid import uuid4

from silabo.domain.copies import ClaimedCopy, CopyState, CopyStep
from silabo.domain.crash import CrashPoint, point
from silabo.domain.documents import Upload
from silabo.domain.errors import (
    LeaseLostError,
    NotFoundError,
    ServiceError,
    ToolError,
    UploadError,
)
from silabo.domain.traces import report
from silabo.storage import audit, copy_steps, course_copies
from silabo.storage.audit import Acting, Doer
from silabo.storage.tables import CourseCopy
from tasks.heartbeat import heartbeat
from tasks.parts import Parts

logger = logging.getLogger(__name__)


def copy_next(parts: Parts) -> bool:
    """Claim a copy and do its next step: one document, some answers, or the rest. False when none
    can go on.
    """
    claimed = course_copies.claim(parts.worker)
    if claimed is None:
        return False
    try:
        # What is copied was added by whoever chose it.
        who = Acting(Doer.TOOL, claimed.person_id)
        with heartbeat(CourseCopy, claimed.id, claimed.token), audit.acting(who):
            _copy(parts, claimed)
    except NotFoundError:
        _refuse(claimed)
    except LeaseLostError:
        logger.info("copy_thrown_away", extra={"copy": claimed.public_id})
    except ServiceError as error:
        _give_back(parts, claimed, str(error))
    except Exception as error:  # noqa: BLE001 - whatever it was, the row goes back
        report(logger, "copying_failed", error, copy=claimed.public_id)
        _give_back(parts, claimed, type(error).__name__)
    return True


def _copy(parts: Parts, claimed: ClaimedCopy) -> None:
    if claimed.step is CopyStep.DOCUMENTS:
        _copy_document(parts, claimed)
    elif claimed.step is CopyStep.ANSWERS:
        copy_steps.copy_answers(claimed)
    else:
        copy_steps.copy_others(claimed)
        logger.info("course_copied", extra={"copy": claimed.public_id})


def _copy_document(parts: Parts, claimed: ClaimedCopy) -> None:
    found = copy_steps.next_document(claimed)
    if found is None:
        copy_steps.end_documents(claimed)
        return
    public_id, kept = found
    if kept is None:
        copy_steps.skip_document(claimed, "", ToolError("copy_gone"))
        return
    try:
        _keep(parts, claimed, public_id, kept)
    except UploadError as error:
        copy_steps.skip_document(claimed, kept.file_name, error)
    except ServiceError:
        if claimed.attempt < course_copies.MAX_ATTEMPTS:
            raise
        # One file that cannot be copied does not keep the others back.
        copy_steps.skip_document(claimed, kept.file_name, ToolError("copy_failed"))


def _keep(parts: Parts, claimed: ClaimedCopy, public_id: str, kept: Upload) -> None:
    version = str(uuid4())
    data = parts.files.load(kept.version)
    # The file before its row: one without a row is only rubbish, which upkeep removes.
    stored = parts.files.save(version, BytesIO(data), limit=max(len(data), 1))
    point(CrashPoint.COPY_FILED)
    new = Upload(version, kept.file_name, kept.media_type, stored.size, stored.sha256)
    try:
        copy_steps.keep_document(claimed, public_id, new, quota=parts.quota)
    except (UploadError, NotFoundError, LeaseLostError):
        parts.files.delete(version)
        raise


def _refuse(claimed: ClaimedCopy) -> None:
    try:
        course_copies.refuse(claimed)
    except LeaseLostError:
        return
    logger.warning("copy_refused", extra={"copy": claimed.public_id})


def _give_back(parts: Parts, claimed: ClaimedCopy, reason: str) -> None:
    try:
        state = course_copies.give_back(claimed, reason, parts.jitter())
    except (LeaseLostError, ServiceError):
        return  # the lease lapses, and the sweep takes it back
    event = "copy_given_up" if state is CopyState.FAILED else "copy_given_back"
    logger.error(event, extra={"copy": claimed.public_id, "reason": reason})
