"""First passages that are found by meaning, as far as the model answers at once."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from lti_app.asking import Asking
from lti_app.tokens import digest
from silabo.adapters.course_search import CourseSearches
from silabo.domain.errors import ModelSlowError
from silabo.domain.models import TextKind, Vector
from silabo.domain.passages import Hit, Passage
from silabo.domain.people import Session
from silabo.domain.ports import PassageSearch
from silabo.storage import sessions
from silabo.storage.tables import Question
from tasks.answers import answer_next
from tasks.meaning import embed_passages
from tasks.parts import Meaning
from tests.fakes.embedder import FakeEmbedder
from tests.tasks.work import eventually
from tests.world import Visitor, World
from wiring.index import patient_meaning, prompt_meaning
from wiring.models import Models

RULES = (
    "# Reglas\n\nEl faro es de piedra.\n\nEl examen es en junio.\n\nLa nota se publica en mayo.\n"
)
ASKED = "What is the lighthouse of?"  # no word of it stands in the document
AXES = (("faro", "lighthouse"), ("examen", "exam"), ("nota",))


@dataclass
class HeldEmbedder:
    """An embedder that a test can hold up."""

    real: FakeEmbedder
    free: threading.Event = field(default_factory=threading.Event)

    @property
    def space(self) -> str:
        return self.real.space

    @property
    def dimension(self) -> int:
        return self.real.dimension

    def embed(self, texts: Sequence[str], kind: TextKind) -> list[Vector]:
        self.free.wait(20)
        return self.real.embed(texts, kind)


@pytest.fixture
def embedder() -> Iterator[HeldEmbedder]:
    made = HeldEmbedder(FakeEmbedder(AXES))
    made.free.set()
    yield made
    made.free.set()


@pytest.fixture
def student(world: World, embedder: HeldEmbedder) -> Visitor:
    world.instructor().upload("Reglas.md", RULES.encode())
    world.work()
    embed_passages(world.system.parts.index, embedder)  # type: ignore[arg-type]
    return world.student()


def test_first_passages_are_found_by_meaning_too(
    world: World, student: Visitor, embedder: HeldEmbedder
) -> None:
    shown = _ask(world, student, embedder)

    assert shown[0] == "El faro es de piedra."


def test_who_answers_goes_on_from_what_meaning_found(
    world: World, student: Visitor, embedder: HeldEmbedder
) -> None:
    _ask(world, student, embedder)
    again, answer = _answered(world, student, embedder)
    _ask(world, student, embedder)
    Question.update(found=None).where(Question.answered_at.is_null()).execute()
    searched, same = _answered(world, student, embedder)

    assert again == 0
    assert searched > 0
    assert answer == same
    assert "faro es de piedra" in str(answer)


def test_nobody_waits_for_a_model_that_is_late_and_who_answers_searches_again(
    world: World, student: Visitor, embedder: HeldEmbedder
) -> None:
    embedder.free.clear()
    shown = _ask(world, student, embedder)
    embedder.free.set()
    searched, answer = _answered(world, student, embedder)

    assert shown == []
    assert searched > 0
    assert "faro es de piedra" in str(answer)


def test_while_a_model_is_busy_with_one_question_others_are_found_by_their_words(
    embedder: HeldEmbedder,
) -> None:
    meant = prompt_meaning(Models(questions=embedder))
    assert meant is not None
    known = meant("nota")
    embedder.free.clear()
    held = meant("lighthouse")
    meanwhile, again = meant("exam"), meant("nota")
    embedder.free.set()

    assert held is None
    assert meanwhile is None
    assert again == known
    assert again is not None
    # What came late is kept for whoever asks the same.
    assert eventually(lambda: meant("lighthouse") is not None)
    assert embedder.real.asked == ["nota", "lighthouse"]


def test_a_model_that_is_away_leaves_the_words(
    world: World, student: Visitor, embedder: HeldEmbedder
) -> None:
    embedder.real.error = ModelSlowError("the model did not answer in time")

    assert _ask(world, student, embedder, "¿Dónde es el examen?")[0] == "El examen es en junio."


def test_examples_ask_no_model(world: World, student: Visitor, embedder: HeldEmbedder) -> None:
    dates = "# Fechas\n\nEl primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4.\n"
    world.instructor().upload("Fechas.md", dates.encode())
    world.work()
    searches = CourseSearches(world.system.parts.index, prompt_meaning(Models(questions=embedder)))
    asking = Asking(replace(world.system.web, search=searches.of))
    embedder.real.asked.clear()
    found = asking.examples(_session(student))

    assert found
    assert embedder.real.asked == []


def _ask(world: World, student: Visitor, embedder: HeldEmbedder, text: str = ASKED) -> list[str]:
    """What is shown at once."""
    searches = CourseSearches(world.system.parts.index, prompt_meaning(Models(questions=embedder)))
    asking = Asking(replace(world.system.web, search=searches.of))
    question, _ = asking.ask(
        _session(student), text, key=f"key{Question.select().count()}", letter=None
    )
    return [each.text for each in question.passages or ()]


def _session(student: Visitor) -> Session:
    found = sessions.find(digest(student.token))
    assert found is not None
    return found


@dataclass
class Counted:
    """The search of a course, and the words that it was asked for."""

    real: PassageSearch
    searches: list[str]

    def __call__(self, words: str, *, limit: int, question: str = "") -> list[Hit]:
        self.searches.append(words)
        return self.real(words, limit=limit, question=question)

    def following(self, passage: Passage, *, limit: int) -> list[Passage]:
        return self.real.following(passage, limit=limit)


def _answered(world: World, student: Visitor, embedder: HeldEmbedder) -> tuple[int, object]:
    """How often whoever answers the newest question searched, and the answer, but for its ids."""
    index, searched = world.system.parts.index, list[str]()
    searches = CourseSearches(index, patient_meaning(Models(questions=embedder)))

    def counted(course_id: int, documents: Sequence[str]) -> PassageSearch:
        return Counted(searches.of(course_id, documents), searched)

    meaning = Meaning(index, embedder)  # type: ignore[arg-type]
    assert answer_next(replace(world.system.parts, search=counted, meaning=meaning))
    asked = _json(student, "/api/questions")[0]["id"]
    answer = _json(student, f"/api/questions/{asked}")["answer"]
    return len(searched), {key: answer[key] for key in ("kind", "sentences", "nearest")}


def _json(student: Visitor, path: str) -> Any:
    return student.get(path).json
