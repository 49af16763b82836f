"""Brings vectors to passages that have none, a batch at a time, when there is nothing to wait for.

A document can be found by its words as soon as it was read. Without a GPU an embedding model needs
minutes for a book, so its vectors come afterwards, and an interruption loses one batch.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from silabo.domain.errors import ModelChangedError, ModelOutputError, ServiceError
from silabo.domain.models import TextKind, Vector
from silabo.domain.passages import IndexEntry
from silabo.domain.ports import Embedder, VectorIndex
from silabo.storage import passages, versions
from tasks.parts import Parts

logger = logging.getLogger(__name__)

BATCH = 32
LONGEST_S = 300.0  # well within the time that an upkeep may take
FRESH_S = 5.0  # so long a document that waits to be read waits for vectors of those before
_ALL = 1_000_000  # more passages than a version has
_Version = tuple[int, int]  # the numbers of a course and of its version


@dataclass(frozen=True, slots=True)
class Brought:
    """How many passages got their vector, and whether each was tried."""

    passages: int
    all: bool


def embed_passages(
    index: VectorIndex, embedder: Embedder, *, now: Callable[[], float] = time.monotonic
) -> Brought:
    """Embed visible passages that have no vector of the embedder's space. When all were tried, what
    other models made is forgotten.

    Ends after `LONGEST_S` seconds of the clock `now`; the next call goes on. Raises `ServiceError`
    when the index or the model does not answer, and when another model came meanwhile.
    """
    until = now() + LONGEST_S
    space = embedder.space
    total, all_tried = 0, True
    for version in versions.answering():
        brought = embed_version(index, embedder, version, until=until, now=now)
        total += brought.passages
        all_tried = all_tried and brought.all
    if total:
        logger.info("passages_embedded", extra={"passages": total})
    if all_tried and embedder.space == space:
        former = index.keep_only(space)
        if former:
            logger.info("former_vectors_removed", extra={"spaces": former})
    return Brought(total, all_tried)


def embed_version(
    index: VectorIndex,
    embedder: Embedder,
    version: _Version,
    *,
    until: float,
    now: Callable[[], float] = time.monotonic,
) -> Brought:
    """Embed the passages of one version that have no vector, until a moment of the clock `now`.
    Raises as `embed_passages` does.
    """
    space = embedder.space
    bare = index.without_vector(*version, space=space, limit=_ALL)
    done = 0
    for start in range(0, len(bare), BATCH):
        if now() >= until:
            return Brought(done, all=False)
        done += _embed(index, embedder, version, space, bare[start : start + BATCH])
    if done and version not in versions.answering():
        index.remove(*version)  # it was deleted meanwhile
    return Brought(done, all=True)


def embed_next(parts: Parts) -> bool:
    """Embed for a moment passages of a version that this process has just read; False when there is
    none. What fails is left to the upkeep.
    """
    if parts.meaning is None or not parts.fresh:
        return False
    meaning, version = parts.meaning, parts.fresh[0]
    try:
        until = time.monotonic() + FRESH_S
        brought = embed_version(meaning.index, meaning.embedder, version, until=until)
    except ServiceError as error:
        logger.warning("passages_not_embedded", extra={"reason": str(error)})
        parts.fresh.clear()
        return False
    if brought.all and version in parts.fresh:
        parts.fresh.remove(version)
    return True


def _embed(
    index: VectorIndex, embedder: Embedder, version: _Version, space: str, bare: Sequence[int]
) -> int:
    """Embed some passages of a version; return how many."""
    # The index may know passages that the database does not have any more.
    entries = passages.entries(version[1], set(bare))
    if not entries:
        return 0
    vectors = _vectors(embedder, entries)
    if embedder.space != space:
        raise ModelChangedError("the embedding model was replaced while it read")
    embedded = [
        replace(each, vector=vectors[each.passage_id], space=space)
        for each in entries
        if each.passage_id in vectors
    ]
    if embedded:
        index.put(*version, embedded)
    return len(embedded)


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
