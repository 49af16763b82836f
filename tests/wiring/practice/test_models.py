"""`make run MODEL=1`: which model writes, and what is said where none can."""

import pytest

from tests.services.scripted_models import EMBEDDING_MODEL, MODEL
from tests.services.scripted_ollama import ScriptedOllama
from wiring.practice import run
from wiring.practice.models import OLLAMA, choose
from wiring.settings import Settings, load


def test_the_newest_model_that_writes_is_taken(scripted: ScriptedOllama) -> None:
    scripted.installed = {EMBEDDING_MODEL: "00", MODEL: "11", "older:1b": "22"}
    chosen = choose(Settings(ollama_url=scripted.url))

    assert chosen.settings == {"SILABO_OLLAMA_URL": scripted.url, "SILABO_MODEL": MODEL}
    assert chosen.said == (
        f"Answers are written by {MODEL}, on {scripted.url}.",
        "By another one: SILABO_MODEL=older:1b make run MODEL=1",
    )


def test_a_model_that_ollama_would_ask_elsewhere_is_never_taken(scripted: ScriptedOllama) -> None:
    scripted.installed = {"huge:cloud": "00", MODEL: "11"}
    scripted.told = {"huge:cloud": {"remote_host": "https://ollama.example:443"}}
    first = choose(Settings(ollama_url=scripted.url))
    del scripted.installed[MODEL]
    second = choose(Settings(ollama_url=scripted.url))

    assert first.settings["SILABO_MODEL"] == MODEL
    assert second.settings == {}
    assert "has no model that writes" in second.said[0]


def test_the_model_that_is_set_is_taken(scripted: ScriptedOllama) -> None:
    scripted.installed = {"newer:1b": "00", MODEL: "11"}
    chosen = choose(Settings(ollama_url=scripted.url, model=MODEL))

    assert chosen.settings["SILABO_MODEL"] == MODEL
    assert chosen.said == (f"Answers are written by {MODEL}.",)


def test_a_model_of_little_context_is_given_no_more(scripted: ScriptedOllama) -> None:
    scripted.context_tokens = 2048
    chosen = choose(Settings(ollama_url=scripted.url))

    assert chosen.settings["SILABO_MODEL_CONTEXT_TOKENS"] == "2048"


def test_where_no_ollama_answers_it_is_said_and_nothing_starts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    server = ScriptedOllama()
    server.stop()
    monkeypatch.setenv("SILABO_OLLAMA_URL", server.url)

    status = run.main(model=True)

    said = capsys.readouterr().out
    assert status == 1
    assert said.startswith(f"{server.url}: the model server cannot be reached.\n")
    assert "SILABO_OLLAMA_URL=http://host:11434 make run MODEL=1" in said


def test_what_is_chosen_is_what_the_tool_reads(
    scripted: ScriptedOllama, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in choose(Settings(ollama_url=scripted.url)).settings.items():
        monkeypatch.setenv(name, value)
    settings, problems = load()

    assert problems == []
    assert [model.name for model in settings.chain] == [MODEL]
    assert OLLAMA.endswith(":11434")
