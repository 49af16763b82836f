"""The real model in its child, where requirements-embedded.txt is installed."""

import math
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from silabo.adapters.embedded_model.embedder import EmbeddedModel, installed
from silabo.domain.models import TextKind, Vector
from tests.adapters.embedded_model.test_texts import odd_texts

pytestmark = pytest.mark.skipif(not installed(), reason="requirements-embedded.txt: not installed")


@pytest.fixture(scope="module")
def model() -> Iterator[EmbeddedModel]:
    own = EmbeddedModel()
    yield own
    own.close()


def near(one: Vector, other: Vector) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def test_a_question_is_nearest_to_what_answers_it_in_another_language(model: EmbeddedModel) -> None:
    [asked] = model.embed(["¿Cuándo es el examen final?"], TextKind.QUERY)
    exam, phone = model.embed(
        ["The final takes place on 3 June.", "Phones stay in your bag."], TextKind.PASSAGE
    )

    assert near(asked, exam) > near(asked, phone) + 0.02


def test_a_question_is_not_embedded_as_a_passage(model: EmbeddedModel) -> None:
    [asked] = model.embed(["final exam"], TextKind.QUERY)
    [said] = model.embed(["final exam"], TextKind.PASSAGE)

    assert near(asked, said) < 0.999


@pytest.mark.row("meaning-2")
@pytest.mark.timeout(300)
def test_no_odd_text_ends_the_child(model: EmbeddedModel) -> None:
    model.embed(["examen"], TextKind.QUERY)
    child = model._child
    vectors = model.embed([text[:90] for text in odd_texts()], TextKind.PASSAGE)
    vectors += model.embed(odd_texts()[:12], TextKind.QUERY)

    assert all(math.isclose(math.hypot(*vector), 1, abs_tol=0.01) for vector in vectors)
    assert model._child is child


@pytest.mark.row("meaning-3")
def test_the_child_gets_no_file_no_connection_and_no_more_memory(model: EmbeddedModel) -> None:
    model.embed(["examen"], TextKind.QUERY)
    assert model._child is not None
    process = Path(f"/proc/{model._child._process.pid}")
    limits = {
        line[:25].strip(): line[25:].split()[0]
        for line in (process / "limits").read_text().splitlines()
    }

    assert limits["Max open files"] == "0"
    assert limits["Max file size"] == "0"
    assert limits["Max core file size"] == "0"
    assert int(limits["Max address space"]) <= 640_000_000
    assert 0 < int(limits["Max cpu time"]) <= 60
    assert len(os.listdir(process / "task")) == 1
