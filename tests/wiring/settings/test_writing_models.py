"""The models that write: their order, the file with what is set for each, and what is wrong."""

from pathlib import Path

import pytest

from silabo.adapters.ollama.model import OllamaModel
from silabo.adapters.openai_compatible.model import OpenAiModel
from silabo.domain.models import TimeLimits
from wiring.settings import Settings, load
from wiring.writing import writer

OLLAMA = "http://127.0.0.1:1"
FILE = """
["qwen2.5:7b"]
temperature = 0.2
answer_tokens = 300
prompt_tokens = 900
first_token_seconds = 90

[campus]
server = "https://llm.example.edu/v1"
model = "qwen2.5-32b-instruct"
context_tokens = 16384
thinking_tokens = 1000
extra = { chat_template_kwargs = { enable_thinking = false } }
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "models.toml"
    path.write_text(FILE)
    return path


def problems(monkeypatch: pytest.MonkeyPatch, **given: str) -> list[str]:
    for name, value in given.items():
        monkeypatch.setenv(f"SILABO_{name}", value)
    return load()[1]


def test_several_models_are_asked_in_the_order_in_which_they_are_named() -> None:
    settings = Settings(ollama_url=OLLAMA, model="a:1b, https://h.example/v1#b ,c")
    chosen = writer(settings)

    assert chosen is not None
    assert list(chosen.in_order()) == ["a:1b", "b", "c"]
    assert [type(model) for model in chosen.named.values()] == [
        OllamaModel,
        OpenAiModel,
        OllamaModel,
    ]
    assert settings.model_problems == []


def test_a_file_says_what_is_set_for_single_models(file: Path) -> None:
    settings = Settings(
        ollama_url=OLLAMA,
        model="campus, qwen2.5:7b",
        models_file=file,
        model_total_seconds=100,
        model_context_tokens=2048,
    )
    campus, small = settings.chain

    assert settings.model_problems == []
    assert (campus.served.name, campus.served.url) == (
        "qwen2.5-32b-instruct",
        "https://llm.example.edu/v1",
    )
    assert (campus.context_tokens, campus.thinking_tokens) == (16384, 1000)
    assert campus.extra == {"chat_template_kwargs": {"enable_thinking": False}}
    assert (small.temperature, small.answer_tokens, small.context_tokens) == (0.2, 300, 2048)
    chosen = writer(settings)
    assert chosen is not None
    assert (chosen.wanted("qwen2.5:7b"), chosen.wanted("campus")) == (900, 500)
    assert small.time_limits(180) == TimeLimits(90, 20, 100)
    assert small.time_limits(60) == TimeLimits(60, 20, 60)


@pytest.mark.row("model-5")
@pytest.mark.parametrize(("order", "asked"), [("qwen2.5:7b", ["qwen2.5:7b"]), ("none", [])])
def test_what_the_file_names_beside_the_order_may_be_picked(
    file: Path, order: str, asked: list[str]
) -> None:
    settings = Settings(ollama_url=OLLAMA, model=order, models_file=file)
    chosen = writer(settings)

    assert chosen is not None
    assert list(chosen.in_order()) == asked
    assert list(chosen.in_order("campus")) == ["campus", *asked]
    assert settings.writes


def test_without_order_and_file_nobody_writes() -> None:
    assert writer(Settings(ollama_url=OLLAMA, model="none")) is None


@pytest.mark.row("model-6")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a]\ncontxt_tokens = 1", "[a]: there is no contxt_tokens; did you mean context_tokens?"),
        ("[a]\ncontext_tokens = 5", "[a]: context_tokens: 5 is too small; the smallest is 1024"),
        ("[a]\ntemperature = 'warm'", "[a]: temperature: "),
        ("[a]\nserver = 'localhost:8080'", "[a]: server: write it as https://host/v1#name"),
        ("[a]\nserver = 'https://k@h/v1'", "[a]: server: write it as https://host/v1#name; a key"),
        ("[a]\nkey = 'secret'", "[a]: there is no key"),
        ("[a]\nextra = {x = 1}", "[a]: extra needs a server that speaks OpenAI's API"),
        ("temperature = 1", "temperature stands under no model; begin with one, as [name]"),
        ("['a,b']", "“a,b” cannot be the name of a model"),
        ("[none]", "“none” cannot be the name of a model"),
        ("[a", "is no TOML file: "),
        ("[a]\n[a]", "is no TOML file: "),
    ],
)
def test_what_is_wrong_with_the_file_is_said_in_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "models.toml"
    path.write_text(text)
    found = problems(monkeypatch, MODEL="a", OLLAMA_URL=OLLAMA, MODELS_FILE=str(path))

    assert len(found) == 1
    assert found[0].startswith("SILABO_MODELS_FILE: ")
    assert said in found[0]
    assert "secret" not in found[0]


@pytest.mark.row("model-6")
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"MODELS_FILE": "/nowhere/models.toml"}, "/nowhere/models.toml cannot be read: No such"),
        (
            {"MODEL": "https://a.example/v1#m,https://b.example/v1#m"},
            "SILABO_MODEL: two models are called m",
        ),
        ({"MODEL": "a,b"}, "SILABO_OLLAMA_URL: name the Ollama that has SILABO_MODEL"),
        ({"MODEL": "a,https://h.example/v1"}, "SILABO_MODEL: it names no model"),
    ],
)
def test_what_is_wrong_with_the_order_is_said_in_words(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], said: str
) -> None:
    (found,) = problems(monkeypatch, **given)

    assert said in found


def test_a_model_of_the_file_without_a_server_needs_ollama(
    monkeypatch: pytest.MonkeyPatch, file: Path
) -> None:
    (found,) = problems(monkeypatch, MODEL="campus", MODELS_FILE=str(file))

    assert found == "SILABO_OLLAMA_URL: name the Ollama that has SILABO_MODELS_FILE"


def test_a_model_that_is_named_by_its_address_has_settings_too(tmp_path: Path) -> None:
    path = tmp_path / "models.toml"
    path.write_text('["https://h.example/v1#b"]\nanswer_tokens = 300\n')
    settings = Settings(model="https://h.example/v1#b", models_file=path)
    (model,) = settings.chain

    assert settings.model_problems == []
    assert (model.name, model.answer_tokens) == ("b", 300)
    assert model.served.url == "https://h.example/v1"


def test_a_file_that_changes_while_a_process_runs_changes_nothing_in_it(file: Path) -> None:
    settings = Settings(ollama_url=OLLAMA, model="campus", models_file=file)
    before = settings.chain
    file.write_text("broken")

    assert settings.chain == before
    assert settings.writes
