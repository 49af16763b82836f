"""What Ollama alone is told, and what it tells."""

import time

import pytest

from silabo.adapters.model_servers import speed
from silabo.adapters.model_servers.speed import Speed
from silabo.domain.errors import ModelCutError, ModelSlowError
from silabo.domain.models import STOPS
from tests.adapters.test_language_model import LONG, read, scripted_model
from tests.services.scripted_ollama import ScriptedOllama
from tests.services.scripted_writers import Behaviour


@pytest.mark.row("written-9")
def test_how_it_writes_and_stays_loaded_is_the_servers_affair_unless_it_is_said(
    scripted: ScriptedOllama,
) -> None:
    read(scripted_model(scripted))
    read(scripted_model(scripted, threads=3, keep_alive="30m"))
    usual, told = scripted.chats

    assert "keep_alive" not in usual
    assert "num_thread" not in usual["options"]
    assert usual["options"]["repeat_penalty"] == 1.0
    assert usual["options"]["stop"] == list(STOPS)
    assert (told["keep_alive"], told["options"]["num_thread"]) == ("30m", 3)


@pytest.mark.row("written-9")
def test_a_text_that_made_the_server_forget_its_prompt_is_a_failed_call(
    scripted: ScriptedOllama,
) -> None:
    model = scripted_model(scripted, context_tokens=512, answer_tokens=200)
    scripted.measured = {"prompt_eval_count": 300, "eval_count": 211}
    fits = read(model)
    scripted.measured = {"prompt_eval_count": 300, "eval_count": 212}

    assert fits
    with pytest.raises(ModelCutError):
        read(model)


@pytest.mark.row("written-10")
def test_it_is_given_as_long_for_a_prompt_as_it_was_seen_to_read(
    scripted: ScriptedOllama, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speed, "_LEAST_S", 0.5)
    model = scripted_model(scripted)
    scripted.measured = {
        "prompt_eval_count": 100,
        "prompt_eval_duration": 1_000_000_000,
        "eval_count": 10,
        "eval_duration": 10_000_000,
    }
    read(model)
    measured = model.speed
    scripted.behave(Behaviour.SLOW)
    started = time.monotonic()
    with pytest.raises(ModelSlowError):
        read(model)
    waited_s = time.monotonic() - started

    assert measured == Speed(reading=100.0, writing=1000.0)
    assert waited_s < LONG.first_token_s / 2
    assert model.speed is None
