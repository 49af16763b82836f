import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest

from ingest.passages import cut
from silabo.answering.weights import Thresholds
from silabo.domain.answers import AnswerKind, Caution
from silabo.domain.errors import ServiceError
from silabo.domain.passages import Hit, Passage
from silabo.domain.ports import PassageSearch
from silabo.evaluation.configuration import Configuration, apply
from silabo.storage import courses, documents, passages, questions, replacing, scopes, versions
from silabo.storage.tables import Answer, Question, Version
from tasks.answers import answer_next
from tests import seeds
from tests.fakes.indexes import WatchedIndex, failing_index
from tests.tasks.work import ASKED, Work

FACT = "El primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4."


def events(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.message for record in caplog.records if record.name.startswith("tasks")]


def test_a_free_slot_answers_nothing_when_nothing_waits(work: Work) -> None:
    assert not answer_next(work.parts)


def test_a_question_is_answered_from_the_course(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    work.ready(FACT)
    asked = work.ask()
    before = time.monotonic()
    found = answer_next(work.parts)
    at_most_ms = (time.monotonic() - before) * 1000 + 1
    question = work.question(asked)

    assert found
    assert question.state == "answered"
    assert question.answer is not None
    assert question.answer.kind == "extractive"
    assert "1 de octubre" in question.answer.sentences[0].text
    assert question.delivery == "ready"
    assert events(caplog) == ["question_answered"]
    assert 0 <= Answer.get().took_ms <= at_most_ms


def test_a_question_that_the_documents_do_not_answer_is_declined(work: Work) -> None:
    work.ready(FACT)
    asked = work.ask("¿Cuál es la contraseña del wifi?")
    answer_next(work.parts)
    answer = work.question(asked).answer

    assert answer is not None
    assert (answer.kind, answer.sentences) == ("declined", ())


@pytest.fixture
def careful() -> Iterator[None]:
    """A careful course is never sure."""
    apply(Configuration(numbers={"thresholds": {"careful_answered": 1.1, "careful_closest": 0}}))
    yield
    shipped = Thresholds()
    kept = {name: getattr(shipped, name) for name in ("careful_answered", "careful_closest")}
    apply(Configuration(numbers={"thresholds": kept}))


def test_a_question_is_answered_as_carefully_as_its_course_is_set(
    work: Work, careful: None
) -> None:
    work.ready(FACT)
    before = work.ask()
    answer_next(work.parts)
    courses.choose_caution(work.course, Caution.CAREFUL)
    asked = work.ask()
    answer_next(work.parts)
    kinds = [getattr(work.question(each).answer, "kind", None) for each in (before, asked)]

    assert kinds == [AnswerKind.EXTRACTIVE, AnswerKind.CLOSEST]


def test_what_its_course_leaves_out_is_not_answered(work: Work) -> None:
    work.ready(FACT)
    before = work.ask()
    answer_next(work.parts)
    scopes.leave_out(work.course, "parcial", "Pregunten en clase.")
    asked = work.ask()
    answer_next(work.parts)
    told = [work.question(each).answer for each in (before, asked)]

    assert [getattr(each, "kind", None) for each in told] == [
        AnswerKind.EXTRACTIVE,
        AnswerKind.REPLY,
    ]
    assert [each.text for each in getattr(told[1], "sentences", ())] == ["Pregunten en clase."]


def test_while_the_index_is_away_questions_wait_and_no_attempt_is_counted(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    work.ready(FACT)
    asked = work.ask()
    away = work.over(failing_index(ServiceError("the index is away")))
    for _ in range(6):
        seeds.due(Question)
        answer_next(away)
    row = Question.get()
    waits = work.question(asked).state
    seeds.due(Question)
    answer_next(work.parts)

    assert (row.attempt, row.last_error, waits) == (0, "the index is away", "queued")
    assert work.question(asked).state == "answered"
    assert events(caplog)[:6] == ["question_given_back"] * 6


def test_a_question_that_breaks_the_answerer_fails_after_five_tries(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    work.ready(FACT)
    asked = work.ask()
    broken = work.over(failing_index(ValueError(f"cannot search {ASKED}")))
    for _ in range(5):
        seeds.due(Question)
        answer_next(broken)
    again = answer_next(broken)

    assert work.question(asked).state == "failed"
    assert Question.get().last_error == "ValueError"
    assert not again
    assert events(caplog)[-2:] == ["answering_failed", "question_failed"]


def test_what_a_student_wrote_is_never_logged(work: Work, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    work.ready(FACT)
    work.ask()
    answer_next(work.over(failing_index(ValueError(f"cannot search {ASKED}"))))
    (failed,) = [each for each in caplog.records if each.message == "answering_failed"]
    logged = caplog.text + "".join(str(vars(record)) for record in caplog.records)

    assert ASKED not in logged
    assert "ana@example.org" not in logged
    assert failed.error == "ValueError"
    assert "taken.py:" in failed.way
    assert failed.way.rpartition(" > ")[2].startswith("indexes.py:")


def test_one_bad_question_does_not_hold_up_the_next(work: Work) -> None:
    work.ready(FACT)
    work.ask()
    answer_next(work.over(failing_index(ValueError("broken"))))
    other = work.ask()
    answer_next(work.parts)

    assert work.question(other).state == "answered"


def test_an_answer_whose_lease_was_lost_is_thrown_away(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    work.ready(FACT)
    asked = work.ask()
    other_worker = []

    def lapse(method: str) -> None:
        if not other_worker:
            seeds.overdue(Question)
            questions.sweep()
            other_worker.append(seeds.claim_question())

    answer_next(work.over(WatchedIndex(work.parts.index, lapse)))
    in_between = work.question(asked).state
    seeds.record(other_worker[0])

    assert in_between == "working"
    assert Answer.select().count() == 1
    assert events(caplog) == ["answer_thrown_away"]


def test_a_question_that_was_deleted_meanwhile_leaves_nothing(work: Work) -> None:
    work.ready(FACT)
    asked = work.ask()

    def delete(method: str) -> None:
        if Question.select().exists():
            questions.remove(work.course, work.ana[0], asked)

    found = answer_next(work.over(WatchedIndex(work.parts.index, delete)))

    assert found
    assert Question.select().count() == Answer.select().count() == 0


def test_a_lease_lost_while_the_index_fails_is_no_second_failure(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    work.ready(FACT)
    work.ask()

    def lapse_and_fail(method: str) -> None:
        seeds.overdue(Question)
        questions.sweep()
        raise ServiceError("the index is away")

    answer_next(work.over(WatchedIndex(work.parts.index, lapse_and_fail)))
    row = Question.get()

    assert (row.state, row.attempt, row.last_error) == ("queued", 1, "lease_lapsed")
    assert events(caplog) == []


def test_a_document_that_is_removed_while_a_question_waits_is_not_quoted(work: Work) -> None:
    version = work.ready(FACT)
    asked = work.ask()
    documents.remove(work.course, seeds.document_of(version))
    answer_next(work.parts)
    answer = work.question(asked).answer

    assert answer is not None
    assert answer.kind == "declined"
    assert answer.nearest == ()


@pytest.mark.parametrize("at", ["search", "after"])
def test_a_document_that_is_replaced_while_a_question_is_answered_is_quoted_from_one_version_alone(
    work: Work, at: str
) -> None:
    old = work.ready(FACT)
    asked = work.ask()
    swapped: list[int] = []

    def swap() -> None:
        if not swapped:
            file = seeds.upload()
            replacing.replace(work.course, seeds.document_of(old), file)
            claimed = seeds.claim_version()
            read = seeds.extract(FACT.replace("jueves 1", "viernes 2"))
            versions.keep_text(claimed, read, cut(read), "es")
            work.parts.index.add(work.course, claimed.id, passages.entries(claimed.id))
            versions.make_ready(claimed)
            work.parts.index.remove(work.course, old)
            swapped.append(claimed.id)

    def between(method: str) -> None:
        if method == "search" and at == "search":
            swap()

    parts = work.over(WatchedIndex(work.parts.index, between))
    if at == "after":
        search = parts.search

        def slow(course: int, only: Sequence[str]) -> PassageSearch:
            found = search(course, only)
            return AfterFirst(found, swap)

        parts = replace(parts, search=slow)
    answer_next(parts)
    answer = work.question(asked).answer

    assert answer is not None
    assert answer.kind == "extractive"
    assert "viernes 2" in answer.sentences[0].text
    assert {each.version for each in answer.citations} == {Version.get_by_id(swapped[0]).public_id}


class AfterFirst:
    """A search behind whose first result something happens."""

    def __init__(self, search: PassageSearch, happens: Callable[[], None]) -> None:
        self._search, self._happens = search, happens

    def __call__(self, words: str, *, limit: int, question: str = "") -> list[Hit]:
        found = self._search(words, limit=limit, question=question)
        self._happens()
        return found

    def following(self, passage: Passage, *, limit: int) -> list[Passage]:
        return self._search.following(passage, limit=limit)
