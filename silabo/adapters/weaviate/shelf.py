"""What a Weaviate collection holds of a course, and what is asked of it. Imported at the first use,
after library.py.
"""

import time
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from weaviate import WeaviateClient, exceptions
from weaviate.classes.config import Configure, DataType, Property, StopwordsPreset, Tokenization
from weaviate.classes.data import DataObject
from weaviate.classes.query import Filter, MetadataQuery, Sort
from weaviate.collections import Collection as WeaviateCollection

from silabo.adapters.weaviate.library import says_read_only
from silabo.adapters.weaviate.options import WeaviateOptions
from silabo.domain.errors import IndexAwayError, ServiceError
from silabo.domain.models import Vector
from silabo.domain.passages import IndexEntry, Match
from silabo.language.stems import document_stems

if TYPE_CHECKING:
    from weaviate.collections.classes.filters import _Filters

_OBJECTS = UUID("6f0b1c3e-53a5-4d0c-8c43-2f6a4a4f0a52")  # name space of our objects' ids
_BATCH = 200  # passages a request
# Passages that Weaviate gives, unless its administrator chose another QUERY_MAXIMUM_RESULTS. All
# that match are asked for and the best are taken: asked for few, Weaviate 1.35 leaves better ones
# out, in what was written within the last minute and where properties are weighted.
_MOST_GIVEN = 10_000
_MOST_ROUNDS = 100  # of deleting: a round takes 10,000 objects at most
_VECTOR = "meaning"
# What stands around a text counts two thirds of the text itself, in whole numbers: Weaviate reads
# no others. One length for both, as in the embedded index, ranks much like it.
_PROPERTIES = ["all^2", "body"]
_NEAREST = 1_000  # passages asked for by meaning; what is farther counts by its words alone


def ours(client: WeaviateClient, options: WeaviateOptions) -> set[str]:
    """The names of our collections that are there: the words' and every model's."""
    there = client.collections.list_all(simple=True)
    return {name for name, each in there.items() if each.description == options.mark}


def ensure_collection(
    client: WeaviateClient, options: WeaviateOptions, name: str, properties: Sequence[Property]
) -> None:
    """Make a collection, if it is not there."""
    # Asked for by name, one that is not there is an error in the server's log.
    if name in ours(client, options):
        return
    try:
        client.collections.create(
            name,
            description=options.mark,
            multi_tenancy_config=Configure.multi_tenancy(
                enabled=True, auto_tenant_creation=True, auto_tenant_activation=True
            ),
            # A course is small: comparing with each vector is fast, exact, and needs no memory.
            vector_config=Configure.Vectors.self_provided(
                name=_VECTOR,
                # Not said, the server looks for a usual quantizer, and logs that it knows none.
                vector_index_config=Configure.VectorIndex.flat(
                    quantizer=Configure.VectorIndex.Quantizer.none()
                ),
            ),
            inverted_index_config=Configure.inverted_index(stopwords_preset=StopwordsPreset.NONE),
            properties=list(properties),
        )
    except exceptions.UnexpectedStatusCodeError:
        # Another process may have made it meanwhile.
        if name not in ours(client, options):
            raise


def remove_course(client: WeaviateClient, options: WeaviateOptions, course: int) -> None:
    """Delete a course's tenants, and all that is in them; an absent one is no error."""
    for name in ours(client, options):
        client.collections.use(name).tenants.remove([options.tenant(course)])


class Shelf:
    """What one collection holds of one course: its words, or its vectors of one model. Every method
    raises one of `FAILURES`.
    """

    def __init__(
        self, client: WeaviateClient, options: WeaviateOptions, course: int, name: str
    ) -> None:
        """Ask nothing yet."""
        self._course = course
        self._tenant: WeaviateCollection = client.collections.use(name).with_tenant(
            options.tenant(course)
        )

    def put_words(self, version: int, entries: Sequence[IndexEntry]) -> int:
        """Write the words of passages, and return the moment that they carry. Raises
        `ServiceError` when one is refused.
        """
        return self._put(version, {each.passage_id: (_stems(each), None) for each in entries})

    def put_vectors(self, version: int, vectors: Mapping[int, Vector]) -> int:
        """Write the vectors of passages by their numbers, as `put_words` does."""
        return self._put(version, {number: ({}, each) for number, each in vectors.items()})

    def _put(
        self, version: int, passages: Mapping[int, tuple[Mapping[str, str], Vector | None]]
    ) -> int:
        """Write passages as new objects.

        Always new ones: what was written when Weaviate was killed may be in its store and not in
        its index, and the same object written again changes nothing there.
        """
        moment = time.time_ns() // 1000
        objects = [
            self._object(version, number, moment, *each) for number, each in passages.items()
        ]
        for start in range(0, len(objects), _BATCH):
            written = self._tenant.data.insert_many(objects[start : start + _BATCH])
            if written.has_errors:
                closed = any(says_read_only(each.message) for each in written.errors.values())
                kind = IndexAwayError if closed else ServiceError
                raise kind(f"Weaviate refused {len(written.errors)} passages")
        return moment

    def forget(self, version: int, *, before: int | None = None, only: Sequence[int] = ()) -> None:
        """Delete a version's passages: those written before a moment, only these numbers, or all.

        Raises `IndexAwayError` when one stays.
        """
        gone = _of([version])
        if before is not None:
            # Also what has no moment: it was being written when Weaviate was killed.
            gone &= Filter.not_(Filter.by_property("written").greater_or_equal(before))
        if only:
            gone &= Filter.by_property("passage").contains_any(list(only))
        for _ in range(_MOST_ROUNDS):
            done = self._tenant.data.delete_many(where=gone)
            if done.failed:
                raise IndexAwayError(f"Weaviate did not delete {done.failed} passages")
            if done.matches < _MOST_GIVEN:
                return

    def by_words(self, stems: Sequence[str], *, versions: Collection[int]) -> list[Match]:
        """The passages that have any of these stems, best first."""
        reply = self._tenant.query.bm25(
            " ".join(stems),
            query_properties=_PROPERTIES,
            filters=_of(versions),
            limit=_MOST_GIVEN,
            return_metadata=MetadataQuery(score=True),
            return_properties=["passage"],
        )
        best: dict[int, float] = {}  # a passage is there twice while it is replaced
        for each in reply.objects:
            best.setdefault(_passage(each.properties), each.metadata.score or 0.0)
        return [Match(passage, score) for passage, score in best.items()]

    def near(self, vector: Vector, *, versions: Collection[int]) -> dict[int, float]:
        """How near the nearest passages are to this vector, by the cosine of theirs."""
        reply = self._tenant.query.near_vector(
            list(vector),
            target_vector=_VECTOR,
            filters=_of(versions),
            limit=_NEAREST,
            return_metadata=MetadataQuery(distance=True),
            return_properties=["passage"],
        )
        nearest: dict[int, float] = {}
        for each in reply.objects:
            distance = each.metadata.distance
            if distance is not None:
                nearest.setdefault(_passage(each.properties), 1 - distance)
        return nearest

    def count(self, versions: Collection[int]) -> int:
        """How many passages of these versions there are.

        They are fetched and counted: Weaviate's own count has a passage twice while it is replaced,
        and after a kill it has some that are not there. It gives 10,000 at most.
        """
        found = self._tenant.query.fetch_objects(
            filters=_of(versions), limit=_MOST_GIVEN, return_properties=["passage"]
        )
        if len(found.objects) < _MOST_GIVEN:
            return len({_passage(each.properties) for each in found.objects})
        if len(versions) > 1:
            return sum(self.count([version]) for version in versions)
        counted = self._tenant.aggregate.over_all(total_count=True, filters=_of(versions))
        return counted.total_count or 0

    def passages(self, version: int) -> set[int]:
        """The numbers of all passages of a version, however many there are."""
        found: set[int] = set()
        while True:
            rest = _of([version]) & Filter.by_property("passage").greater_than(
                max(found, default=0)
            )
            reply = self._tenant.query.fetch_objects(
                filters=rest,
                sort=Sort.by_property("passage"),
                limit=_MOST_GIVEN,
                return_properties=["passage"],
            )
            found |= {_passage(each.properties) for each in reply.objects}
            if len(reply.objects) < _MOST_GIVEN:
                return found

    def _object(
        self,
        version: int,
        passage: int,
        moment: int,
        stems: Mapping[str, str],
        vector: Vector | None,
    ) -> "DataObject[Any, Any]":
        return DataObject(
            # The same for each try of one request, so that a repeated one writes nothing twice.
            uuid=uuid5(_OBJECTS, f"{self._course}/{version}/{passage}/{moment}"),
            properties={**stems, "version": version, "passage": passage, "written": moment},
            vector=None if vector is None else {_VECTOR: list(vector)},
        )


def _stems(entry: IndexEntry) -> dict[str, str]:
    around = document_stems(entry.surroundings, entry.language)
    body = document_stems(entry.text, entry.language)
    return {"all": " ".join([*around, *body]), "body": " ".join(body)}


def _of(versions: Collection[int]) -> "_Filters":
    return Filter.by_property("version").contains_any(list(versions))


def _passage(properties: Mapping[str, object]) -> int:
    passage = properties["passage"]
    if not isinstance(passage, int | float):
        raise ServiceError("Weaviate holds an object that is no passage")
    return int(passage)


def _words(name: str) -> Property:
    # Stems are words already; Weaviate's own analysis keeps accents and knows no stems.
    return Property(
        name=name,
        data_type=DataType.TEXT,
        tokenization=Tokenization.WHITESPACE,
        index_searchable=True,
        index_filterable=False,
    )


def _value(name: str, kind: DataType) -> Property:
    return Property(name=name, data_type=kind, index_filterable=True, index_searchable=False)


_NUMBERS = [_value(each, DataType.INT) for each in ("version", "passage", "written")]
WORDS = [_words("all"), _words("body"), *_NUMBERS]
VECTORS = _NUMBERS
