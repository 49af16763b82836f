"""Passages get their vectors after they were indexed by their words, in every index that keeps
them.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from silabo.adapters.course_search import CourseSearches
from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.adapters.embedded_model.embedder import EmbeddedModel, EmbeddedModelOptions
from silabo.adapters.model_servers.hosts import ModelHosts
from silabo.adapters.ollama.embedder import OllamaEmbedder, OllamaEmbedderOptions
from silabo.adapters.question_vectors import QuestionVectors
from silabo.adapters.stand_in import StandIn
from silabo.domain.errors import ModelSlowError
from silabo.domain.models import TextKind
from silabo.domain.ports import VectorIndex
from silabo.domain.queues import Queue
from silabo.storage import documents
from silabo.storage.tables import Version
from tasks import meaning
from tasks.meaning import embed_passages
from tasks.parts import Meaning
from tasks.slots import Slots
from tests import seeds
from tests.adapters.embedded_model.test_child import SCRIPTED
from tests.adapters.indexes import weaviate_index
from tests.fakes.embedder import FakeEmbedder
from tests.tasks.work import Work

if TYPE_CHECKING:
    from tests.services.ollama import Ollama

ROOM = ("aula", "salón")


@pytest.fixture(params=["embedded", pytest.param("weaviate", marks=pytest.mark.service)])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorIndex]:
    """Every index that keeps vectors."""
    if request.param == "embedded":
        yield EmbeddedIndex(tmp_path / "meaning.sqlite")
        return
    with weaviate_index(request.getfixturevalue("weaviate_server")) as own:
        yield own


@pytest.fixture
def over(work: Work, index: VectorIndex) -> Work:
    """A course whose documents are indexed there."""
    work.parts = work.over(index)
    return work


@pytest.fixture
def embedder() -> FakeEmbedder:
    return FakeEmbedder([("examen",), ROOM])


def bare(index: VectorIndex, course: int, version: int, space: str = "model@1") -> int:
    return len(index.without_vector(course, version, space=space, limit=1000))


def test_every_visible_passage_gets_its_vector_once(
    over: Work, index: VectorIndex, embedder: FakeEmbedder
) -> None:
    texts = [f"El examen {number} es en junio." for number in range(40)]
    version = over.ready(*texts, "El aula es la 4.")
    before = bare(index, over.course, version)
    done = embed_passages(index, embedder).passages

    assert (before, done) == (41, 41)
    assert bare(index, over.course, version) == 0
    assert embed_passages(index, embedder).passages == 0
    assert len(embedder.asked) == 41
    [room] = embedder.embed(["salón"], TextKind.QUERY)
    [best, *_] = index.search(
        over.course, "salón", versions={version}, limit=1, vector=room, space=embedder.space
    )
    assert best.score > 0
    assert index.count(over.course, version) == 41


def test_the_place_of_a_passage_is_part_of_what_it_means(
    over: Work, index: VectorIndex, embedder: FakeEmbedder
) -> None:
    over.ready("Es la 4.")
    embed_passages(index, embedder)
    (asked,) = embedder.asked

    assert asked.endswith("\nEs la 4.")
    assert "Fechas" in asked.partition("\n")[0]


def test_another_model_makes_its_own_vectors(
    over: Work, index: VectorIndex, embedder: FakeEmbedder
) -> None:
    version = over.ready("El examen es en junio.")
    embed_passages(index, embedder)
    embedder.space = "model@2"

    assert bare(index, over.course, version, "model@2") == 1
    assert embed_passages(index, embedder).passages == 1
    assert bare(index, over.course, version, "model@2") == 0


def test_a_model_that_is_away_loses_no_passage(
    over: Work, index: VectorIndex, embedder: FakeEmbedder
) -> None:
    version = over.ready("El examen es en junio.")
    embedder.error = ModelSlowError("the model did not answer in time")
    with pytest.raises(ModelSlowError):
        embed_passages(index, embedder)
    embedder.error = None

    assert index.count(over.course, version) == 1
    assert embed_passages(index, embedder).passages == 1


def test_it_ends_in_time_and_goes_on_the_next_time(
    over: Work, index: VectorIndex, embedder: FakeEmbedder
) -> None:
    over.ready(*[f"El examen {number} es en junio." for number in range(40)])
    moments = iter([0.0, 0.0, meaning.LONGEST_S])
    first = embed_passages(index, embedder, now=lambda: next(moments))

    assert (first.passages, first.all) == (meaning.BATCH, False)
    assert embed_passages(index, embedder).passages == 40 - meaning.BATCH


def test_what_a_course_does_not_show_gets_no_vector(
    over: Work, index: VectorIndex, embedder: FakeEmbedder
) -> None:
    version = over.ready("El examen es en junio.")
    documents.remove(over.course, seeds.document_of(version))

    assert embed_passages(index, embedder).passages == 0
    assert embedder.asked == []


@pytest.mark.row("meaning-1")
def test_a_passage_that_the_model_cannot_embed_keeps_no_other_from_its_vector(
    over: Work, index: VectorIndex, caplog: pytest.LogCaptureFixture
) -> None:
    model = EmbeddedModel(EmbeddedModelOptions(program=SCRIPTED))
    version = over.ready("El examen es en junio.", "This text will crash it.", "El aula es 4.")
    done = embed_passages(index, model).passages
    model.close()

    assert done == 2
    assert bare(index, over.course, version, model.space) == 1
    assert "passage_not_embedded" in caplog.messages


@pytest.mark.service
def test_a_real_model_s_vectors_are_kept_and_searched(
    over: Work, index: VectorIndex, ollama_server: "Ollama"
) -> None:
    hosts = ModelHosts([ollama_server.url])
    embedder = OllamaEmbedder(hosts, OllamaEmbedderOptions("tiny"))
    version = over.ready("El examen es en junio.", "El aula es la 4.")
    done = embed_passages(index, embedder).passages
    searches = CourseSearches(index, QuestionVectors(embedder).of)
    found = searches.of(over.course)("prueba", limit=5, question="prueba")

    assert done == 2
    assert bare(index, over.course, version, embedder.space) == 0
    # The words find nothing; random weights find something, and which is chance.
    assert len(found) == 2


def test_vectors_of_a_document_come_behind_its_reading(
    over: Work, index: VectorIndex, embedder: FakeEmbedder
) -> None:
    parts = over.given(meaning=Meaning(index, embedder))
    over.upload(text="# Reglas\n\nEl examen es en junio.\n\nEl aula es la 4.\n")
    slots = Slots(parts, ring=lambda _: None)
    slots.drain(Queue.DOCUMENTS)
    version = Version.get().id

    assert bare(index, over.course, version) == 0
    assert index.count(over.course, version) == 2
    assert not parts.fresh


def test_a_document_that_waits_is_read_before_the_vectors_of_others(
    over: Work, index: VectorIndex, embedder: FakeEmbedder
) -> None:
    parts = over.given(meaning=Meaning(index, embedder))
    for name in ("a.md", "b.md"):
        over.upload(name, f"# {name}\n\nEl examen es en junio.\n")
    slots = Slots(parts, ring=lambda _: None)
    read = [slots.run(Queue.DOCUMENTS) for _ in range(2)]
    fresh = len(parts.fresh)
    slots.drain(Queue.DOCUMENTS)

    assert read == [True, True]
    assert fresh == 2
    assert [bare(index, over.course, each.id) for each in Version.select()] == [0, 0]


def test_a_model_that_is_away_leaves_fresh_documents_to_the_upkeep(
    over: Work, index: VectorIndex, embedder: FakeEmbedder
) -> None:
    parts = over.given(meaning=Meaning(index, embedder))
    over.upload()
    embedder.error = ModelSlowError("the model did not answer in time")
    slots = Slots(parts, ring=lambda _: None)
    slots.drain(Queue.DOCUMENTS)
    embedder.error = None
    slots.drain(Queue.UPKEEP)

    assert Version.get().state == "ready"
    assert not parts.fresh
    assert bare(index, over.course, Version.get().id) == 0


def test_a_search_that_finds_something_missing_rings_for_the_repair(
    over: Work, index: VectorIndex
) -> None:
    rung: list[Queue] = []
    parts = over.over(index)
    searches = CourseSearches(index, stand_in=StandIn(), lacking=parts.lacking.set)
    parts = replace(parts, search=searches.of)
    version = over.ready("El primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4.")
    index.clear(over.course)
    asked = over.ask()
    slots = Slots(parts, ring=rung.append)
    slots.drain(Queue.ANSWERS)
    answered = over.question(asked)
    slots.drain(Queue.UPKEEP)

    assert answered.state == "answered"
    assert answered.answer is not None
    assert rung.count(Queue.UPKEEP) == 1
    assert index.count(over.course, version) == 1


@pytest.mark.row("meaning-5")
def test_a_model_that_was_replaced_brings_its_vectors_and_takes_away_the_former_s(
    over: Work, index: VectorIndex
) -> None:
    version = over.ready("El examen es en junio.", "El aula es la 4.")
    former = FakeEmbedder([("examen",), ROOM])
    embed_passages(index, former)
    came = FakeEmbedder([("examen",), ROOM, ("nota",), ("final",)], space="model@2")
    [room] = came.embed(["salón"], TextKind.QUERY)
    [exam] = former.embed(["examen"], TextKind.QUERY)
    meanwhile = index.search(
        over.course, "aula", versions={version}, limit=5, vector=room, space="model@2"
    )
    brought = embed_passages(index, came)
    [best, *_] = index.search(
        over.course, "salón", versions={version}, limit=5, vector=room, space="model@2"
    )
    with_the_former = index.search(
        over.course, "prueba", versions={version}, limit=5, vector=exam, space="model@1"
    )

    assert [each.similarity for each in meanwhile] == [None]
    assert brought.passages == 2
    assert best.similarity == pytest.approx(1, abs=0.01)
    assert with_the_former == []
