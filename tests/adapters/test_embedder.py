"""The contract of the port Embedder, over a scripted server, a scripted child and a real Ollama, by
Ollama's own API and by OpenAI's; and what only the scripted server can show. What is OpenAI's alone
is in openai_compatible/.
"""

import math
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from silabo.adapters.embedded_model.embedder import EmbeddedModel, EmbeddedModelOptions
from silabo.adapters.model_servers.hosts import ModelHosts
from silabo.adapters.ollama.embedder import OllamaEmbedder, OllamaEmbedderOptions
from silabo.adapters.openai_compatible.call import Server
from silabo.adapters.openai_compatible.embedder import OpenAiEmbedder, OpenAiEmbedderOptions
from silabo.adapters.question_vectors import QuestionVectors
from silabo.adapters.vector_cache import CachedEmbedder
from silabo.domain.clock import DAY_MS
from silabo.domain.errors import (
    ModelChangedError,
    ModelMissingError,
    ModelOutputError,
    ModelUnreachableError,
    ServiceError,
)
from silabo.domain.models import TextKind, Vector
from silabo.domain.ports import Embedder
from silabo.storage import embeddings
from silabo.storage.tables import Embedding
from tests import seeds
from tests.adapters.embedded_model.test_child import SCRIPTED
from tests.services import scripted_ollama
from tests.services.scripted_ollama import ScriptedOllama
from tests.services.scripted_writers import Behaviour

TEXTS = ["El examen es el 3 de junio", "Se aprueba con cuatro", "El examen es en el aula 4"]


def scripted_embedder(
    *servers: ScriptedOllama,
    pauses: list[float] | None = None,
    model: str = scripted_ollama.EMBEDDING_MODEL,
    **options: int,
) -> OllamaEmbedder:
    chosen = replace(OllamaEmbedderOptions(model, timeout_s=20), **options)
    slept = pauses if pauses is not None else []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        time.sleep(min(seconds, 0.05))

    return OllamaEmbedder(
        ModelHosts([server.url for server in servers]),
        chosen,
        sleep=sleep,
    )


def cached(server: ScriptedOllama, *, together: int = 32) -> CachedEmbedder:
    return CachedEmbedder(scripted_embedder(server), embeddings, together=together)


def by_openai(url: str, model: str) -> OpenAiEmbedder:
    return OpenAiEmbedder(Server(f"{url}/v1"), OpenAiEmbedderOptions(model))


@pytest.fixture(
    params=[
        "scripted",
        "scripted by OpenAI's API",
        "embedded",
        pytest.param("ollama", marks=pytest.mark.service),
        pytest.param("ollama by OpenAI's API", marks=pytest.mark.service),
    ]
)
def embedder(request: pytest.FixtureRequest) -> Embedder:
    server, _, api = request.param.partition(" by ")
    if server == "embedded":
        return EmbeddedModel(EmbeddedModelOptions(program=SCRIPTED))
    if server == "scripted":
        scripted = request.getfixturevalue("scripted")
        if api:
            return by_openai(scripted.url, scripted_ollama.EMBEDDING_MODEL)
        return scripted_embedder(scripted)
    url = request.getfixturevalue("ollama_server").url
    if api:
        return by_openai(url, "tiny")
    return OllamaEmbedder(ModelHosts([url]), OllamaEmbedderOptions("tiny"))


def near(one: Vector, other: Vector) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def test_each_text_has_a_vector_of_length_one(embedder: Embedder) -> None:
    vectors = embedder.embed(TEXTS, TextKind.PASSAGE)

    assert len(vectors) == len(TEXTS)
    assert {len(vector) for vector in vectors} == {embedder.dimension}
    assert all(math.isclose(math.hypot(*vector), 1, abs_tol=0.01) for vector in vectors)


def test_vectors_are_in_the_order_of_their_texts(embedder: Embedder) -> None:
    alone = [embedder.embed([text], TextKind.PASSAGE)[0] for text in TEXTS]
    together = embedder.embed([*TEXTS, TEXTS[0]], TextKind.PASSAGE)

    assert all(
        near(one, other) > 0.99 for one, other in zip([*alone, alone[0]], together, strict=True)
    )


def test_no_texts_give_no_vectors(embedder: Embedder) -> None:
    assert embedder.embed([], TextKind.PASSAGE) == []


def test_the_space_is_named_by_model_and_digest(scripted: ScriptedOllama) -> None:
    name, _, digest = scripted_embedder(scripted).space.partition("@")

    assert name.endswith(":latest")
    assert len(digest) == 12


def test_a_text_longer_than_the_model_takes_has_a_vector_too(embedder: Embedder) -> None:
    assert len(embedder.embed(["palabra " * 5000], TextKind.PASSAGE)) == 1


def test_texts_are_asked_for_in_batches(scripted: ScriptedOllama) -> None:
    scripted_embedder(scripted, batch=2).embed(TEXTS, TextKind.PASSAGE)

    assert [asked["input"] for asked in scripted.embeds] == [TEXTS[:2], TEXTS[2:]]


def test_a_text_that_is_there_twice_is_asked_for_once(db: None, scripted: ScriptedOllama) -> None:
    cached(scripted, together=2).embed([*TEXTS, *TEXTS], TextKind.PASSAGE)

    assert [asked["input"] for asked in scripted.embeds] == [TEXTS[:2], TEXTS[2:]]


@pytest.mark.row("meaning-4")
@pytest.mark.parametrize(
    ("model", "query", "passage"),
    [
        ("bge-m3", "", ""),
        ("nomic-embed-text:v1.5", "search_query: ", "search_document: "),
        ("someone/multilingual-e5-small:latest", "query: ", "passage: "),
        ("snowflake-arctic-embed2", "query: ", ""),
    ],
)
def test_a_text_has_before_it_what_the_model_expects(
    scripted: ScriptedOllama, model: str, query: str, passage: str
) -> None:
    scripted.installed[model if ":" in model else f"{model}:latest"] = "1" * 64
    embedder = scripted_embedder(scripted, model=model)
    embedder.embed(TEXTS[:1], TextKind.QUERY)
    embedder.embed(TEXTS[:1], TextKind.PASSAGE)

    assert [asked["input"] for asked in scripted.embeds] == [
        [f"{query}{TEXTS[0]}"],
        [f"{passage}{TEXTS[0]}"],
    ]


def test_vectors_of_another_prefix_are_of_another_space(scripted: ScriptedOllama) -> None:
    scripted.installed["nomic-embed-text:latest"] = "1" * 64

    assert scripted_embedder(scripted, model="nomic-embed-text").space == (
        "nomic-embed-text:latest@111111111111/search_document"
    )


def test_a_text_that_is_in_the_cache_is_not_asked_for(db: None, scripted: ScriptedOllama) -> None:
    first = cached(scripted).embed(TEXTS[:2], TextKind.PASSAGE)
    again = cached(scripted).embed(TEXTS, TextKind.PASSAGE)

    assert [asked["input"] for asked in scripted.embeds] == [TEXTS[:2], TEXTS[2:]]
    assert again[:2] == first
    assert Embedding.select().count() == 3


def test_nothing_is_kept_without_a_cache(db: None, scripted: ScriptedOllama) -> None:
    scripted_embedder(scripted).embed(TEXTS, TextKind.PASSAGE)

    assert Embedding.select().count() == 0


def test_the_cache_of_one_model_is_none_for_another(db: None, scripted: ScriptedOllama) -> None:
    cached(scripted).embed(TEXTS, TextKind.PASSAGE)
    scripted.installed[scripted_ollama.EMBEDDING_MODEL] = "0" * 64
    cached(scripted).embed(TEXTS, TextKind.PASSAGE)

    assert len(scripted.embeds) == 2
    assert Embedding.select().count() == 6


def test_what_nobody_used_for_a_month_is_forgotten(db: None, scripted: ScriptedOllama) -> None:
    cached(scripted).embed(TEXTS, TextKind.PASSAGE)
    month = embeddings.FORGOTTEN_MS + DAY_MS
    seeds.change(Embedding, used_at=Embedding.used_at - month)
    cached(scripted).embed(TEXTS[:1], TextKind.PASSAGE)
    forgotten = embeddings.sweep()

    assert forgotten == 2
    assert Embedding.select().count() == 1


def test_a_batch_that_fails_gives_no_vectors_and_the_ones_before_are_not_lost(
    db: None, scripted: ScriptedOllama
) -> None:
    scripted.behave(Behaviour.OBEDIENT, Behaviour.WITHOUT_DIRECTION)
    with pytest.raises(ModelOutputError):
        cached(scripted, together=2).embed(TEXTS, TextKind.PASSAGE)

    assert Embedding.select().count() == 2


@pytest.mark.parametrize(
    "behaviours",
    [
        (Behaviour.OBEDIENT, Behaviour.WRONG_DIMENSION),
        (Behaviour.TOO_FEW,),
        (Behaviour.WITHOUT_DIRECTION,),
    ],
)
def test_vectors_that_cannot_be_compared_are_refused(
    scripted: ScriptedOllama, behaviours: tuple[Behaviour, ...]
) -> None:
    scripted.behave(*behaviours)
    with pytest.raises(ModelOutputError):
        scripted_embedder(scripted, batch=2).embed(TEXTS, TextKind.PASSAGE)


@pytest.fixture
def _believing_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that was just seen is looked at again."""
    for module in ("ollama.installed", "ollama.embedder", "openai_compatible.embedder"):
        monkeypatch.setattr(f"silabo.adapters.{module}.BELIEVED_S", 0.0)


@pytest.mark.usefixtures("_believing_nothing")
def test_a_model_that_was_replaced_under_its_name_is_said_once_and_used_from_then_on(
    scripted: ScriptedOllama,
) -> None:
    embedder = scripted_embedder(scripted)
    embedder.embed(TEXTS, TextKind.PASSAGE)
    former = embedder.space
    scripted.installed[scripted_ollama.EMBEDDING_MODEL] = "0" * 64
    scripted.numbers = 48
    with pytest.raises(ModelChangedError):
        embedder.embed(TEXTS, TextKind.PASSAGE)

    assert {len(each) for each in embedder.embed(TEXTS, TextKind.PASSAGE)} == {48}
    assert embedder.space == "scripted-embedder:latest@000000000000"
    assert former != embedder.space


@pytest.mark.usefixtures("_believing_nothing")
def test_a_model_that_was_replaced_names_its_own_space_before_anything_is_embedded(
    scripted: ScriptedOllama,
) -> None:
    embedder = scripted_embedder(scripted)
    former = embedder.space
    scripted.installed[scripted_ollama.EMBEDDING_MODEL] = "0" * 64

    assert embedder.space == "scripted-embedder:latest@000000000000" != former


@pytest.mark.usefixtures("_believing_nothing")
def test_where_another_host_still_has_the_model_the_one_with_another_is_no_change(
    scripted: ScriptedOllama,
) -> None:
    other = ScriptedOllama()
    embedder = scripted_embedder(scripted, other)
    former = embedder.space
    scripted.installed[scripted_ollama.EMBEDDING_MODEL] = "0" * 64
    vectors = embedder.embed(TEXTS, TextKind.PASSAGE)
    other.stop()

    assert len(vectors) == 3
    assert embedder.space == former
    assert scripted.embeds == []


@pytest.mark.usefixtures("_believing_nothing")
def test_by_openai_s_api_another_model_is_known_by_the_size_of_its_vectors(
    scripted: ScriptedOllama,
) -> None:
    embedder = by_openai(scripted.url, scripted_ollama.EMBEDDING_MODEL)
    former = embedder.space
    scripted.numbers = 48
    with pytest.raises(ModelChangedError):
        embedder.embed(TEXTS, TextKind.PASSAGE)
    found = embedder.embed(TEXTS, TextKind.PASSAGE)

    assert (former, embedder.space) == (
        f"{scripted_ollama.EMBEDDING_MODEL}@64",
        f"{scripted_ollama.EMBEDDING_MODEL}@48",
    )
    assert {len(each) for each in found} == {48}


@pytest.mark.usefixtures("_believing_nothing")
def test_a_question_is_asked_of_the_model_that_came(scripted: ScriptedOllama) -> None:
    vectors = QuestionVectors(scripted_embedder(scripted))
    former = vectors.of("examen")
    vectors.of("aula")
    scripted.installed[scripted_ollama.EMBEDDING_MODEL] = "0" * 64
    scripted.numbers = 48
    found = [vectors.of(text) for text in ("parcial", "examen")]

    assert former is not None
    assert [each and (len(each.vector), each.space != former.space) for each in found] == [
        (48, True)
    ] * 2


def test_a_host_with_another_model_under_the_name_is_passed_over(scripted: ScriptedOllama) -> None:
    other = ScriptedOllama()
    other.installed[scripted_ollama.EMBEDDING_MODEL] = "0" * 64
    embedder = scripted_embedder(scripted, other)
    before = embedder.embed(TEXTS, TextKind.PASSAGE)
    scripted.behave(Behaviour.BUSY, Behaviour.OBEDIENT)
    scripted.retry_after = "0.04"
    after = embedder.embed(TEXTS, TextKind.PASSAGE)
    other.stop()

    assert after == before
    assert other.embeds == []


def test_a_model_that_is_not_there_is_told_at_once(scripted: ScriptedOllama) -> None:
    scripted.installed.clear()
    pauses: list[float] = []
    embedder = scripted_embedder(scripted, pauses=pauses)
    with pytest.raises(ModelMissingError):
        embedder.embed(TEXTS, TextKind.PASSAGE)
    with pytest.raises(ModelMissingError):
        _ = embedder.space

    assert pauses == []
    assert scripted.embeds == []


def test_a_busy_server_is_asked_again_after_the_pause_that_it_named(
    scripted: ScriptedOllama,
) -> None:
    scripted.behave(Behaviour.BUSY, Behaviour.OBEDIENT)
    scripted.retry_after = "0.04"
    pauses: list[float] = []
    vectors = scripted_embedder(scripted, pauses=pauses).embed(TEXTS, TextKind.PASSAGE)

    assert len(vectors) == 3
    assert pauses == [0.04]


def test_a_server_that_stays_away_is_given_up_after_some_tries(scripted: ScriptedOllama) -> None:
    scripted.behave(Behaviour.FAULTY)
    pauses: list[float] = []
    with pytest.raises(ModelUnreachableError):
        scripted_embedder(scripted, pauses=pauses, tries=3).embed(TEXTS, TextKind.PASSAGE)

    assert pauses == [0.5, 1.0]
    assert len(scripted.embeds) == 3


@pytest.mark.parametrize(
    "ask",
    [
        lambda one: one.space,
        lambda one: one.dimension,
        lambda one: one.embed(["a"], TextKind.QUERY),
    ],
)
def test_nobody_there_is_a_failed_service(ask: Callable[[Embedder], object]) -> None:
    server = ScriptedOllama()
    server.stop()
    with pytest.raises(ServiceError):
        ask(scripted_embedder(server))
