"""The passage index on a Weaviate server: a collection for the words and one for each embedding
space, a tenant a course.
"""

import logging
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from silabo.adapters.circuit import Circuit
from silabo.adapters.fusion import fuse
from silabo.adapters.weaviate.connection import NothingThereError, WeaviateConnection
from silabo.adapters.weaviate.options import WeaviateOptions
from silabo.domain.errors import ServiceError
from silabo.domain.models import Vector
from silabo.domain.passages import IndexEntry, Match
from silabo.language.stems import query_stems

if TYPE_CHECKING:
    from types import ModuleType

    from weaviate import WeaviateClient

    from silabo.adapters.weaviate.shelf import Shelf

logger = logging.getLogger(__name__)

_MOST_STEMS = 200  # of one question; more is noise


class WeaviateIndex:
    """A `VectorIndex` for any number of hosts, by words and, where a vector is given, by meaning.

    Only `add` and `put` make a collection or a tenant, so a key that may only read is enough to
    search. What is searched by meaning and fails is found by its words.
    """

    def __init__(self, options: WeaviateOptions, circuit: Circuit | None = None) -> None:
        """Remember where the server is; the circuit is this index's own unless one is given."""
        self._options = options
        self._connection = WeaviateConnection(options, circuit or Circuit())

    def add(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        """Put the passages of a version in place of what the index had of it.

        The new ones are written before the old ones go, so that a search finds them all the time.
        """
        if not entries:
            self.remove(course, version)
            return
        self._put_words(course, version, entries)
        self._forget_vectors(course, version)
        self.put(course, version, entries)

    def extend(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        """Put new passages of a version beside those that the index has of it."""
        if entries:
            numbers = [each.passage_id for each in entries]
            self._put_words(course, version, entries, only=numbers)

    def _put_words(
        self, course: int, version: int, entries: Sequence[IndexEntry], only: Sequence[int] = ()
    ) -> None:
        """Write words in place of those of `only` these passages, or of the whole version."""
        with self._connection.asking() as client:
            made = _shelves()
            words = self._options.collection
            made.ensure_collection(client, self._options, words, made.WORDS)
            shelf = self._at(client, course, words)
            moment = shelf.put_words(version, entries)
            shelf.forget(version, before=moment, only=only)

    def put(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        """Keep the vectors that these passages of a version have, each in the collection of its
        space.
        """
        for space in {each.space for each in entries if each.vector is not None}:
            vectors = {
                each.passage_id: each.vector
                for each in entries
                if each.vector is not None and each.space == space
            }
            with self._connection.asking() as client:
                name = self._options.vectors(space)
                made = _shelves()
                made.ensure_collection(client, self._options, name, made.VECTORS)
                shelf = self._at(client, course, name)
                moment = shelf.put_vectors(version, vectors)
                shelf.forget(version, before=moment, only=list(vectors))

    def remove(self, course: int, version: int) -> None:
        """Forget a version, in the collections of former models too; unknown ones are no error."""
        try:
            with self._shelf(course) as shelf:
                shelf.forget(version)
        except NothingThereError:
            pass
        self._forget_vectors(course, version)

    def _forget_vectors(self, course: int, version: int) -> None:
        with self._connection.asking() as client:
            others = _shelves().ours(client, self._options) - {self._options.collection}
        for name in others:
            with suppress(NothingThereError), self._shelf(course, name) as shelf:
                shelf.forget(version)

    def clear(self, course: int) -> None:
        """Forget a whole course; an unknown one is no error."""
        with self._connection.asking() as client:
            _shelves().remove_course(client, self._options, course)

    def search(
        self,
        course: int,
        words: str,
        *,
        versions: Collection[int],
        limit: int,
        vector: Vector | None = None,
        space: str = "",
    ) -> list[Match]:
        """The best passages of these versions of this course, best first: a request by words, and
        one by meaning where there is a vector.
        """
        stems = query_stems(words)[:_MOST_STEMS]
        if not versions or limit < 1:
            return []
        try:
            with self._shelf(course) as shelf:
                by_words = shelf.by_words(stems, versions=versions) if stems else []
        except NothingThereError:
            return []
        near = {} if vector is None else self._near(course, vector, space, versions)
        return fuse(by_words, near, limit) if near else by_words[:limit]

    def _near(
        self, course: int, vector: Vector, space: str, versions: Collection[int]
    ) -> dict[int, float]:
        try:
            with self._shelf(course, self._options.vectors(space)) as shelf:
                near: dict[int, float] = shelf.near(vector, versions=versions)
                return near
        except NothingThereError:
            return {}
        except ServiceError as error:
            logger.warning("searching_by_words_alone", extra={"reason": str(error)})
            return {}

    def count(self, course: int, *versions: int) -> int:
        """How many passages of these versions the index holds."""
        if not versions:
            return 0
        try:
            with self._shelf(course) as shelf:
                return shelf.count(versions)
        except NothingThereError:
            return 0

    def without_vector(self, course: int, version: int, *, space: str, limit: int) -> list[int]:
        """Passages of a version, by number, that have no vector of this space yet."""
        if limit < 1:  # Weaviate takes 0 for its own default
            return []
        try:
            with self._shelf(course) as shelf:
                there = shelf.passages(version)
        except NothingThereError:
            return []
        try:
            with self._shelf(course, self._options.vectors(space)) as shelf:
                there -= shelf.passages(version)
        except NothingThereError:
            pass
        return sorted(there)[:limit]

    def keep_only(self, space: str) -> int:
        """Remove the collections of other models than this space's, and of former analysers; return
        how many went.
        """
        with self._connection.asking() as client:
            kept = {self._options.collection, self._options.vectors(space)}
            former = sorted(_shelves().ours(client, self._options) - kept)
            for name in former:
                client.collections.delete(name)
            return len(former)

    def close(self) -> None:
        """End the connection; the next call opens it again."""
        self._connection.close()

    @contextmanager
    def _shelf(self, course: int, name: str = "") -> Iterator["Shelf"]:
        with self._connection.asking() as client:
            yield self._at(client, course, name or self._options.collection)

    def _at(self, client: "WeaviateClient", course: int, name: str) -> "Shelf":
        shelf: Shelf = _shelves().Shelf(client, self._options, course, name)
        return shelf


def _shelves() -> "ModuleType":
    # It imports the client library, which is loaded by now: a connection came first.
    from silabo.adapters.weaviate import shelf  # noqa: PLC0415

    return shelf
