"""The implementations of PassageIndex, and short ways to fill and to search them."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from uuid import uuid4

from silabo.adapters.weaviate.index import WeaviateIndex
from silabo.adapters.weaviate.options import WeaviateOptions
from silabo.domain.models import Vector
from silabo.domain.passages import IndexEntry
from silabo.domain.ports import PassageIndex
from tests.services.weaviate import KEY, Weaviate

BIOLOGY, CHEMISTRY = 1, 2
# Tests share the machine with others: what is shown here is no deadline.
PATIENT_S = 30


@contextmanager
def weaviate_index(server: Weaviate, *, key: str = KEY) -> Iterator[WeaviateIndex]:
    """An index with collections of its own on the server; they are gone afterwards."""
    options = weaviate_options(server, key=key)
    index = WeaviateIndex(options)
    try:
        yield index
    finally:
        index.close()
        remove_collections(server, options)


def remove_collections(server: Weaviate, options: WeaviateOptions) -> None:
    """Remove the collections of a test, the words' and every model's."""
    for name in collections(server, options):
        server.request("DELETE", f"schema/{name}")


def collections(server: Weaviate, options: WeaviateOptions) -> list[str]:
    """The names of a test's collections that are there."""
    there = server.request("GET", "schema").json()["classes"]
    return sorted(each["class"] for each in there if each["class"].startswith(options.prefix))


def weaviate_options(
    server: Weaviate, *, key: str = KEY, timeout_s: float = PATIENT_S
) -> WeaviateOptions:
    """Where a server is, with a prefix that no other test has."""
    return WeaviateOptions(
        url=server.url,
        key=key,
        grpc_port=server.grpc_port,
        prefix=f"Test{uuid4().hex[:12]}",
        timeout_s=timeout_s,
    )


def entry(
    passage_id: int,
    text: str,
    *,
    place: str = "",
    language: str = "es",
    vector: Vector | None = None,
    space: str = "",
) -> IndexEntry:
    return IndexEntry(passage_id, place, text, language, vector, space)


def found(
    index: PassageIndex,
    words: str,
    versions: Collection[int] = (1,),
    course: int = BIOLOGY,
    vector: Vector | None = None,
) -> list[int]:
    space = "" if vector is None else "model"
    matches = index.search(course, words, versions=versions, limit=10, vector=vector, space=space)
    return [match.passage_id for match in matches]
