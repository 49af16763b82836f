"""Lets questions search by meaning as well as by words, as long as the embedding model answers."""

import logging
from collections.abc import Collection, Sequence

from silabo.domain.errors import ModelError
from silabo.domain.models import TextKind, Vector
from silabo.domain.passages import IndexEntry, Match
from silabo.domain.ports import Embedder, PassageIndex

logger = logging.getLogger(__name__)


class MeaningIndex:
    """A `PassageIndex` over one that keeps vectors: it adds the question's vector to each search.

    Passages are added by their words; tasks/meaning.py brings their vectors later.
    """

    def __init__(self, index: PassageIndex, embedder: Embedder) -> None:
        """Ask nothing yet."""
        self._index = index
        self._embedder = embedder

    def add(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        """Put the passages of a version in place of what the index had of it."""
        self._index.add(course, version, entries)

    def remove(self, course: int, version: int) -> None:
        """Forget a version; unknown ones are no error."""
        self._index.remove(course, version)

    def clear(self, course: int) -> None:
        """Forget a whole course; an unknown one is no error."""
        self._index.clear(course)

    def count(self, course: int, *versions: int) -> int:
        """How many passages of these versions the index holds."""
        return self._index.count(course, *versions)

    def close(self) -> None:
        """End what this thread has opened; the next call opens it again."""
        self._index.close()

    def search(
        self,
        course: int,
        words: str,
        *,
        versions: Collection[int],
        limit: int,
        vector: Vector | None = None,
    ) -> list[Match]:
        """The best passages of these versions, by words alone where the model does not answer."""
        if vector is None:
            vector = self._vector(words)
        return self._index.search(course, words, versions=versions, limit=limit, vector=vector)

    def _vector(self, words: str) -> Vector | None:
        try:
            return self._embedder.embed([words], TextKind.QUERY)[0]
        except ModelError as error:
            logger.warning("searching_by_words_alone", extra={"reason": str(error)})
            return None
