"""What Ollama alone is told, and what it tells."""

import pytest

from silabo.domain.errors import ModelCutError
from silabo.domain.models import STOPS
from tests.adapters.test_language_model import read, scripted_model
from tests.services.scripted_ollama import ScriptedOllama


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
