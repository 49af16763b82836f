"""What has to be tidied now and then: deleted documents, files that no row knows, old sessions."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from silabo.domain import clock
from silabo.domain.deliveries import AlertCode
from silabo.domain.errors import IndexAwayError, ModelChangedError, ServiceError
from silabo.domain.traces import report
from silabo.storage import (
    alerts,
    bounces,
    embeddings,
    lending,
    living,
    model_calls,
    notices,
    quotas,
    revisits,
    sessions,
    troubles,
    versions,
    week_letters,
)
from tasks.analyses import analyse_passages
from tasks.course_erasing import erase_courses
from tasks.disagreements import compare_next
from tasks.documents import forget_loan, forget_next
from tasks.expectations import note_changes
from tasks.index_repair import compare, repair_index
from tasks.meaning import embed_passages
from tasks.parts import Parts
from tasks.retention import retain

logger = logging.getLogger(__name__)

# A file is written before its row: only one that has been without a row for long is rubbish.
GRACE = timedelta(hours=1)
BATCH = 500
LOOKING_S = 30.0  # at answers and documents; the last comparing may take two minutes longer


def tidy(parts: Parts) -> bool:
    """Note what letters came back; mend the index; tell administrators and instructors what they
    must know; let what instructors expect be tried again; forget deleted documents, stray files,
    sessions that are over, old counts and old calls of models; read passages again whose rules have
    changed; bring vectors. A step that fails leaves the others to be done. True where the time was
    too short for all of them.
    """
    more = False
    for step in _STEPS:
        try:
            more = bool(step(parts)) or more
        except Exception as error:  # noqa: BLE001 - whatever it was, the next round tries again
            report(logger, "upkeep_failed", error, step=step.__name__)
    return more


def _look_at_model(parts: Parts) -> None:
    # Told at every start too: a model that is missing would only be seen by its absence.
    health = parts.writer.health() if parts.writer else None
    if health is not None and not health.ok:
        logger.error("model_not_ready", extra={"reason": health.detail})


def _embed_passages(parts: Parts) -> bool:
    if parts.meaning is None:
        return False
    parts.fresh.clear()  # they are among all
    try:
        brought = embed_passages(parts.meaning.index, parts.meaning.embedder)
    except ModelChangedError as error:
        logger.warning("embedding_model_changed", extra={"reason": str(error)})
        return True
    return not brought.all


def _analyse_passages(_: Parts) -> bool:
    return analyse_passages()


def _forget_vectors(_: Parts) -> None:
    embeddings.sweep()


def _look_at_answers(_: Parts) -> bool:
    revisits.sweep()  # they wait until nobody does: some minutes more are no matter
    until = time.monotonic() + LOOKING_S
    while living.look() or compare_next():
        if time.monotonic() > until:
            return True
    return False


def _forget_documents(parts: Parts) -> None:
    while forget_next(parts):
        pass


def _forget_loans(parts: Parts) -> None:
    while forget_loan(parts):
        pass
    lending.sweep()


def _erase_courses(parts: Parts) -> None:
    erase_courses(parts)


def _retain(parts: Parts) -> bool:
    return retain(parts)[1]


def _forget_sessions(_: Parts) -> None:
    while sessions.sweep():
        pass


def _forget_counts(_: Parts) -> None:
    while quotas.sweep():
        pass


def _forget_model_calls(parts: Parts) -> None:
    while model_calls.sweep(timedelta(days=parts.model_calls_days)):
        pass


def _alert(parts: Parts) -> None:
    owed = alerts.owe_alerts(parts.administrators)
    if owed:
        logger.error("administrators_alerted", extra={"letters": owed})


def _tell_instructors(_: Parts) -> None:
    owed = notices.owe_notices()
    if owed:
        logger.info("notices_owed", extra={"letters": owed})


def _tell_weeks(parts: Parts) -> None:
    owed = week_letters.owe_weeks(parts.week_to, parts.zone, clock.now())
    if owed:
        logger.info("weeks_owed", extra={"letters": owed})


def _note_bounces(parts: Parts) -> None:
    since = bounces.watched_since()
    for each in parts.mailer.bounced(since=since) if since else ():
        delivery = bounces.record(each)
        if delivery:
            extra = {"delivery": delivery, "reason": f"bounced {each.status}".strip()}
            logger.warning("letter_bounced", extra=extra)


def _mend_index(parts: Parts) -> None:
    try:
        repaired = repair_index(parts)
        drift = repaired > 0 and not all(each.whole for each in compare(parts.index))
    except IndexAwayError:
        troubles.note(AlertCode.INDEX_AWAY, there=True)
        raise
    except ServiceError:
        troubles.note(AlertCode.INDEX_DRIFT, there=True)
        raise
    troubles.note(AlertCode.INDEX_AWAY, there=False)
    troubles.note(AlertCode.INDEX_DRIFT, there=drift)


def _forget_stray_files(parts: Parts) -> None:
    old = [name for name, written in parts.files.stored() if written < clock.now() - GRACE]
    for start in range(0, len(old), BATCH):
        batch = old[start : start + BATCH]
        wanted = versions.known(batch)
        for name in batch:
            if name not in wanted:
                parts.files.delete(name)
                logger.info("stray_file_deleted", extra={"version": name})


_STEPS: tuple[Callable[[Parts], bool | None], ...] = (
    _note_bounces,
    _mend_index,
    _alert,  # after what may be its cause
    _tell_instructors,
    _tell_weeks,
    _look_at_model,
    note_changes,
    _look_at_answers,  # while what they cite is still there
    _forget_documents,
    _forget_loans,
    _erase_courses,
    _retain,
    _forget_sessions,
    _forget_counts,
    _forget_model_calls,
    _forget_vectors,
    _forget_stray_files,
    _analyse_passages,
    _embed_passages,  # the last: it may take minutes
)
