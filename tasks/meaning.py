"""Brings vectors to passages that have none, a batch at a time, when there is nothing to wait for.

A document can be found by its words as soon as it was read. Without a GPU an embedding model needs
minutes for a book, so its vectors come afterwards, and an interruption loses one batch.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from silabo.domain.errors import ModelOutputError
from silabo.domain.models import TextKind, Vector
from silabo.domain.passages import IndexEntry
from silabo.domain.ports import Embedder, VectorIndex
from silabo.storage import passages, versions

logger = logging.getLogger(__name__)

BATCH = 32
LONGEST_S = 300.0  # well within the time that an upkeep may take


def embed_passages(
    index: VectorIndex, embedder: Embedder, *, now: Callable[[], float] = time.monotonic
) -> int:
    """Embed visible passages that have no vector of the embedder's space; return how many.

    Ends after `LONGEST_S` seconds of the clock `now`; the next call goes on. Raises `ServiceError`
    when the index or the model does not answer.
    """
    until = now() + LONGEST_S
    total = 0
    for course_id, version_id in versions.visible():
        done: set[int] = set()
        while now() < until:
            batch = _embed_batch(index, embedder, (course_id, version_id), done)
            done |= batch
            if not batch:
                break
        total += len(done)
    if total:
        logger.info("passages_embedded", extra={"passages": total})
    return total


def _embed_batch(
    index: VectorIndex, embedder: Embedder, version: tuple[int, int], done: set[int]
) -> set[int]:
    """Embed some passages of a course's version that are not `done`; return which."""
    space = embedder.space
    # An index that was killed may go on naming what has its vector by now.
    bare = set(index.without_vector(*version, space=space, limit=BATCH + len(done))) - done
    # It may also know passages that the database does not have any more.
    entries = passages.entries(version[1], bare)[:BATCH]
    if not entries:
        return set()
    vectors = _vectors(embedder, entries)
    embedded = [
        replace(each, vector=vectors[each.passage_id], space=space)
        for each in entries
        if each.passage_id in vectors
    ]
    if embedded:
        index.put(*version, embedded)
    return {each.passage_id for each in entries}


def _vectors(embedder: Embedder, entries: Sequence[IndexEntry]) -> dict[int, Vector]:
    """The vectors of passages by their numbers, without those that the model cannot embed: they
    would keep all others from theirs. The next upkeep tries them again.
    """
    try:
        vectors = embedder.embed([each.embedded_text for each in entries], TextKind.PASSAGE)
    except ModelOutputError:
        if len(entries) == 1:
            logger.warning("passage_not_embedded", extra={"passage_id": entries[0].passage_id})
            return {}
        alone = [_vectors(embedder, [each]) for each in entries]
        return {number: vector for found in alone for number, vector in found.items()}
    return dict(zip((each.passage_id for each in entries), vectors, strict=True))
