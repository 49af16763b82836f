"""What only an embedder has that is asked by OpenAI's API, on a scripted server."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from silabo.adapters.openai_compatible.call import Server
from silabo.adapters.openai_compatible.embedder import OpenAiEmbedder, OpenAiEmbedderOptions
from silabo.domain.errors import (
    ModelChangedError,
    ModelCutError,
    ModelError,
    ModelMissingError,
    ModelOutputError,
    ModelUnreachableError,
    ServiceError,
)
from silabo.domain.models import TextKind
from silabo.domain.ports import Embedder
from tests.adapters.test_embedder import TEXTS
from tests.lti_app.lti.served import Answer, serving
from tests.services import scripted_ollama
from tests.services.scripted_ollama import ScriptedOllama
from tests.services.scripted_writers import Behaviour

KEY = "sk-kept-in-a-file"


def embedder_on(
    server: ScriptedOllama, pauses: list[float] | None = None, **options: object
) -> OpenAiEmbedder:
    chosen = OpenAiEmbedderOptions(scripted_ollama.EMBEDDING_MODEL, timeout_s=20)
    slept = pauses if pauses is not None else []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        time.sleep(min(seconds, 0.05))

    return OpenAiEmbedder(Server(f"{server.url}/v1", KEY), replace(chosen, **options), sleep=sleep)


def test_texts_are_asked_for_in_batches_with_the_key(scripted: ScriptedOllama) -> None:
    embedder_on(scripted, batch=2).embed(TEXTS, TextKind.PASSAGE)

    assert [asked["input"] for asked in scripted.embeds] == [TEXTS[:2], TEXTS[2:]]
    assert scripted.keys == [f"Bearer {KEY}"] * 2


@pytest.mark.row("meaning-4")
def test_a_text_has_before_it_what_the_model_expects(scripted: ScriptedOllama) -> None:
    scripted.installed["nomic-embed-text:latest"] = "1" * 64
    embedder = embedder_on(scripted, model="nomic-embed-text")
    embedder.embed(TEXTS[:1], TextKind.QUERY)
    embedder.embed(TEXTS[:1], TextKind.PASSAGE)

    assert [asked["input"] for asked in scripted.embeds] == [
        [f"search_query: {TEXTS[0]}"],
        [f"search_document: {TEXTS[0]}"],
    ]
    assert embedder.space == "nomic-embed-text@64/search_document"


def test_a_busy_server_is_asked_again_after_the_pause_that_it_named(
    scripted: ScriptedOllama,
) -> None:
    scripted.behave(Behaviour.BUSY, Behaviour.OBEDIENT)
    scripted.retry_after = "0.04"
    pauses: list[float] = []

    assert len(embedder_on(scripted, pauses).embed(TEXTS, TextKind.PASSAGE)) == 3
    assert pauses == [0.04]


def test_a_server_that_stays_away_is_given_up_after_some_tries(scripted: ScriptedOllama) -> None:
    scripted.behave(Behaviour.FAULTY)
    pauses: list[float] = []
    with pytest.raises(ModelUnreachableError):
        embedder_on(scripted, pauses, tries=3).embed(TEXTS, TextKind.PASSAGE)

    assert pauses == [0.5, 1.0]
    assert len(scripted.embeds) == 3


@pytest.mark.parametrize(
    ("behaviours", "error"),
    [
        ((Behaviour.OBEDIENT, Behaviour.WRONG_DIMENSION), ModelChangedError),
        ((Behaviour.TOO_FEW,), ModelOutputError),
        ((Behaviour.WITHOUT_DIRECTION,), ModelOutputError),
        ((Behaviour.PAGE,), ModelOutputError),
        ((Behaviour.PACKED,), ModelOutputError),
        ((Behaviour.LOCKED,), ModelError),
        ((Behaviour.REDIRECTING,), ModelError),
        ((Behaviour.REFUSING,), ModelError),
    ],
)
def test_vectors_that_cannot_be_used_are_refused(
    scripted: ScriptedOllama, behaviours: tuple[Behaviour, ...], error: type[ModelError]
) -> None:
    scripted.behave(*behaviours)
    with pytest.raises(error) as raised:
        embedder_on(scripted, batch=2).embed(TEXTS, TextKind.PASSAGE)

    assert type(raised.value) is error


def test_a_model_that_is_not_there_is_told_at_once(scripted: ScriptedOllama) -> None:
    scripted.installed.clear()
    pauses: list[float] = []
    with pytest.raises(ModelMissingError):
        embedder_on(scripted, pauses).embed(TEXTS, TextKind.PASSAGE)

    assert pauses == []


def test_of_a_text_longer_than_the_server_takes_the_beginning_counts(
    scripted: ScriptedOllama,
) -> None:
    scripted.longest_text = 1500
    vectors = embedder_on(scripted).embed([*TEXTS, "palabra " * 1000], TextKind.PASSAGE)

    assert len(vectors) == 4
    assert scripted.embeds[-1]["input"] == [*TEXTS, ("palabra " * 125)]


def test_a_server_that_takes_no_text_at_all_is_not_asked_for_ever(
    scripted: ScriptedOllama,
) -> None:
    scripted.longest_text = 1
    with pytest.raises(ModelCutError):
        embedder_on(scripted).embed(["palabra " * 1000], TextKind.PASSAGE)

    assert len(scripted.embeds) == 5


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b'{"data": [{"index": 1, "embedding": [1.0]}]}',
        b'{"data": [{"index": 0, "embedding": ["a"]}]}',
        b'{"data": [{"index": 0, "embedding": [NaN]}]}',
        b'{"data": [{"index": 0, "embedding": []}]}',
        b'{"data": ' + b"[" * 50_000,
    ],
)
def test_what_is_no_answer_is_refused(body: bytes) -> None:
    with serving() as site:
        site.answers["/v1/embeddings"] = Answer(body, headers={"Content-Type": "application/json"})
        embedder = OpenAiEmbedder(Server(f"{site.address}/v1"), OpenAiEmbedderOptions("m"))
        with pytest.raises(ModelOutputError):
            embedder.embed(["a"], TextKind.QUERY)


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
        ask(embedder_on(server))
