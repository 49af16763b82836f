"""The figures of a course: the same on every database."""

import json

from silabo.domain.answers import AnswerKind
from silabo.domain.questions import DeliveryState
from silabo.storage import questions, reports
from silabo.storage.tables import Answer, Question
from tests import seeds


def test_figures_are_of_the_newest_answers_and_waits_of_the_first(db: str) -> None:
    who = seeds.member()
    asked = seeds.answered(who)
    seeds.answered(who, seeds.extractive(kind=AnswerKind.CLOSEST), text="¿Dónde?")
    questions.remove(who[1], who[0], seeds.ask(who, "¿Quién?").public_id)
    row = Question.get(Question.public_id == asked.public_id)
    Question.update(attempt=3).where(Question.id == row.id).execute()
    Answer.update(created_at=row.asked_at + 3000).where(Answer.question == row.id).execute()
    found = reports.report(reports.days_ms(7), who[1])

    assert (found.asked, found.met.persons, found.open) == (2, 1, 0)
    assert found.answered[AnswerKind.EXTRACTIVE] == 1
    assert found.answered[AnswerKind.CLOSEST] == 1
    assert json.dumps(dict(reports.rows(found)))
    assert found.tried_again == 2
    assert found.met.waits.count == 2
    assert found.met.waits.longest_s == 3.0
    assert found.letters[DeliveryState.READY] == 2


def test_of_a_course_without_questions_everything_is_zero(db: str) -> None:
    _, course = seeds.member()

    assert {value for _, value in reports.rows(reports.report(0, course))} == {0}
