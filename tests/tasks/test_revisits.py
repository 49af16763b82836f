"""Living answers: what rests on a document that changed is answered again while nobody waits, and
who got another fact than before is told once.
"""

import threading
from dataclasses import replace
from typing import Any

import pytest

from silabo.answering.equality import equality_key
from silabo.domain.answers import AnswerKind, Query, Sentence
from silabo.domain.clock import now
from silabo.domain.errors import ModelUnreachableError
from silabo.domain.questions import Changes
from silabo.domain.questions import Question as Asked
from silabo.domain.queues import Queue
from silabo.domain.reviews import NewAnswer
from silabo.storage import documents, gaps, living, questions, standing
from silabo.storage.tables import Answer, Decision, Delivery, Revisit
from tasks.answers import answer_next
from tasks.parts import Parts, Writer
from tasks.revisits import MODEL_AWAY_MS, revisit_next
from tasks.slots import Slots
from tests import seeds
from tests.answering.models import SpokenModel, codes
from tests.fakes.indexes import Gate, WatchedIndex
from tests.tasks.test_writing import WatchedModel
from tests.tasks.work import Work, eventually

ASKED = "¿Cuándo es el primer parcial?"
OLD = "El primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4."
NEW = "El primer parcial es el jueves 8 de octubre a las 14:00 en el aula 4."
PARKING = "¿Hay estacionamiento en el campus?"
SAYS_IT = "Hay estacionamiento en el campus, detrás del aula magna."


class Class:
    """Students of one course who ask, and documents that come and go."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.asked: list[tuple[int, str]] = []

    def asks(self, *texts: str, **changes: Any) -> None:
        """Each text is asked by another student, and answered."""
        for text in texts:
            who = seeds.member(sub=f"s{len(self.asked)}", email=f"s{len(self.asked)}@example.org")
            alike = equality_key(Query(text, "es", now(), "UTC"))
            new = replace(seeds.new_question(who, text), alike=alike, **changes)
            self.asked.append((who[0], questions.ask(new)[0].public_id))
        while answer_next(self.work.parts):
            pass

    def take_out(self, version: int) -> None:
        documents.remove(self.work.course, seeds.document_of(version))

    def look(self) -> None:
        while living.look():
            pass

    def revisit(self) -> int:
        """Look, and answer again what is due once the moment of grace is over."""
        self.look()
        seeds.due(Revisit)
        done = 0
        while revisit_next(self.work.parts):
            done += 1
        return done

    def seen(self) -> list[Asked]:
        return [questions.get(self.work.course, who, public_id) for who, public_id in self.asked]

    def answers(self) -> list[Any]:
        return [question.answer for question in self.seen()]


@pytest.fixture
def students(work: Work) -> Class:
    return Class(work)


def letters() -> list[str]:
    return [row.kind for row in Delivery.select().order_by(Delivery.id)]


def test_who_was_told_another_day_is_told_once_what_was_and_what_is_now(students: Class) -> None:
    version = students.work.ready(OLD)
    students.asks(ASKED, "cuando es el primer parcial")
    students.look()
    students.take_out(version)
    students.work.ready(NEW)
    first = students.revisit()
    again = students.revisit()

    assert (first, again) == (1, 0)  # the second gets what came of the first
    for answer in students.answers():
        assert answer.revision == 2
        assert answer.sentences[0].text == NEW
        assert answer.changes == Changes(("1 de octubre",), ("8 de octubre",))
    assert letters() == ["answer", "answer", "changed", "changed"]


def test_who_brings_the_next_document_a_moment_later_tells_of_one_change(students: Class) -> None:
    version = students.work.ready(OLD)
    students.asks(ASKED)
    students.look()
    students.take_out(version)
    students.look()
    too_early = revisit_next(students.work.parts)
    students.work.ready(NEW)
    students.revisit()

    assert not too_early
    assert letters() == ["answer", "changed"]
    assert students.answers()[0].changes is not None


def test_what_stands_in_another_document_in_the_same_words_is_not_answered_again(
    students: Class,
) -> None:
    version = students.work.ready(OLD)
    students.asks(ASKED)
    students.look()
    students.work.ready(OLD, "Otra cosa.")
    students.take_out(version)
    students.look()

    assert Revisit.select().count() == 0
    assert letters() == ["answer"]


def test_what_says_the_same_in_other_words_is_shown_and_no_letter_is_sent(students: Class) -> None:
    version = students.work.ready(OLD)
    students.asks(ASKED)
    students.look()
    students.take_out(version)
    students.work.ready("Primer parcial: jueves 1 de octubre, 14:00, aula 4.")
    students.revisit()
    (answer,) = students.answers()

    assert answer.changes is None
    assert letters() == ["answer"]


def test_what_no_document_says_any_more_is_told(students: Class) -> None:
    version = students.work.ready(OLD)
    students.work.ready("La biblioteca abre los lunes.")
    students.asks(ASKED)
    students.look()
    students.take_out(version)
    students.revisit()
    (answer,) = students.answers()

    assert answer.kind in {AnswerKind.DECLINED, AnswerKind.CLOSEST}
    assert answer.changes is not None
    assert "1 de octubre" in answer.changes.was
    assert answer.changes.now == ()
    assert letters() == ["answer", "changed"]


def test_a_page_that_is_brought_answers_who_was_declined_and_the_desk_counts_them(
    students: Class,
) -> None:
    students.work.ready(OLD)
    students.asks(PARKING, "hay estacionamiento en el campus?")
    before = (gaps.count(students.work.course), gaps.helped(students.work.course).people)
    students.work.ready(SAYS_IT)
    students.revisit()
    after = gaps.helped(students.work.course)

    assert before == (1, 0)
    assert [answer.kind for answer in students.answers()] == ["extractive"] * 2
    assert letters() == ["answer", "answer", "changed", "changed"]
    assert (gaps.count(students.work.course), after.people) == (0, 2)
    assert [(each.helped, each.by_instructors) for each in after.newest] == [(2, False)]


def test_what_instructors_answer_is_not_answered_again(students: Class) -> None:
    version = students.work.ready(OLD)
    students.asks(ASKED)
    students.look()
    students.take_out(version)
    students.look()
    alike = equality_key(Query(ASKED, "es", now(), "UTC"))
    new = NewAnswer(ASKED, "es", alike, (Sentence("Se avisará.", ()),))
    standing.write_ahead(students.work.course, students.work.ana[0], new)
    seeds.change(Decision, spread_after=1)
    students.revisit()

    assert Answer.select().count() == 1
    assert Revisit.select().count() == 0


def test_whoever_asks_is_answered_before_anything_is_answered_again(students: Class) -> None:
    version = students.work.ready(OLD)
    students.asks(ASKED)
    students.look()
    students.take_out(version)
    students.look()
    seeds.due(Revisit)
    waits = students.work.ask(PARKING)
    slots = Slots(students.work.parts, ring=lambda _: None)
    slots.run(Queue.ANSWERS)
    first = (students.work.question(waits).state, Revisit.select().count())
    slots.run(Queue.ANSWERS)

    assert first == ("answered", 1)
    assert Revisit.select().count() == 0


def write_again(students: Class, model: SpokenModel) -> Parts:
    """Parts whose model is asked by three revisits that are due."""
    version = students.work.ready(OLD)
    students.asks(ASKED, "¿Qué día es el primer parcial?", "¿A qué hora es el primer parcial?")
    students.look()
    students.take_out(version)
    students.work.ready(NEW)
    students.look()
    seeds.due(Revisit)
    return students.work.given(writer=Writer(model, codes()))


def test_a_model_that_is_away_is_asked_once_and_the_answer_waits_ten_minutes(
    students: Class, caplog: pytest.LogCaptureFixture
) -> None:
    model = SpokenModel([ModelUnreachableError("away")])
    Slots(write_again(students, model), ring=lambda _: None).drain(Queue.ANSWERS)
    first, *others = Revisit.select().order_by(Revisit.id)

    assert len(model.prompts) == 1
    assert (first.state, first.attempt) == ("ready", 0)
    assert first.run_after - now().timestamp() * 1000 > MODEL_AWAY_MS - 60_000
    assert {each.run_after for each in others} == {others[0].run_after}
    assert not [each for each in caplog.records if each.levelname == "ERROR"]


def test_whoever_asks_while_a_model_writes_for_nobody_is_answered_before_it_is_done(
    students: Class,
) -> None:
    asked: list[str] = []

    def asks() -> None:
        if not asked:
            asked.append(students.work.ask(PARKING))

    model = WatchedModel(["El primer parcial es el 8 de octubre [1]."], during=asks)
    parts = write_again(students, model)
    revisit_next(parts)
    put_off = [(row.state, row.attempt) for row in Revisit.select()]
    meanwhile = revisit_next(parts)
    answer_next(students.work.parts)

    assert put_off == [("ready", 0)] * 3
    assert not meanwhile
    assert students.work.question(asked[0]).state == "answered"
    assert revisit_next(parts)


def test_what_nobody_waits_for_leaves_one_slot_to_whoever_asks(students: Class) -> None:
    write_again(students, SpokenModel([""]))
    gate = Gate()
    parts = students.work.over(WatchedIndex(students.work.parts.index, gate))
    slots = Slots(parts, ring=lambda _: None)
    threads = [threading.Thread(target=slots.run, args=(Queue.ANSWERS,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    alone = eventually(lambda: gate.inside == 1 and sum(each.is_alive() for each in threads) == 1)
    gate.opened.set()
    for thread in threads:
        thread.join(timeout=20)

    assert alone
    assert gate.most == 1
