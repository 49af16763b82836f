"""What a monitoring system is told of rows: the same on every database, and of what waits alone."""

import pytest

from silabo.domain.deliveries import AlertCode
from silabo.domain.questions import QuestionState
from silabo.storage import tables, troubles, workers
from silabo.storage.workload import DOCUMENTS, LETTERS, QUESTIONS, workload
from tests import seeds
from tests.storage.test_growth import SLACK, fill, instructions, sqlite

MINUTE_MS = 60_000


def test_of_an_empty_database_every_figure_is_there_and_zero(db: str) -> None:
    found = workload()

    assert found.questions == dict.fromkeys(QUESTIONS, 0)
    assert found.letters == dict.fromkeys(LETTERS, 0)
    assert found.documents == dict.fromkeys(DOCUMENTS, 0)
    assert {*found.oldest_s.values(), *found.workers.values(), *found.troubles_s.values()} == {0}


def test_what_waits_is_counted_by_its_state_and_the_oldest_of_it_by_its_age(db: str) -> None:
    who = seeds.member()
    seeds.answered(who)
    first, _ = seeds.ask(who, "¿Dónde?"), seeds.ask(who, "¿Quién?")
    asked_at = tables.Question.asked_at - MINUTE_MS
    tables.Question.update(asked_at=asked_at).where(
        tables.Question.public_id == first.public_id
    ).execute()
    seeds.ready(who[1], "El examen es el lunes.")
    troubles.note(AlertCode.INDEX_AWAY, there=True)
    workers.seen("host:1", queues=["answers"], slots=2)
    found = workload()

    assert found.questions == {"queued": 2, "working": 0, "unapproved": 0, "failed": 0}
    assert found.letters["ready"] == 1
    assert found.documents["ready"] == 1
    assert 60 <= found.oldest_s["question"] < 120
    assert found.oldest_s["document"] == 0
    assert found.workers["answers"] == 1
    assert found.workers["letters"] == 0
    assert set(found.troubles_s) == {"index_away", "index_drift"}


def test_a_question_that_somebody_answers_does_not_wait(db: str) -> None:
    seeds.ask(seeds.member())
    seeds.claim_question()
    found = workload()

    assert found.questions == {"queued": 0, "working": 1, "unapproved": 0, "failed": 0}
    assert found.oldest_s["question"] == 0


@pytest.mark.row("growth-2")
def test_what_is_finished_costs_nothing(db: str) -> None:
    if not sqlite():
        pytest.skip("SQLite alone counts its instructions")
    who = seeds.member()
    workload()
    few = instructions(workload)
    fill(who, 3000, QuestionState.ANSWERED)
    many = instructions(workload)

    assert many < few + SLACK
