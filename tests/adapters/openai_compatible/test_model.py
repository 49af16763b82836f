"""What only a model that is asked by OpenAI's API has, on a scripted server."""

import logging
import time
from dataclasses import replace

import pytest

from silabo import __version__
from silabo.adapters.model_servers import speed
from silabo.adapters.openai_compatible.call import Server
from silabo.adapters.openai_compatible.model import OpenAiModel, OpenAiModelOptions
from silabo.domain.errors import (
    ModelCutError,
    ModelError,
    ModelMissingError,
    ModelOutputError,
    ModelSlowError,
    ModelUnreachableError,
    ServiceError,
)
from silabo.domain.models import STOPS, Message, Speaker, TimeLimits
from tests.adapters.test_language_model import ANSWER, LONG, PROMPT, read
from tests.lti_app.lti.served import Answer, serving
from tests.services import scripted_ollama
from tests.services.scripted_ollama import ScriptedOllama
from tests.services.scripted_writers import Behaviour

KEY = "sk-kept-in-a-file"
SAID = "The midterm is on 12 March in Hall A [1]."


def model_on(server: ScriptedOllama, *, key: str = "", **options: object) -> OpenAiModel:
    chosen = replace(OpenAiModelOptions(scripted_ollama.MODEL, time_limits=LONG), **options)
    return OpenAiModel(Server(f"{server.url}/v1", key), chosen)


def test_what_is_asked_for_is_limited_streamed_and_counted(scripted: ScriptedOllama) -> None:
    read(model_on(scripted, answer_tokens=300, temperature=0.2), schema=ANSWER)
    (asked,) = scripted.chats

    assert (asked["max_tokens"], asked["temperature"], asked["stream"]) == (300, 0.2, True)
    assert asked["stop"] == list(STOPS[:4])
    assert asked["stream_options"] == {"include_usage": True}
    assert asked["response_format"]["json_schema"]["schema"] == ANSWER
    assert asked["messages"] == [
        {"role": message.speaker.value, "content": message.text} for message in PROMPT
    ]


def test_what_one_server_wants_is_sent_along_and_changes_nothing_of_ours(
    scripted: ScriptedOllama,
) -> None:
    extra = {
        "chat_template_kwargs": {"enable_thinking": False},
        "stream": False,
        "model": "another",
        "max_completion_tokens": 9,
    }
    text = read(model_on(scripted, extra=extra))
    (asked,) = scripted.chats

    assert text == SAID
    assert asked["chat_template_kwargs"] == {"enable_thinking": False}
    assert (asked["stream"], asked["model"]) == (True, scripted_ollama.MODEL)
    assert asked["max_completion_tokens"] == 400
    assert "max_tokens" not in asked


@pytest.mark.row("model-3")
def test_what_a_model_thinks_is_no_text_of_it(scripted: ScriptedOllama) -> None:
    scripted.behave(Behaviour.THINKING)

    assert read(model_on(scripted, thinking_tokens=200)) == SAID


@pytest.mark.row("model-3")
def test_thoughts_count_towards_the_time_until_the_first_token(scripted: ScriptedOllama) -> None:
    scripted.behave(Behaviour.THINKING)
    scripted.pace_s = 0.1
    limits = TimeLimits(first_token_s=0.5, between_tokens_s=20, total_s=20)
    with pytest.raises(ModelSlowError):
        read(model_on(scripted, time_limits=limits))


@pytest.mark.row("written-10")
def test_it_is_given_as_long_for_a_prompt_as_it_was_seen_to_read(
    scripted: ScriptedOllama, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speed, "_LEAST_S", 0.5)
    model = model_on(scripted)
    scripted.measured = {"prompt_eval_count": 5000, "eval_count": 500}
    before = model.speed
    read(model)
    measured = model.speed
    scripted.behave(Behaviour.SLOW)
    started = time.monotonic()
    with pytest.raises(ModelSlowError):
        read(model)
    waited_s = time.monotonic() - started

    assert before is None
    assert measured is not None
    assert waited_s < LONG.first_token_s / 2
    assert model.speed is None


@pytest.mark.row("written-10")
def test_what_a_server_knew_of_a_prompt_says_nothing_of_how_fast_it_reads(
    scripted: ScriptedOllama,
) -> None:
    model = model_on(scripted)
    scripted.measured = {"prompt_eval_count": 5000, "cached": 4960, "eval_count": 500}
    read(model)

    assert model.speed is None


@pytest.mark.row("model-1")
def test_the_key_goes_to_its_server_and_is_never_told(
    scripted: ScriptedOllama, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    model = model_on(scripted, key=KEY)
    read(model)
    scripted.behave(Behaviour.LOCKED, Behaviour.REDIRECTING)
    told = [str(error) for error in (_failed(model), _failed(model))]

    assert scripted.keys == [f"Bearer {KEY}"] * 3
    assert KEY not in "\n".join([caplog.text, repr(Server("http://a/v1", KEY)), *told])


def test_without_a_key_none_is_sent(scripted: ScriptedOllama) -> None:
    read(model_on(scripted))

    assert scripted.keys == [""]


def _failed(model: OpenAiModel) -> ServiceError:
    with pytest.raises(ModelError) as raised:
        read(model)
    return raised.value


@pytest.mark.row("model-1")
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_refused_and_nobody_asks_elsewhere(status: int) -> None:
    with serving() as elsewhere, serving() as site:
        target = f"{elsewhere.address}/v1/chat/completions"
        site.answers["/v1/chat/completions"] = Answer(status=status, headers={"Location": target})
        model = OpenAiModel(Server(f"{site.address}/v1", KEY), OpenAiModelOptions("m"))
        error = _failed(model)

        assert type(error) is ModelError
        assert elsewhere.asked == []


@pytest.mark.row("model-1")
def test_no_proxy_of_the_environment_is_asked(
    scripted: ScriptedOllama, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.address)
        monkeypatch.setenv("ALL_PROXY", proxy.address)

        assert read(model_on(scripted)) == SAID
        assert proxy.asked == []


@pytest.mark.parametrize(
    ("status", "error", "kind"),
    [
        (400, {"code": "context_length_exceeded"}, ModelCutError),
        (400, {"type": "exceed_context_size_error", "n_ctx": 512}, ModelCutError),
        (400, {"message": "This model's maximum context length is 512"}, ModelCutError),
        (400, {"message": "no such field"}, ModelError),
        (403, {"message": "no"}, ModelError),
        (404, {"code": "model_not_found"}, ModelMissingError),
        (500, {"message": "no"}, ModelUnreachableError),
    ],
)
def test_an_error_of_a_server_is_told_by_kind_and_without_its_words(
    status: int, error: dict[str, object], kind: type[ModelError]
) -> None:
    with serving() as site:
        site.answers["/v1/chat/completions"] = Answer({"error": error}, status)
        raised = _failed(OpenAiModel(Server(f"{site.address}/v1"), OpenAiModelOptions("m")))

        assert type(raised) is kind
        assert not {str(value) for value in error.values()} & set(str(raised).split())


def _events(*events: bytes) -> Answer:
    body = b"".join(b"data: " + each + b"\r\n\r\n" for each in events)
    return Answer(body, headers={"Content-Type": "text/event-stream"})


WORD = b'{"choices": [{"delta": {"content": "Yes."}, "finish_reason": null}]}'
STOP = b'{"choices": [{"delta": {}, "finish_reason": "stop"}]}'


@pytest.mark.parametrize(
    ("events", "error"),
    [
        ([WORD, b"[DONE]"], ModelCutError),
        ([WORD], ModelCutError),
        ([WORD, STOP.replace(b"stop", b"content_filter")], ModelCutError),
        ([WORD, STOP.replace(b"stop", b"tool_calls")], ModelCutError),
        ([b'{"choices": "x"}'], ModelOutputError),
        ([b"[]"], ModelOutputError),
        ([WORD.replace(b"Yes", b"\\ud800")], ModelOutputError),
        ([WORD.replace(b"Yes", b"\\ufffd")], ModelOutputError),
        ([WORD, STOP, b'{"choices": [], "usage": {"prompt_tokens": 3}}'], ModelCutError),
    ],
)
def test_a_stream_that_is_no_whole_text_is_a_failed_call(
    events: list[bytes], error: type[ModelError]
) -> None:
    with serving() as site:
        site.answers["/v1/chat/completions"] = _events(*events)
        raised = _failed(OpenAiModel(Server(f"{site.address}/v1"), OpenAiModelOptions("m")))

        assert type(raised) is error


def _said(*pieces: str) -> Answer:
    words = [WORD.replace(b"Yes.", piece.encode("unicode_escape")) for piece in pieces]
    return _events(*words, STOP)


@pytest.mark.row("written-9")
@pytest.mark.parametrize("stop", STOPS)
def test_a_text_ends_at_every_stop_word_whatever_the_server_knows_of_it(stop: str) -> None:
    with serving() as site:
        model = OpenAiModel(Server(f"{site.address}/v1"), OpenAiModelOptions("m"))
        for pieces in (
            [f"Yes.{stop}No."],
            ["Yes.", *stop, "No."],
            ["Ye", f"s.{stop[:2]}", stop[2:]],
        ):
            site.answers["/v1/chat/completions"] = _said(*pieces)

            assert read(model) == "Yes."


@pytest.mark.parametrize("text", ["a < b and <b>", "\n<", "[IN", "[1] </", "x\n\n<"])
def test_what_only_begins_like_a_stop_word_is_text(text: str) -> None:
    with serving() as site:
        site.answers["/v1/chat/completions"] = _said("Yes. ", *text)

        assert (
            read(OpenAiModel(Server(f"{site.address}/v1"), OpenAiModelOptions("m")))
            == f"Yes. {text}"
        )


def test_a_text_that_begins_with_a_stop_word_is_none() -> None:
    with serving() as site:
        site.answers["/v1/chat/completions"] = _said("</s>", "Yes.")
        raised = _failed(OpenAiModel(Server(f"{site.address}/v1"), OpenAiModelOptions("m")))

        assert type(raised) is ModelOutputError


def test_a_server_that_takes_no_stop_words_is_sent_none(scripted: ScriptedOllama) -> None:
    read(model_on(scripted, extra={"stop": []}))
    (asked,) = scripted.chats

    assert "stop" not in asked


@pytest.mark.parametrize("after", [[], [b"[DONE]"], [b"broken"]])
def test_a_text_that_has_ended_is_whole_whatever_follows(after: list[bytes]) -> None:
    with serving() as site:
        site.answers["/v1/chat/completions"] = _events(WORD, STOP, *after)

        assert read(OpenAiModel(Server(f"{site.address}/v1"), OpenAiModelOptions("m"))) == "Yes."


def test_a_model_server_reads_which_tool_and_version_asks() -> None:
    with serving() as site:
        site.answers["/v1/chat/completions"] = _events(WORD, STOP)
        read(OpenAiModel(Server(f"{site.address}/v1"), OpenAiModelOptions("m")))
        headers = {name.lower(): value for name, value in site.asked[0].headers.items()}

        assert headers["user-agent"] == f"Silabo/{__version__}"


def test_thoughts_leave_less_room_for_the_prompt() -> None:
    server = Server("http://127.0.0.1:9/v1")
    plain = OpenAiModel(server, OpenAiModelOptions("m", context_tokens=2048))
    thinking = OpenAiModel(
        server, OpenAiModelOptions("m", context_tokens=2048, thinking_tokens=500)
    )

    assert plain.budget - thinking.budget == 450
    with pytest.raises(ModelCutError):
        next(thinking.write([Message(Speaker.USER, "palabra " * 1200)]))
