"""What becomes of the embedding model's child when a text ends it, stops it or speaks for it."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from silabo.adapters.circuit import Circuit
from silabo.adapters.embedded_model.embedder import EmbeddedModel, EmbeddedModelOptions
from silabo.domain.errors import (
    ModelError,
    ModelMissingError,
    ModelOutputError,
    ModelSlowError,
    ModelUnreachableError,
)
from silabo.domain.models import TextKind

SCRIPTED = Path(__file__).with_name("scripted_program.py")


@pytest.fixture
def model() -> Iterator[EmbeddedModel]:
    own = EmbeddedModel(EmbeddedModelOptions(timeout_s=2, program=SCRIPTED))
    yield own
    own.close()


@pytest.mark.row("meaning-1")
@pytest.mark.parametrize(
    ("text", "error"),
    [("crash", ModelOutputError), ("hang", ModelSlowError), ("broken", ModelOutputError)],
)
def test_a_text_that_ends_or_stops_the_child_fails_and_the_next_one_has_a_new_child(
    model: EmbeddedModel, text: str, error: type[ModelError]
) -> None:
    before = model.embed(["examen"], TextKind.QUERY)
    with pytest.raises(error):
        model.embed(["aula", text], TextKind.PASSAGE)

    assert model.embed(["examen"], TextKind.QUERY) == before


def test_texts_that_end_the_child_never_keep_others_waiting(model: EmbeddedModel) -> None:
    for _ in range(5):
        with pytest.raises(ModelOutputError):
            model.embed(["crash"], TextKind.PASSAGE)

    assert len(model.embed(["examen"], TextKind.QUERY)) == 1


def test_a_model_that_does_not_load_is_not_started_again_and_again(tmp_path: Path) -> None:
    program, starts = tmp_path / "program.py", tmp_path / "starts"
    program.write_text(f"open({str(starts)!r}, 'a').write('.')\nraise SystemExit(7)\n")
    moments = iter(range(100))
    model = EmbeddedModel(
        EmbeddedModelOptions(program=program), Circuit(failures=2, now=lambda: next(moments) / 1e6)
    )
    for _ in range(2):
        with pytest.raises(ModelMissingError, match="exit code 7"):
            model.embed(["a"], TextKind.QUERY)
    with pytest.raises(ModelUnreachableError):
        model.embed(["a"], TextKind.QUERY)

    assert starts.read_text() == ".."


def test_whoever_asks_while_another_is_answered_waits_no_longer_than_its_time() -> None:
    model = EmbeddedModel(EmbeddedModelOptions(timeout_s=0.2, program=SCRIPTED))
    with model._lock:
        begun = time.monotonic()
        with pytest.raises(ModelSlowError):
            model.embed(["a"], TextKind.QUERY)

    assert time.monotonic() - begun < 10


def test_a_child_ends_with_its_model(model: EmbeddedModel) -> None:
    model.embed(["examen"], TextKind.QUERY)
    assert model._child is not None
    child = model._child._process
    model.close()

    assert child.poll() is not None


def test_a_child_has_nothing_of_the_environment(tmp_path: Path) -> None:
    program, seen = tmp_path / "program.py", tmp_path / "seen"
    program.write_text(f"import os\nopen({str(seen)!r}, 'w').write(repr(dict(os.environ)))\n")
    model = EmbeddedModel(EmbeddedModelOptions(program=program))
    with pytest.raises(ModelMissingError):
        model.embed(["a"], TextKind.QUERY)
    environment = seen.read_text()

    assert "OMP_NUM_THREADS" in environment
    assert "PATH" not in environment
