"""The passage index on a Weaviate server: a collection an embedding space, a tenant a course."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from silabo.adapters.circuit import Circuit
from silabo.adapters.fusion import fuse
from silabo.adapters.weaviate.connection import NothingThereError, WeaviateConnection
from silabo.adapters.weaviate.options import WeaviateOptions
from silabo.domain.models import Vector
from silabo.domain.passages import IndexEntry, Match
from silabo.language.stems import query_stems

if TYPE_CHECKING:
    from types import ModuleType

    from silabo.adapters.weaviate.shelf import Shelf

_MOST_STEMS = 200  # of one question; more is noise


class WeaviateIndex:
    """A `VectorIndex` for any number of hosts, by words and, where a vector is given, by meaning.

    Only `add` makes a collection or a tenant, so a key that may only read is enough to search.
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
        with self._writing(course) as shelf:
            moment = shelf.put(version, entries)
            shelf.forget(version, before=moment)

    def put(self, course: int, version: int, entries: Sequence[IndexEntry]) -> None:
        """Write these passages of a version anew, and leave its others as they are."""
        with self._writing(course) as shelf:
            moment = shelf.put(version, entries)
            shelf.forget(version, before=moment, only=[each.passage_id for each in entries])

    def remove(self, course: int, version: int) -> None:
        """Forget a version; unknown ones are no error."""
        try:
            with self._shelf(course) as shelf:
                shelf.forget(version)
        except NothingThereError:
            return

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
                if vector is None or not self._options.space:
                    return by_words[:limit]
                near = shelf.near(vector, space, versions=versions)
                return fuse(by_words, near, limit) if near else by_words[:limit]
        except NothingThereError:
            return []

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
                return shelf.without_vector(version, space=space, limit=limit)
        except NothingThereError:
            return []

    def close(self) -> None:
        """End the connection; the next call opens it again."""
        self._connection.close()

    @contextmanager
    def _writing(self, course: int) -> Iterator["Shelf"]:
        with self._connection.asking() as client:
            _shelves().ensure_collection(client, self._options)
            yield _shelves().Shelf(client, self._options, course)

    @contextmanager
    def _shelf(self, course: int) -> Iterator["Shelf"]:
        with self._connection.asking() as client:
            yield _shelves().Shelf(client, self._options, course)


def _shelves() -> "ModuleType":
    # It imports the client library, which is loaded by now: a connection came first.
    from silabo.adapters.weaviate import shelf  # noqa: PLC0415

    return shelf
