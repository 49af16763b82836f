"""The contract of the port LanguageModel, over a scripted server and a real Ollama, by its own API
and by OpenAI's; and what the scripted one alone shows: every way in which it fails.
"""

import json
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest

from silabo.adapters.model_servers.hosts import ModelHosts
from silabo.adapters.ollama.model import OllamaModel, OllamaModelOptions
from silabo.adapters.openai_compatible.call import Server
from silabo.adapters.openai_compatible.model import OpenAiModel, OpenAiModelOptions
from silabo.answering.model_chain import ModelChain
from silabo.domain.errors import (
    ModelCutError,
    ModelMissingError,
    ModelSlowError,
    ModelUnreachableError,
)
from silabo.domain.models import Message, Speaker, TimeLimits
from silabo.domain.ports import LanguageModel
from tests.services import scripted_ollama
from tests.services.scripted_ollama import ScriptedOllama
from tests.services.scripted_writers import Behaviour

ANSWER = {
    "type": "object",
    "properties": {"sure": {"type": "boolean"}},
    "required": ["sure"],
}
PROMPT = [
    Message(Speaker.SYSTEM, "Answer from the passages."),
    Message(
        Speaker.USER,
        "<<c0de passage 1: Rules>>\nThe midterm is on 12 March in Hall A. It lasts two hours.\n"
        "<<c0de end>>\n\n<<c0de question>>\nWhen is the midterm?\n<<c0de end>>",
    ),
]
LONG = TimeLimits(first_token_s=20, between_tokens_s=20, total_s=40)
SHORT = TimeLimits(first_token_s=0.4, between_tokens_s=0.3, total_s=2.0)
SLOW = [Behaviour.SLOW, Behaviour.STALLING, Behaviour.DRIPPING]
FAST = 25.0  # seconds: less than the server's patience


def scripted_model(*servers: ScriptedOllama, **options: object) -> OllamaModel:
    chosen = replace(OllamaModelOptions(scripted_ollama.MODEL, time_limits=LONG), **options)
    return OllamaModel(ModelHosts([server.url for server in servers]), chosen)


def by_openai(url: str, model: str, **options: object) -> OpenAiModel:
    chosen = replace(OpenAiModelOptions(model, time_limits=LONG), **options)
    return OpenAiModel(Server(f"{url}/v1"), chosen)


def scripted_by_openai(server: ScriptedOllama, **options: object) -> OpenAiModel:
    return by_openai(server.url, scripted_ollama.MODEL, **options)


@pytest.fixture(
    params=[
        "scripted",
        "scripted by OpenAI's API",
        "chain",
        pytest.param("ollama", marks=pytest.mark.service),
        pytest.param("oldest_ollama", marks=pytest.mark.service),
        pytest.param("ollama by OpenAI's API", marks=pytest.mark.service),
    ]
)
def make(request: pytest.FixtureRequest) -> Callable[..., LanguageModel]:
    server, _, api = request.param.partition(" by ")

    def model(**options: object) -> LanguageModel:
        if server in {"scripted", "chain"}:
            scripted = request.getfixturevalue("scripted")
            if api:
                return by_openai(scripted.url, **{"model": scripted_ollama.MODEL, **options})
            gone = scripted_model(scripted, **{**options, "model": "gone:1b"})
            there = scripted_model(scripted, **options)
            return there if server == "scripted" else ModelChain({"gone": gone, "there": there})
        url = request.getfixturevalue(f"{server}_server").url
        # It has to be loaded first, and a random text seldom ends by itself.
        chosen: dict[str, object] = {"model": "tiny", "context_tokens": 1024, "answer_tokens": 24}
        if api:
            return by_openai(url, **{**chosen, "time_limits": TimeLimits(), **options})
        return OllamaModel(ModelHosts([url]), OllamaModelOptions(**{**chosen, **options}))

    return model


def read(model: LanguageModel, **asked: object) -> str:
    with closing(model.write(PROMPT, **asked)) as text:
        return "".join(text)


def test_a_text_comes_in_pieces(make: Callable[..., LanguageModel]) -> None:
    with closing(make().write(PROMPT)) as text:
        pieces = list(islice(text, 3))

    assert len(pieces) == 3
    assert all(pieces)


def test_a_text_that_reaches_its_limit_is_a_failed_call(make: Callable[..., LanguageModel]) -> None:
    with pytest.raises(ModelCutError):
        read(make(answer_tokens=5))


def test_with_a_schema_the_text_is_json(make: Callable[..., LanguageModel]) -> None:
    value = json.loads(read(make(answer_tokens=200), schema=ANSWER))

    assert isinstance(value, dict)


def test_a_model_that_is_not_there_is_named_as_missing(make: Callable[..., LanguageModel]) -> None:
    with pytest.raises(ModelMissingError):
        read(make(model="nobody:1b"))


def test_a_prompt_that_does_not_fit_is_refused_before_it_is_sent(
    make: Callable[..., LanguageModel],
) -> None:
    long = [Message(Speaker.USER, "palabra " * 2000)]

    with pytest.raises(ModelCutError):
        next(make(context_tokens=1024).write(long))


@pytest.mark.service
@pytest.mark.row("written-9")
@pytest.mark.parametrize("server", ["ollama_server", "oldest_ollama_server"])
def test_a_prompt_that_only_the_server_finds_too_long_is_never_cut_silently(
    request: pytest.FixtureRequest, server: str
) -> None:
    url = request.getfixturevalue(server).url
    model = OllamaModel(ModelHosts([url]), OllamaModelOptions("tiny", 1024, 24))
    # Four tokens each, as its vocabulary has it, and a fifth of one as it is estimated.
    prompt = [Message(Speaker.USER, "\N{OWL}" * 500)]

    assert model.tokens(prompt[0].text) < model.budget
    with pytest.raises(ModelCutError):
        list(model.write(prompt))


@pytest.mark.service
@pytest.mark.row("written-9")
@pytest.mark.parametrize("server", ["ollama_server", "oldest_ollama_server"])
def test_a_text_never_makes_a_server_forget_its_prompt(
    request: pytest.FixtureRequest, server: str
) -> None:
    url = request.getfixturevalue(server).url
    model = OllamaModel(ModelHosts([url]), OllamaModelOptions("tiny", 1024, 400))
    prompt = [Message(Speaker.USER, "\N{OWL}" * 200)]
    with pytest.raises(ModelCutError):
        list(model.write(prompt))


def test_after_a_text_was_closed_early_the_next_one_comes(
    make: Callable[..., LanguageModel],
) -> None:
    model = make()
    with closing(model.write(PROMPT)) as text:
        first = next(text)
    with closing(model.write(PROMPT)) as text:
        again = next(text)

    assert first == again


@pytest.mark.service
def test_a_closed_text_frees_the_only_slot_of_a_real_server(
    request: pytest.FixtureRequest,
) -> None:
    server = request.getfixturevalue("ollama_server")
    hosts = ModelHosts([server.url])
    # Left alone it would write for minutes.
    endless = OllamaModel(hosts, OllamaModelOptions("tiny", 2048, 2000))
    with closing(endless.write([Message(Speaker.USER, "a")])) as text:
        next(text)
    started = time.monotonic()
    next(OllamaModel(hosts, OllamaModelOptions("tiny", 2048, 16)).write(PROMPT))

    assert time.monotonic() - started < 30


@pytest.mark.service
@pytest.mark.row("fault-34")
def test_a_real_server_that_is_killed_in_the_middle_of_a_text_is_told(tmp_path: Path) -> None:
    # It needs the package that writes models, which only such tests have.
    from tests.services.ollama import MODEL, Ollama  # noqa: PLC0415

    server = Ollama(tmp_path / "ollama")
    model = OllamaModel(ModelHosts([server.url]), OllamaModelOptions(MODEL, 2048, 1500))
    with closing(model.write([Message(Speaker.USER, "a")])) as text:
        next(text)
        server.process.kill_group()
        with pytest.raises(ModelUnreachableError):
            list(text)


def test_the_text_is_the_models_own(scripted: ScriptedOllama) -> None:
    assert read(scripted_model(scripted)) == "The midterm is on 12 March in Hall A [1]."


def test_context_limits_and_no_silent_cut_are_always_asked_for(scripted: ScriptedOllama) -> None:
    read(scripted_model(scripted, context_tokens=2048, answer_tokens=300))
    (asked,) = scripted.chats

    assert asked["options"]["num_ctx"] == 2048
    assert asked["options"]["num_predict"] == 300
    assert (asked["truncate"], asked["shift"], asked["think"]) == (False, False, False)


def test_tokens_that_keep_coming_end_at_the_total_deadline(scripted: ScriptedOllama) -> None:
    scripted.behave(Behaviour.ENDLESS)
    scripted.pace_s = 0.05
    limits = TimeLimits(first_token_s=5, between_tokens_s=5, total_s=0.5)
    started = time.monotonic()
    with pytest.raises(ModelSlowError):
        read(scripted_model(scripted, time_limits=limits))

    assert 0.4 < time.monotonic() - started < FAST


def test_nobody_there_is_told_at_once() -> None:
    server = ScriptedOllama()
    server.stop()
    started = time.monotonic()
    with pytest.raises(ModelUnreachableError):
        read(scripted_model(server))

    assert time.monotonic() - started < FAST


def test_after_three_failures_a_host_is_left_alone_and_then_asked_again(
    scripted: ScriptedOllama,
) -> None:
    hosts = ModelHosts([scripted.url], pause_s=2)
    model = OllamaModel(hosts, OllamaModelOptions(scripted_ollama.MODEL))
    scripted.behave(Behaviour.FAULTY)
    for _ in range(5):
        with pytest.raises(ModelUnreachableError):
            read(model)
    asked = len(scripted.chats)
    scripted.behave(Behaviour.OBEDIENT)
    time.sleep(2.05)
    text = read(model)

    assert asked == 3
    assert text.endswith("[1].")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7),
        ("99999", 600),
        ("-3", 0),
        ("nan", 0),
        ("soon", 0),
        ("Fri, 31 Dec 2027 23:59:59 GMT", 0),
        (None, 0),
    ],
)
def test_retry_after_is_believed_within_reason(
    scripted: ScriptedOllama, header: str | None, seconds: float
) -> None:
    scripted.behave(Behaviour.BUSY)
    scripted.retry_after = header
    with pytest.raises(ModelUnreachableError) as raised:
        read(scripted_model(scripted))

    assert raised.value.retry_after_s == seconds


def test_a_missing_model_is_not_asked_for_again(scripted: ScriptedOllama) -> None:
    scripted.installed.clear()
    model = scripted_model(scripted)
    for _ in range(3):
        with pytest.raises(ModelMissingError):
            read(model)

    assert len(scripted.chats) == 1


def test_a_model_with_another_digest_is_as_good_as_missing(scripted: ScriptedOllama) -> None:
    digest = scripted_ollama.DIGESTS[scripted_ollama.MODEL]
    good = read(scripted_model(scripted, model=f"scripted@sha256:{digest[:12]}"))
    with pytest.raises(ModelMissingError):
        read(scripted_model(scripted, model="scripted@sha256:0123456789ab"))

    assert good.endswith("[1].")
    assert len(scripted.chats) == 1


def test_another_host_takes_over_before_a_text_has_begun(scripted: ScriptedOllama) -> None:
    away, without = ScriptedOllama(), ScriptedOllama()
    away.stop()
    without.installed.clear()
    text = read(scripted_model(away, without, scripted))
    without.stop()

    assert text.endswith("[1].")


def test_a_text_that_has_begun_is_never_continued_by_another_host(
    scripted: ScriptedOllama,
) -> None:
    breaking = ScriptedOllama(Behaviour.BREAKING)
    with pytest.raises(ModelUnreachableError):
        read(scripted_model(breaking, scripted))
    breaking.stop()

    assert scripted.chats == []


def test_two_texts_at_once_go_to_two_hosts(scripted: ScriptedOllama) -> None:
    other = ScriptedOllama()
    model = scripted_model(scripted, other)
    with closing(model.write(PROMPT)) as one, closing(model.write(PROMPT)) as two:
        next(one)
        next(two)
    other.stop()

    assert (len(scripted.chats), len(other.chats)) == (1, 1)


def test_many_threads_share_a_model(scripted: ScriptedOllama) -> None:
    model = scripted_model(scripted)
    texts: list[str] = []
    threads = [threading.Thread(target=lambda: texts.append(read(model))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert texts == ["The midterm is on 12 March in Hall A [1]."] * 8
