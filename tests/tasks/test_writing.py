"""How workers let a model write: what they hold meanwhile, when they do not, and when they stop."""

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest

from silabo.domain.answers import AnswerKind, WhyQuoted
from silabo.domain.drafts import Draft, DraftEvent, Quoted
from silabo.domain.errors import LeaseLostError, ModelCutError, ModelUnreachableError
from silabo.domain.models import JsonSchema, Message
from silabo.domain.queues import Health, Queue
from silabo.storage import backlog, courses, questions, workers
from silabo.storage.database import database
from silabo.storage.tables import Answer, Embedding, Question
from tasks import heartbeat
from tasks.answers import answer_next
from tasks.parts import Parts, Writer
from tasks.upkeep import tidy
from tests import seeds
from tests.answering.models import SpokenModel, codes
from tests.tasks.work import Work, eventually

FACT = "El primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4."
GOOD = "El primer parcial es el 1 de octubre [1]."


@dataclass
class WatchedModel(SpokenModel):
    """Calls `during` at each piece of its text."""

    during: Callable[[], None] = lambda: None

    def write(
        self, prompt: Sequence[Message], *, schema: JsonSchema | None = None
    ) -> Generator[str, None, None]:
        for piece in super().write(prompt, schema=schema):
            self.during()
            yield piece


def writing(work: Work, model: SpokenModel, **changes: Any) -> Parts:
    """The parts with this model."""
    return work.given(writer=replace(Writer(model, codes()), **changes))


def answer_of(work: Work, asked: str) -> Any:
    return work.question(asked).answer


def test_no_connection_to_the_database_is_held_while_a_model_writes(work: Work) -> None:
    work.ready(FACT)
    asked = work.ask()
    closed: list[bool] = []
    model = WatchedModel([GOOD], during=lambda: closed.append(database.is_closed()))
    answer_next(writing(work, model))

    assert answer_of(work, asked).kind is AnswerKind.GENERATED
    assert closed
    assert all(closed)


def test_the_lease_is_kept_while_a_model_writes(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heartbeat, "BEAT_S", 0.02)
    work.ready(FACT)
    asked = work.ask()
    seen: list[int] = []

    def look() -> None:
        if not seen:
            seeds.overdue(Question)
            seen.append(eventually(lambda: Question.get().lease_until > 1))
            database.close()

    answer_next(writing(work, WatchedModel([GOOD], during=look)))

    assert seen == [True]
    assert answer_of(work, asked).kind is AnswerKind.GENERATED


def test_a_question_that_is_deleted_meanwhile_stops_the_model(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heartbeat, "BEAT_S", 0.02)
    work.ready(FACT)
    asked = work.ask()
    pieces: list[int] = []

    def delete() -> None:
        pieces.append(1)
        if len(pieces) == 1:
            questions.remove(work.course, work.ana[0], asked)
            time.sleep(1)

    model = WatchedModel([f"{GOOD} " * 50], during=delete)
    answer_next(writing(work, model))

    assert len(pieces) < 5
    assert model.ended == 1
    assert Answer.select().count() == 0


def test_the_panel_hears_of_a_draft_and_of_its_end(work: Work) -> None:
    events: list[DraftEvent | str] = []

    class Feed:
        @contextmanager
        def writing(self, question: str) -> Any:
            events.append(question)
            yield events.append
            events.append("ended")

    work.ready(FACT)
    asked = work.ask()
    answer_next(replace(writing(work, SpokenModel([GOOD])), feed=Feed()))
    draft = Draft().after(events[2])

    assert (events[0], events[-1], len(events)) == (asked, "ended", 4)
    assert isinstance(events[1], Quoted)
    # How far its day is, is said of the whole answer.
    told = tuple(replace(each, day=None) for each in answer_of(work, asked).sentences)
    assert draft.sentences == told


def test_what_waits_for_approval_is_seen_by_nobody_while_it_is_written(work: Work) -> None:
    told: list[DraftEvent | str] = []
    seen: list[Any] = []

    class Feed:
        @contextmanager
        def writing(self, question: str) -> Any:
            told.append(question)
            yield told.append

    work.ready(FACT)
    courses.choose_approval(work.course, wanted=True)
    asked = work.ask()
    model = WatchedModel([GOOD], during=lambda: seen.append(work.question(asked)))
    answer_next(replace(writing(work, model), feed=Feed()))
    kept_back = work.question(asked)

    assert told == []
    assert seen
    assert {each.quoted for each in seen} == {()}
    assert (kept_back.state, kept_back.answer) == ("unapproved", None)


@pytest.mark.row("written-2")
def test_what_is_quoted_is_in_the_row_while_a_model_writes_and_in_the_answer_then(
    work: Work,
) -> None:
    work.ready(FACT)
    asked = work.ask()
    seen: list[Any] = []

    def look() -> None:
        seen.append(work.question(asked))

    answer_next(writing(work, WatchedModel([GOOD], during=look)))
    ended = work.question(asked)

    assert [each.quote for each in seen[0].quoted] == [FACT]
    assert seen[0].answer is None
    assert [each.quote for each in ended.answer.quoted] == [FACT]
    assert [each.number for each in ended.answer.quoted] == [2]
    assert ended.quoted == ()


def test_what_is_quoted_stands_while_its_question_waits_for_a_model_that_is_away(
    work: Work,
) -> None:
    work.ready(FACT)
    asked = work.ask()
    answer_next(writing(work, SpokenModel([ModelUnreachableError("away")])))
    waiting = work.question(asked)

    assert waiting.state == "queued"
    assert [each.quote for each in waiting.quoted] == [FACT]


def test_who_has_lost_the_question_writes_no_quotation_into_it(work: Work) -> None:
    work.ready(FACT)
    asked = work.ask()
    claimed = seeds.claim_question()
    seeds.change(Question, lease_token="another")

    with pytest.raises(LeaseLostError):
        questions.quote(claimed, [seeds.citation()])
    assert work.question(asked).quoted == ()


@pytest.mark.row("written-4")
@pytest.mark.row("written-4")
def test_a_letter_waits_no_longer_for_a_model_than_it_may(work: Work) -> None:
    work.ready(FACT)
    asked = work.ask()
    model = WatchedModel([f"{GOOD} " * 20], during=lambda: time.sleep(0.02))
    started = time.monotonic()
    answer_next(writing(work, model, longest_s=0.1))
    answer = answer_of(work, asked)

    assert answer.why_quoted is WhyQuoted.MODEL_SLOW
    assert [each.text for each in answer.sentences] == [FACT]
    assert work.question(asked).delivery == "ready"
    assert time.monotonic() - started < 5


def test_no_second_draft_is_begun_that_a_letter_would_wait_too_long_for(work: Work) -> None:
    work.ready(FACT)
    asked = work.ask()
    model = WatchedModel(["Nada.", GOOD], during=lambda: time.sleep(0.1))
    answer_next(writing(work, model, longest_s=0.3))

    assert answer_of(work, asked).kind is AnswerKind.EXTRACTIVE
    assert len(model.prompts) == 1


def test_a_rejected_draft_is_written_again_only_while_nobody_waits(work: Work) -> None:
    work.ready(FACT)
    alone, crowded = SpokenModel(["Nada.", GOOD]), SpokenModel(["Nada.", GOOD])
    first = work.ask()
    answer_next(writing(work, alone))
    second = work.ask()
    work.ask()
    answer_next(writing(work, crowded))

    assert answer_of(work, first).kind is AnswerKind.GENERATED
    assert answer_of(work, second).why_quoted is WhyQuoted.DRAFT_REJECTED
    assert (len(alone.prompts), len(crowded.prompts)) == (2, 1)


def test_with_a_long_queue_of_writing_answers_are_quoted_until_it_is_shorter(work: Work) -> None:
    work.ready(FACT)
    workers.seen("host:1", queues=[Queue.ANSWERS], slots=2)
    model = SpokenModel([GOOD])
    parts = writing(work, model, longest_wait_s=60)
    answered = [work.ask()]
    answer_next(parts)
    seeds.change(Answer, took_ms=40_000)
    asked = [work.ask() for _ in range(5)]
    longer = [backlog.waits_longer_than(seconds) for seconds in (99, 100)]
    while answer_next(parts):
        seeds.change(Answer, took_ms=40_000)
    kinds = [answer_of(work, each).why_quoted for each in [*answered, *asked]]

    assert longer == [True, False]  # 5 of 40 s, two at a time
    assert kinds == [None, WhyQuoted.QUEUE_LONG, None, None, None, None]


def test_while_nothing_was_measured_no_queue_is_too_long(work: Work) -> None:
    seeds.answered(work.ana)
    for _ in range(5):
        work.ask()

    assert not backlog.waits_longer_than(0)


def test_an_answer_that_a_model_was_too_slow_for_counts_for_the_estimate(work: Work) -> None:
    seeds.answered(work.ana, seeds.extractive(why_quoted=WhyQuoted.MODEL_SLOW))
    seeds.change(Answer, took_ms=30_000)
    work.ask()

    assert backlog.waits_longer_than(29)
    assert not backlog.waits_longer_than(30)


@pytest.mark.parametrize(
    ("waited_s", "asks_s", "waits_s"), [(0, 0, 15), (0, 30, 35), (100, 60, 21)]
)
def test_how_long_a_question_waits_for_a_model(
    work: Work, waited_s: float, asks_s: float, waits_s: float
) -> None:
    work.ready(FACT)
    asked = work.ask()
    seeds.change(Question, asked_at=Question.asked_at - int(waited_s * 1000))
    answer_next(writing(work, SpokenModel([ModelUnreachableError("busy", asks_s)])))
    row = Question.get()
    due_s = row.run_after / 1000 - time.time()

    assert work.question(asked).state == "queued"
    assert row.attempt == 0
    assert waits_s - 2 < due_s <= waits_s + 1


def test_without_an_index_a_model_changes_nothing(work: Work) -> None:
    asked = work.ask()
    model = SpokenModel([GOOD])
    answer_next(writing(work, model))

    assert answer_of(work, asked).kind is AnswerKind.DECLINED
    assert model.prompts == []


def test_a_draft_that_broke_off_is_no_attempt_of_its_own(work: Work) -> None:
    work.ready(FACT)
    asked = work.ask()
    answer_next(writing(work, SpokenModel([[GOOD, ModelCutError("cut")]]), retries=0))

    assert answer_of(work, asked).why_quoted is WhyQuoted.DRAFT_REJECTED
    assert Question.get().attempt == 1


def test_upkeep_says_that_a_model_is_not_ready_and_forgets_old_vectors(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    Embedding.create(model="m", digest="d", vector=b"", used_at=0)
    tidy(writing(work, SpokenModel([GOOD]), health=lambda: Health(False, "no model")))
    told = [each for each in caplog.records if each.message == "model_not_ready"]
    tidy(writing(work, SpokenModel([GOOD])))
    again = [each for each in caplog.records if each.message == "model_not_ready"]

    assert [each.reason for each in told] == ["no model"]
    assert again == told
    assert Embedding.select().count() == 0
