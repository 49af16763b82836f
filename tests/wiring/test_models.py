"""Which models the settings choose, and what is said of settings that do not fit together."""

import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from silabo.adapters.embedded_model import embedder
from silabo.adapters.embedded_model.embedder import EmbeddedModel
from silabo.adapters.openai_compatible.embedder import OpenAiEmbedder
from silabo.adapters.openai_compatible.model import OpenAiModel
from silabo.answering.model_chain import ModelChain
from silabo.domain.models import Message, Speaker, TextKind, TimeLimits
from silabo.domain.queues import Health
from tests.lti_app.lti.served import Answer, serving
from tests.services import scripted_ollama
from tests.services.scripted_ollama import ScriptedOllama
from tests.services.scripted_writers import Behaviour
from wiring import settings as all_settings
from wiring.commands import setting_lines
from wiring.doctor.meaning import examine_meaning
from wiring.model_servers import model_health
from wiring.models import Models, embedding_space, models
from wiring.settings import Settings
from wiring.settings.writing_models import WritingModel
from wiring.writing import threads

URL = "http://127.0.0.1:1"
SERVED = "https://llm.example/v1#qwen2.5-7b"


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
            longest_writing_seconds=100,
        )
    )

    assert chosen.writer is not None
    assert chosen.writer.model.name == "qwen2.5:7b"
    assert chosen.writer.model.budget < 2048
    assert (chosen.writer.retries, chosen.writer.longest_wait_s) == (2, 300)
    assert (chosen.writer.patience_s, chosen.writer.longest_s) == (100, 100)
    assert len(chosen.writer.code()) == 10
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


@pytest.mark.row("written-9")
def test_a_model_on_this_machine_leaves_it_one_core_unless_it_is_set() -> None:
    cores = max(1, (os.cpu_count() or 1) - 1)

    assert threads(Settings(ollama_url="http://127.0.0.1:11434, http://localhost:1")) == cores
    assert threads(Settings(ollama_url="http://localhost:1, https://other.example")) == 0
    assert threads(Settings(ollama_url="https://other.example", model_threads=3)) == 3


@pytest.mark.row("written-9")
def test_how_a_model_writes_is_sent_as_it_is_set() -> None:
    scripted = ScriptedOllama()
    given = {"ollama_url": scripted.url, "model": scripted_ollama.MODEL, "embedding_model": "none"}
    writer = models(Settings(**given, model_threads=3, model_keep_alive="30m")).writer
    assert writer is not None
    wrote = "".join(writer.model.write([Message(Speaker.USER, "?")]))
    scripted.stop()
    (asked,) = scripted.chats

    assert wrote
    assert (asked["options"]["num_thread"], asked["keep_alive"]) == (3, "30m")


@pytest.mark.parametrize("value", ["24", "soon", "-1", "1d"])
def test_a_time_that_ollama_does_not_read_is_refused(value: str) -> None:
    with pytest.raises(ValidationError):
        Settings(model_keep_alive=value)


def test_time_limits_have_their_defaults() -> None:
    assert WritingModel(name="m", model="m").time_limits(180) == TimeLimits(60, 20, 180)
    assert WritingModel(name="m", model="m").time_limits(30) == TimeLimits(30, 20, 30)


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
        ({"MODEL": "http://127.0.0.1:1/v1"}, "SILABO_MODEL: it names no model: write it as"),
        ({"MODEL": "ftp://h/v1#m"}, "SILABO_MODEL: write it as https://host/v1#name; a key has"),
        ({"MODEL": "https://u:p@h/v1#m"}, "SILABO_MODEL: write it as https://host/v1#name; a key"),
        ({"EMBEDDING_MODEL": "http://h/v1?k=1#m"}, "SILABO_EMBEDDING_MODEL: write it as"),
        ({"MODEL": SERVED, "MODEL_KEYS": "a key"}, "SILABO_MODEL_KEYS: write a line each, as"),
        (
            {"MODEL": SERVED, "MODEL_KEYS": "llm.example=k\nother.example=k"},
            "SILABO_MODEL_KEYS: no model is on other.example",
        ),
        (
            {"MODEL": SERVED.replace("https", "http"), "MODEL_KEYS": "llm.example=k"},
            "SILABO_MODEL_KEYS: that of llm.example would be sent unencrypted; write https",
        ),
        (
            {"MODEL": SERVED, "MODEL_KEYS": "llm.example=k", "PRODUCTION": "1"},
            "SILABO_MODEL_KEYS: production reads them from the folder of credentials alone",
        ),
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


def test_a_server_that_speaks_the_api_of_openai_needs_no_ollama() -> None:
    settings = Settings(model=SERVED, embedding_model="https://llm.example:8443/v1/#bge-m3")
    chosen = models(settings)

    assert settings.model_problems == []
    assert chosen.writer is not None
    assert isinstance(chosen.writer.model, OpenAiModel)
    assert chosen.writer.model.name == "qwen2.5-7b"
    assert isinstance(chosen.questions, OpenAiEmbedder)
    assert examine_meaning(settings).detail == "by bge-m3 on https://llm.example:8443/v1"


@pytest.mark.row("model-1")
def test_a_key_comes_from_the_folder_of_credentials_and_goes_to_its_host_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server = ScriptedOllama()
    host = server.url.removeprefix("http://")
    kept = f"{host}=secret-1\nllm.example=secret-2\n"
    (tmp_path / "silabo_model_keys").write_text(kept)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    monkeypatch.setenv("SILABO_MODEL", f"{server.url}/v1#scripted")
    monkeypatch.setenv("SILABO_EMBEDDING_MODEL", "https://llm.example/v1#bge-m3")
    settings, problems = all_settings.load()
    writer = models(settings).writer
    assert writer is not None
    list(writer.model.write([Message(Speaker.USER, "a")]))
    server.stop()

    assert problems == []
    assert server.keys == ["Bearer secret-1"]
    assert "secret" not in repr(settings)
    assert "secret" not in str(setting_lines(settings))


@pytest.mark.parametrize(
    ("path", "model", "ok", "detail"),
    [
        ("/v1", "scripted", True, "scripted on {url}/v1"),
        ("/v1", "nobody", False, "{url}/v1: the model server has no model nobody; it has scripted"),
        ("/other", "scripted", True, "scripted on {url}/other, which does not list its models"),
    ],
)
def test_a_server_is_asked_whether_it_has_the_model(
    path: str, model: str, ok: bool, detail: str
) -> None:
    server = ScriptedOllama()
    found = model_health(Settings(model=f"{server.url}{path}#{model}", embedding_model="none"))
    server.stop()

    assert found.ok is ok
    assert found.detail.startswith(detail.format(url=server.url))


def test_a_server_that_has_one_model_takes_any_name() -> None:
    with serving() as site:
        site.answers["/v1/models"] = Answer(
            {"data": [{"id": "/srv/model.gguf", "owned_by": "llamacpp"}]},
            headers={"Content-Type": "application/json"},
        )
        found = model_health(Settings(model=f"{site.address}/v1#any", embedding_model="none"))

    assert found.ok


@pytest.mark.parametrize(
    ("url", "detail"),
    [(f"{URL}/v1", "does not answer"), ("{site}/v1", "what answers there is no model server")],
)
def test_what_is_no_model_server_is_said(url: str, detail: str) -> None:
    with serving() as site:
        site.answers["/v1/models"] = Answer(b"<html>", headers={"Content-Type": "text/html"})
        address = url.format(site=site.address)
        found = model_health(Settings(model=f"{address}#m", embedding_model="none"))

    assert found == Health(False, f"{address}: {detail}")


@pytest.mark.row("model-4")
def test_one_of_two_models_on_a_server_is_left_alone_and_the_other_is_not() -> None:
    good, bad = Behaviour.OBEDIENT, Behaviour.FAULTY
    server = ScriptedOllama(bad, good, bad, good, bad, good, good)
    server.installed["second:latest"] = "1" * 64
    chosen = models(Settings(ollama_url=server.url, model="scripted,second")).writer
    assert chosen is not None
    for _ in range(4):
        list(ModelChain(chosen.in_order()).write([Message(Speaker.USER, "a")]))
    server.stop()

    assert [asked["model"].partition(":")[0] for asked in server.chats] == [
        *("scripted", "second") * 3,
        "second",
    ]


def test_vectors_are_the_same_wherever_the_model_is() -> None:
    spaces = {
        embedding_space(Settings(embedding_model=f"https://{host}/v1#bge-m3"))
        for host in ("a.example", "b.example")
    }

    assert spaces == {"bge-m3"}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", ("search_query: ", "search_document: ")),
        ("none", ("", "")),
        ("ask: ", ("ask: ", "ask: ")),
    ],
)
def test_what_stands_before_a_text_is_of_the_models_card_or_of_the_settings(
    scripted: ScriptedOllama, said: str, expected: tuple[str, str]
) -> None:
    scripted.installed["nomic-embed-text:latest"] = "1" * 64
    settings = Settings(
        ollama_url=scripted.url,
        embedding_model="nomic-embed-text",
        embedding_query_prefix=said,
        embedding_passage_prefix=said,
    )
    questions = models(settings).questions
    assert questions is not None
    for kind in (TextKind.QUERY, TextKind.PASSAGE):
        questions.embed(["Final"], kind)

    assert [asked["input"] for asked in scripted.embeds] == [[f"{each}Final"] for each in expected]
    assert questions.space.partition("/")[2] == expected[1].strip(" :")
