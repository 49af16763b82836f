"""The questions of instructors are tried by who answers, while nobody waits, and nobody is told."""

from dataclasses import replace

import pytest

from silabo.domain.errors import ModelUnreachableError
from silabo.domain.expectations import ExpectationState, NewExpectation, TrialVerdict
from silabo.domain.queues import Queue
from silabo.storage import backlog, documents, expectations
from silabo.storage.tables import Answer, Delivery, Expectation, ModelCall, Question
from tasks.answers import answer_next
from tasks.expectations import note_changes, try_next
from tasks.parts import Writer
from tasks.slots import Slots
from tests import seeds
from tests.answering.models import SpokenModel, codes
from tests.tasks.work import Work

ASKED = "¿Cuándo es el primer parcial?"
RULE = "El primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4."
LATER = "El primer parcial es el jueves 8 de octubre a las 14:00 en el aula 4."
WHEN = NewExpectation(ASKED, "es", ("1 de octubre", "aula 4"))
PARKING = NewExpectation("¿Hay estacionamiento en el campus?", "es")


def try_all(work: Work) -> int:
    tried = 0
    while try_next(work.parts):
        tried += 1
    return tried


def verdicts(work: Work) -> dict[str, TrialVerdict | None]:
    listed = expectations.listed(work.course)
    return {each.question: each.tried and each.tried.verdict for each in listed}


def writer_of(model: SpokenModel) -> Writer:
    """A writer of this model, whose server tells one digest."""
    return Writer(model=model, code=codes(), digest_of=lambda name: "d1")


def test_what_is_expected_is_met_by_the_documents_and_nothing_is_told_kept_or_counted(
    work: Work,
) -> None:
    work.ready(RULE)
    for new in (WHEN, PARKING):
        expectations.add(work.course, new)

    assert try_all(work) == 2
    assert verdicts(work) == {ASKED: TrialVerdict.MET, PARKING.question: TrialVerdict.MET}
    for table in (Question, Answer, Delivery, ModelCall):
        assert table.select().count() == 0


def test_a_document_that_says_another_day_turns_it_red_by_itself(work: Work) -> None:
    version = work.ready(RULE)
    expectations.add(work.course, WHEN)
    try_all(work)
    note_changes(work.parts)
    untouched = try_all(work)
    documents.remove(work.course, seeds.document_of(version))
    work.ready(LATER)
    note_changes(work.parts)
    again = try_all(work)
    (found,) = expectations.listed(work.course)

    assert (untouched, again) == (0, 1)
    assert found.tried is not None
    assert (found.tried.verdict, found.tried.missing) == (TrialVerdict.MISSING, ("1 de octubre",))
    assert [each.text for each in found.tried.sentences] == [LATER]


def test_nothing_is_tried_while_a_student_waits(work: Work) -> None:
    work.ready(RULE)
    expectations.add(work.course, WHEN)
    work.ask()

    assert not try_next(work.parts)
    assert answer_next(work.parts)
    assert try_next(work.parts)


def test_who_answers_tries_what_is_expected_last(work: Work) -> None:
    work.ready(RULE)
    expectations.add(work.course, WHEN)
    question = work.ask()
    slots = Slots(work.parts, ring=lambda queue: None)
    slots.run(Queue.ANSWERS)
    first = (work.question(question).answer is not None, verdicts(work)[ASKED])
    slots.run(Queue.ANSWERS)

    assert first == (True, None)
    assert verdicts(work)[ASKED] is TrialVerdict.MET


def test_upkeep_lets_it_be_tried_again(work: Work) -> None:
    work.ready(RULE)
    expectations.add(work.course, WHEN)
    try_all(work)
    work.ready("La biblioteca abre los lunes.")
    Slots(work.parts, ring=lambda queue: None).run(Queue.UPKEEP)

    assert Expectation.get().state == ExpectationState.READY


def test_a_model_that_is_away_is_waited_for_and_what_it_said_stays(work: Work) -> None:
    work.ready(RULE)
    expectations.add(work.course, WHEN)
    try_all(work)
    expectations.try_all(work.course)
    parts = replace(
        work.parts, writer=writer_of(SpokenModel([ModelUnreachableError("nobody there")]))
    )
    tried = try_next(parts)
    row = Expectation.get()

    assert not tried
    assert (row.state, row.attempt) == (ExpectationState.READY, 0)
    assert row.run_after > row.tried_at
    assert verdicts(work)[ASKED] is TrialVerdict.MET


def test_another_model_under_the_same_name_lets_it_be_tried_again(work: Work) -> None:
    work.ready(RULE)
    expectations.add(work.course, PARKING)
    writer = writer_of(SpokenModel([""]))
    try_next(replace(work.parts, writer=writer))
    note_changes(replace(work.parts, writer=writer))
    untouched = try_next(work.parts)
    note_changes(replace(work.parts, writer=replace(writer, digest_of=lambda name: "d2")))

    assert not untouched
    assert Expectation.get().state == ExpectationState.READY


@pytest.mark.parametrize("error", [KeyError("secret words")])
def test_what_breaks_is_given_back_and_the_log_has_no_words_of_it(
    work: Work, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_: object) -> object:
        raise error

    expectations.add(work.course, WHEN)
    assert try_next(replace(work.parts, search=breaks))  # type: ignore[arg-type]
    row = Expectation.get()

    assert (row.state, row.attempt, row.last_error) == (ExpectationState.READY, 1, "KeyError")
    assert "secret words" not in caplog.text


def test_the_bell_is_rung_for_each_that_waits_and_for_none_that_is_done(work: Work) -> None:
    work.ready(RULE)
    for new in (WHEN, PARKING):
        expectations.add(work.course, new)
    waiting = [backlog.unwaited(16), backlog.unwaited(1)]
    try_all(work)

    assert waiting == [2, 1]
    assert backlog.unwaited(16) == 0
