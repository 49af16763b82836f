"""What holds for the passage index on Weaviate alone, on a real server."""

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from silabo.adapters.circuit import Circuit
from silabo.adapters.weaviate.index import WeaviateIndex
from silabo.adapters.weaviate.options import WeaviateOptions
from silabo.domain.errors import ServiceError
from tests.adapters.indexes import (
    BIOLOGY,
    CHEMISTRY,
    collections,
    entry,
    found,
    weaviate_index,
    weaviate_options,
)
from tests.ports import free_port
from tests.services.weaviate import Weaviate

EAST, NORTH = [1.0, 0.0], [0.0, 1.0]
pytestmark = pytest.mark.service


@pytest.fixture
def index(weaviate_server: Weaviate) -> Iterator[WeaviateIndex]:
    """An index that keeps vectors of one model."""
    with weaviate_index(weaviate_server) as own:
        yield own


def test_a_vector_finds_what_the_words_do_not(index: WeaviateIndex) -> None:
    passages = [
        entry(1, "Se rinde en junio", vector=EAST, space="model"),
        entry(2, "Aula magna", vector=NORTH, space="model"),
        entry(3, "El examen vale diez puntos", vector=NORTH, space="model"),
    ]
    index.add(BIOLOGY, 1, passages)

    assert found(index, "examen") == [3]
    assert found(index, "prueba", vector=EAST)[0] == 1
    assert set(found(index, "examen", vector=EAST)[:2]) == {1, 3}


def test_a_vector_passes_no_wall(index: WeaviateIndex) -> None:
    index.add(BIOLOGY, 1, [entry(1, "Se rinde en junio", vector=EAST, space="model")])
    index.add(BIOLOGY, 2, [entry(2, "Se rinde en julio", vector=EAST, space="model")])
    index.add(CHEMISTRY, 1, [entry(3, "Se rinde en mayo", vector=EAST, space="model")])

    assert found(index, "examen", vector=EAST) == [1]


def test_passages_without_a_vector_are_found_by_their_words_meanwhile(index: WeaviateIndex) -> None:
    index.add(BIOLOGY, 1, [entry(1, "examen"), entry(2, "parcial")])

    assert found(index, "examen", vector=EAST) == [1]


def test_what_lacks_a_vector_of_this_model_is_known(index: WeaviateIndex) -> None:
    index.add(
        BIOLOGY,
        1,
        [
            entry(1, "examen", vector=EAST, space="model"),
            entry(2, "parcial", vector=EAST, space="an older model"),
            entry(3, "final"),
            entry(4, "nota"),
        ],
    )
    bare = index.without_vector(BIOLOGY, 1, space="model", limit=10)
    index.put(BIOLOGY, 1, [entry(3, "final", vector=NORTH, space="model")])

    assert sorted(bare) == [2, 3, 4]
    assert sorted(index.without_vector(BIOLOGY, 1, space="model", limit=10)) == [2, 4]
    assert len(index.without_vector(BIOLOGY, 1, space="model", limit=1)) == 1
    assert index.without_vector(CHEMISTRY, 1, space="model", limit=10) == []
    assert index.count(BIOLOGY, 1) == 4
    assert found(index, "prueba", vector=NORTH)[0] == 3


def test_two_models_do_not_share_a_collection(weaviate_server: Weaviate) -> None:
    options = weaviate_options(weaviate_server)
    first, second = (options.vectors(f"bge-m3:latest@{digest}") for digest in ("79", "80"))

    assert first != second
    assert first.startswith(f"{options.prefix}_bge_m3_latest_79_")
    assert options.collection.startswith(f"{options.prefix}_words_")


def test_the_collections_of_another_system_are_left_alone(weaviate_server: Weaviate) -> None:
    with weaviate_index(weaviate_server) as ours:
        options = ours._options
        longer = replace(options, prefix=f"{options.prefix}_b")
        theirs = WeaviateIndex(longer)
        for index in (ours, theirs):
            index.add(BIOLOGY, 1, [entry(1, "examen", vector=EAST, space="model")])
        ours.keep_only("another")
        theirs.close()

        assert collections(weaviate_server, options) == sorted(
            [options.collection, longer.collection, longer.vectors("model")]
        )


def test_a_new_collection_is_no_error_in_the_log_of_the_server(weaviate_server: Weaviate) -> None:
    before = weaviate_server.process.log.stat().st_size
    with weaviate_index(weaviate_server) as index:
        index.count(BIOLOGY, 1)
        index.add(BIOLOGY, 1, [entry(1, "examen", vector=EAST, space="model")])
        index.remove(BIOLOGY, 1)
    said = weaviate_server.process.log.read_bytes()[before:]

    assert b'"error"' not in said, said.decode()
    assert b"level=error" not in said, said.decode()


def test_two_systems_on_one_server_do_not_see_each_other(weaviate_server: Weaviate) -> None:
    with weaviate_index(weaviate_server) as ours, weaviate_index(weaviate_server) as theirs:
        ours.add(BIOLOGY, 1, [entry(1, "examen")])
        theirs.add(BIOLOGY, 1, [entry(2, "examen")])

        assert (found(ours, "examen"), found(theirs, "examen")) == ([1], [2])


def test_a_document_of_many_batches_is_counted_to_the_last_passage(index: WeaviateIndex) -> None:
    index.add(BIOLOGY, 1, [entry(number, f"examen {number}") for number in range(1, 502)])
    counted = index.count(BIOLOGY, 1)
    index.add(BIOLOGY, 1, [entry(number, f"examen {number}") for number in range(400, 700)])

    assert counted == 501
    assert index.count(BIOLOGY, 1) == 300
    assert found(index, "401") == [401]


def test_a_passage_that_is_refused_is_no_success(index: WeaviateIndex) -> None:
    index.add(BIOLOGY, 1, [entry(1, "examen", vector=EAST, space="model")])
    of_another_size = entry(2, "parcial", vector=[1.0, 0.0, 0.0], space="model")

    with pytest.raises(ServiceError, match="refused"):
        index.add(BIOLOGY, 2, [entry(3, "final"), of_another_size])
    with pytest.raises(ServiceError, match="refused"):
        index.add(BIOLOGY, 2, [of_another_size])


def test_a_proxy_of_the_environment_is_not_asked(
    weaviate_server: Weaviate, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = f"http://127.0.0.1:{free_port()}"
    for name in ("http_proxy", "https_proxy", "grpc_proxy", "all_proxy"):
        monkeypatch.setenv(name, nobody)
        monkeypatch.setenv(name.upper(), nobody)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with weaviate_index(weaviate_server) as index:
        index.add(BIOLOGY, 1, [entry(1, "examen")])

        assert found(index, "examen") == [1]


def test_where_nobody_listens_it_is_said_at_once(weaviate_server: Weaviate) -> None:
    options = replace(
        weaviate_options(weaviate_server),
        url=f"http://127.0.0.1:{free_port()}",
        grpc_port=free_port(),
        timeout_s=30,
    )
    index = WeaviateIndex(options)
    started = time.monotonic()
    with pytest.raises(ServiceError, match="did not answer"):
        found(index, "examen")

    assert time.monotonic() - started < 20


def test_after_failures_a_server_is_left_alone(weaviate_server: Weaviate) -> None:
    options = replace(weaviate_options(weaviate_server), url=f"http://127.0.0.1:{free_port()}")
    seconds = [0.0]
    index = WeaviateIndex(options, Circuit(failures=2, pause_s=10, now=lambda: seconds[0]))
    said = []
    for moment in (0.0, 1.0, 2.0, 9.0, 11.5):
        seconds[0] = moment
        with pytest.raises(ServiceError) as refusal:
            index.count(BIOLOGY, 1)
        said.append("left alone" in str(refusal.value))

    assert said == [False, False, True, True, False]


def test_a_question_that_the_server_refuses_does_not_stop_those_of_others(
    index: WeaviateIndex,
) -> None:
    index.add(BIOLOGY, 1, [entry(1, "examen", vector=EAST, space="model")])
    by_words = [found(index, "examen", vector=[1.0, 0.0, 0.0]) for _ in range(5)]

    assert by_words == [[1]] * 5
    assert found(index, "prueba", vector=EAST) == [1]


def test_the_client_is_imported_at_its_first_use() -> None:
    program = (
        "import sys; from silabo.adapters.weaviate.index import WeaviateIndex;"
        " from silabo.adapters.weaviate.options import WeaviateOptions;"
        " WeaviateIndex(WeaviateOptions(url='http://127.0.0.1:1'));"
        " sys.exit('weaviate' in sys.modules or 'grpc' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False)

    assert done.returncode == 0


def test_a_key_is_not_shown_with_the_options() -> None:
    assert "secret" not in repr(WeaviateOptions(url="http://127.0.0.1:1", key="secret"))
