"""Who may do what on a Weaviate with keys and roles."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from silabo.adapters.weaviate.index import WeaviateIndex
from silabo.adapters.weaviate.options import WeaviateOptions
from silabo.domain.errors import ServiceError
from tests.adapters.indexes import BIOLOGY, entry, found, weaviate_options
from tests.services.weaviate import OWNER, READER, READER_KEY, Weaviate

pytestmark = pytest.mark.service
READING = [
    {"action": "read_collections", "collections": {"collection": "*"}},
    {"action": "read_tenants", "tenants": {"collection": "*", "tenant": "*"}},
    {"action": "read_data", "data": {"collection": "*", "tenant": "*", "object": "*"}},
]


@pytest.fixture(scope="module")
def guarded(servers: Path) -> Iterator[Weaviate]:
    """A server with roles: its owner may do all, its reader may read."""
    server = Weaviate(
        servers / "guarded-weaviate",
        AUTHORIZATION_RBAC_ENABLED="true",
        AUTHORIZATION_RBAC_ROOT_USERS=OWNER,
    )
    role = {"name": "reading", "permissions": READING}
    server.request("POST", "authz/roles", json=role).raise_for_status()
    assigned = {"roles": ["reading"], "userType": "db"}
    server.request("POST", f"authz/users/{READER}/assign", json=assigned).raise_for_status()
    yield server
    server.process.stop()


@pytest.fixture
def options(guarded: Weaviate) -> WeaviateOptions:
    """Ours on that server, with one passage in it."""
    options = weaviate_options(guarded)
    index = WeaviateIndex(options)
    index.add(BIOLOGY, 1, [entry(1, "examen")])
    index.close()
    return options


@pytest.fixture
def index(options: WeaviateOptions, request: pytest.FixtureRequest) -> Iterator[WeaviateIndex]:
    """The index, with the key that the test names."""
    index = WeaviateIndex(replace(options, key=request.param))
    yield index
    index.close()


@pytest.mark.row("attack-24")
@pytest.mark.parametrize("index", ["", "a key that nobody gave"], indirect=True)
def test_without_a_key_nothing_is_read_or_written(index: WeaviateIndex) -> None:
    with pytest.raises(ServiceError, match="401"):
        found(index, "examen")
    with pytest.raises(ServiceError):
        index.add(BIOLOGY, 1, [entry(2, "parcial")])


@pytest.mark.row("attack-24")
@pytest.mark.parametrize("index", [READER_KEY], indirect=True)
def test_a_key_that_may_only_read_searches_and_writes_nothing(index: WeaviateIndex) -> None:
    assert found(index, "examen") == [1]
    assert index.count(BIOLOGY, 1) == 1
    for write in (
        lambda: index.add(BIOLOGY, 1, [entry(2, "parcial")]),
        lambda: index.add(BIOLOGY + 1, 1, [entry(2, "parcial")]),
        lambda: index.remove(BIOLOGY, 1),
        lambda: index.clear(BIOLOGY),
    ):
        with pytest.raises(ServiceError):
            write()
    assert index.count(BIOLOGY, 1) == 1


@pytest.mark.row("attack-23")
def test_who_names_no_course_is_refused(guarded: Weaviate, options: WeaviateOptions) -> None:
    query = f"{{ Get {{ {options.collection}(limit: 10) {{ passage }} }} }}"
    reply = guarded.request("POST", "graphql", json={"query": query}).json()

    assert reply["data"]["Get"][options.collection] is None
    assert "without tenant" in reply["errors"][0]["message"]
