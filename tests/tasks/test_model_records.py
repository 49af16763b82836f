"""What workers keep of what models did for a question, and when."""

import logging
from dataclasses import replace
from typing import Any

import pytest

from silabo.domain.answers import AnswerKind, WhyQuoted
from silabo.domain.errors import ModelSlowError, ModelUnreachableError
from silabo.storage import course_models, model_calls, questions
from silabo.storage.tables import Answer, ModelCall
from tasks.answers import answer_next
from tasks.parts import Parts, Writer
from tasks.upkeep import tidy
from tests.answering.models import SpokenModel, codes
from tests.tasks.work import Work

FACT = "El primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4."
GOOD = "El primer parcial es el 1 de octubre [1]."
LIE = "El primer parcial es el 2 de octubre [1]."


def answering(work: Work, model: SpokenModel, **changes: Any) -> Parts:
    days = changes.pop("model_calls_days", 30)
    return work.given(writer=replace(Writer(model, codes()), **changes), model_calls_days=days)


def rows() -> list[ModelCall]:
    return list(ModelCall.select().order_by(ModelCall.id))


@pytest.mark.row("calls-1")
def test_each_draft_of_a_question_is_kept_with_its_verdict(work: Work) -> None:
    work.ready(FACT)
    asked = work.ask()
    given = answering(work, SpokenModel([LIE, GOOD]), digest_of=lambda name: f"digest of {name}")
    answer_next(given)
    first, second = rows()

    assert work.question(asked).answer.kind is AnswerKind.GENERATED
    assert (first.output, first.verdict, first.reasons) == (LIE, "rejected", "unstated")
    assert (second.output, second.verdict, second.score) == (GOOD, "accepted", 100)
    assert first.digest == "digest of spoken"
    assert FACT in first.prompt[1][1]
    assert first.written_tokens > 3
    assert first.question.public_id == asked


@pytest.mark.row("calls-1")
def test_the_critics_call_is_kept_beside_the_draft_and_counts_for_no_text(work: Work) -> None:
    work.ready(FACT)
    work.ask()
    critic = SpokenModel(['{"score": 70}'], name="judge")
    answer_next(answering(work, SpokenModel([GOOD]), critic=critic))
    draft, judged = rows()

    assert (draft.purpose, draft.score) == ("draft", 70)
    assert (judged.purpose, judged.model, judged.output) == ("critic", "judge", '{"score": 70}')
    assert set(course_models.records()) == {"spoken"}


@pytest.mark.row("calls-1")
def test_what_failed_and_what_waits_for_a_model_is_kept_too(work: Work) -> None:
    work.ready(FACT)
    asked = work.ask()
    answer_next(answering(work, SpokenModel([[ModelUnreachableError("away")]])))
    slow = SpokenModel([["El primer", ModelSlowError("slow")]])
    other = work.ask("¿En qué aula es el primer parcial?")
    answer_next(answering(work, slow))

    assert work.question(asked).answer is None
    assert work.question(other).answer.why_quoted is WhyQuoted.MODEL_SLOW
    assert [(row.failure, row.output, row.verdict) for row in rows()] == [
        ("ModelUnreachableError", "", ""),
        ("ModelSlowError", "El primer", ""),
    ]


@pytest.mark.row("calls-5")
def test_nobody_waits_for_what_is_kept(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    work.ready(FACT)
    asked = work.ask()
    there: list[AnswerKind] = []

    def digest_of(name: str) -> str:
        there.append(work.question(asked).answer.kind)
        return ""

    answer_next(answering(work, SpokenModel([GOOD]), digest_of=digest_of))

    assert there == [AnswerKind.GENERATED]


@pytest.mark.row("calls-5")
def test_an_answer_stands_where_nothing_can_be_kept(
    work: Work, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    work.ready(FACT)
    asked = work.ask()
    # Somebody deletes the question as soon as its answer stands.
    record = questions.record

    def then_deleted(claimed: Any, outcome: Any, **more: Any) -> None:
        record(claimed, outcome, **more)
        assert Answer.select().count() == 1
        questions.remove(work.course, work.ana[0], asked)

    monkeypatch.setattr(questions, "record", then_deleted)

    assert answer_next(answering(work, SpokenModel([GOOD])))
    assert rows() == []
    assert "model_record_lost" in caplog.text
    assert course_models.records()["spoken"].written == 1


@pytest.mark.row("calls-3")
def test_without_days_nothing_is_kept_and_upkeep_forgets_what_was(work: Work) -> None:
    work.ready(FACT)
    work.ask()
    answer_next(answering(work, SpokenModel([GOOD])))
    before = len(rows())
    work.ask()
    without = answering(work, SpokenModel([GOOD]), model_calls_days=0)
    answer_next(without)
    after = len(rows())
    tidy(without)

    assert (before, after, len(rows())) == (1, 1, 0)


@pytest.mark.row("calls-4")
def test_the_log_says_why_a_draft_was_thrown_away_and_nothing_of_it(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    work.ready(FACT)
    asked = work.ask()
    answer_next(answering(work, SpokenModel([LIE]), retries=0))
    (line,) = [each for each in caplog.records if each.msg == "draft_rejected"]
    (kept,) = model_calls.rejected()

    assert (line.question, line.model, line.reasons) == (asked, "spoken", "unstated")
    assert line.sentences == "unstated"
    assert LIE not in str(vars(line))
    assert kept.sentences[0].text.startswith("El primer parcial es el 2 de octubre")
