"""What has to be tidied now and then: deleted documents, files that no row knows, old sessions."""

import logging
from datetime import timedelta

from silabo.domain import clock
from silabo.domain.traces import report
from silabo.storage import embeddings, owing, sessions, versions
from tasks.documents import forget_next
from tasks.index_repair import repair_index
from tasks.meaning import embed_passages
from tasks.parts import Parts

logger = logging.getLogger(__name__)

# A file is written before its row: only one that has been without a row for long is rubbish.
GRACE = timedelta(hours=1)
BATCH = 500


def tidy(parts: Parts) -> None:
    """Tell administrators what they must know; forget deleted documents, stray files and sessions
    that are over; mend the index. A step that fails leaves the others to be done.
    """
    for step in _STEPS:
        try:
            step(parts)
        except Exception as error:  # noqa: BLE001 - whatever it was, the next round tries again
            report(logger, "upkeep_failed", error, step=step.__name__)


def _look_at_model(parts: Parts) -> None:
    # Told at every start too: a model that is missing would only be seen by its absence.
    health = parts.writer.health() if parts.writer else None
    if health is not None and not health.ok:
        logger.error("model_not_ready", extra={"reason": health.detail})


def _embed_passages(parts: Parts) -> None:
    if parts.meaning is not None:
        embed_passages(parts.meaning.index, parts.meaning.embedder)


def _forget_vectors(_: Parts) -> None:
    embeddings.sweep()


def _forget_documents(parts: Parts) -> None:
    while forget_next(parts):
        pass


def _forget_sessions(_: Parts) -> None:
    sessions.sweep()


def _alert(parts: Parts) -> None:
    owed = owing.owe_alerts(parts.administrators)
    if owed:
        logger.error("administrators_alerted", extra={"letters": owed})


def _forget_stray_files(parts: Parts) -> None:
    old = [name for name, written in parts.files.stored() if written < clock.now() - GRACE]
    for start in range(0, len(old), BATCH):
        batch = old[start : start + BATCH]
        wanted = versions.known(batch)
        for name in batch:
            if name not in wanted:
                parts.files.delete(name)
                logger.info("stray_file_deleted", extra={"version": name})


_STEPS = (
    _alert,
    _look_at_model,
    _forget_documents,
    repair_index,
    _forget_sessions,
    _forget_vectors,
    _forget_stray_files,
    _embed_passages,  # the last: it may take minutes
)
