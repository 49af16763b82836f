"""Which models the settings choose, and what is said of settings that do not fit together."""

import pytest

from silabo.adapters.embedded_model import embedder
from silabo.adapters.embedded_model.embedder import EmbeddedModel
from silabo.domain.models import TimeLimits
from tests.services import scripted_ollama
from tests.services.scripted_ollama import ScriptedOllama
from wiring import settings as all_settings
from wiring.models import Models, model_health, models
from wiring.settings import Settings

URL = "http://127.0.0.1:1"


def test_without_ollama_there_is_no_model() -> None:
    assert models(Settings(embedding_model="none")) == Models()
    assert model_health(Settings()).ok


def test_a_model_is_set_up_as_the_settings_say() -> None:
    chosen = models(
        Settings(
            ollama_url=f"{URL}, https://other.example",
            model="qwen2.5:7b",
            embedding_model="bge-m3",
            draft_retries=2,
            model_context_tokens=2048,
            longest_queue_minutes=5,
        )
    )

    assert chosen.writer is not None
    assert chosen.writer.model.name == "qwen2.5:7b"
    assert chosen.writer.model.budget < 2048
    assert (chosen.writer.retries, chosen.writer.longest_wait_s) == (2, 300)
    assert len(chosen.writer.code()) == 16
    assert chosen.writer.code() != chosen.writer.code()
    assert chosen.passages is not None
    assert chosen.questions is not None


@pytest.mark.parametrize(
    ("model", "embedding_model", "writes", "embeds"),
    [("none", "bge-m3", False, True), ("m", "none", True, False), ("none", "none", False, False)],
)
def test_either_model_may_be_none(
    model: str, embedding_model: str, writes: bool, embeds: bool
) -> None:
    chosen = models(Settings(ollama_url=URL, model=model, embedding_model=embedding_model))

    assert (chosen.writer is not None, chosen.passages is not None) == (writes, embeds)


def test_without_a_name_the_model_of_this_machine_embeds_where_it_is_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(embedder, "PACKAGE", "json")
    there = models(Settings(embedding_model=""))
    monkeypatch.setattr(embedder, "PACKAGE", "no_such_package_of_anybody")

    assert isinstance(there.questions, EmbeddedModel)
    assert there.passages is not None
    assert models(Settings(embedding_model="")) == Models()


def test_an_ollama_that_writes_does_not_embed_unasked() -> None:
    chosen = models(Settings(ollama_url=URL, model="qwen2.5:7b", embedding_model="none"))

    assert chosen.writer is not None
    assert chosen.passages is None


def test_time_limits_have_their_defaults() -> None:
    assert Settings().time_limits == TimeLimits(60, 20, 180)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"OLLAMA_URL": URL}, "SILABO_MODEL: name the model that writes, or `none`"),
        (
            {"EMBEDDING_MODEL": "bge-m3"},
            "SILABO_OLLAMA_URL: name the Ollama that has SILABO_EMBEDDING_MODEL",
        ),
        ({"MODEL": "m"}, "SILABO_OLLAMA_URL: name the Ollama that has SILABO_MODEL"),
        ({"OLLAMA_URL": "localhost:11434", "MODEL": "m"}, "SILABO_OLLAMA_URL: write each as"),
        ({"OLLAMA_URL": f"{URL}/api", "MODEL": "m"}, "SILABO_OLLAMA_URL: write each as"),
        ({"OLLAMA_URL": f"{URL}, ftp://x", "MODEL": "m"}, "SILABO_OLLAMA_URL: write each as"),
        ({"DRAFT_RETRIES": "3"}, "SILABO_DRAFT_RETRIES: "),
        ({"MODEL_TOTAL_SECONDS": "0"}, "SILABO_MODEL_TOTAL_SECONDS: "),
    ],
)
def test_what_does_not_fit_together_is_said(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], problem: str
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(f"{all_settings.PREFIX}{name}", value)
    _, problems = all_settings.load()

    assert any(each.startswith(problem) for each in problems), problems


def test_the_health_names_every_host_and_what_it_lacks() -> None:
    server = ScriptedOllama()
    both = f"{server.url},{URL}"
    found = model_health(
        Settings(ollama_url=both, model="scripted", embedding_model="nobody", data_dir="x")
    )
    server.stop()

    assert not found.ok
    assert f"{server.url}: the model server has no model nobody:latest" in found.detail
    assert f"{URL}: does not answer" in found.detail
    assert scripted_ollama.MODEL not in found.detail
