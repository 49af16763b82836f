"""The model reads what every prompt begins with before anybody asks."""

import logging
from datetime import UTC, datetime, time, timedelta

import pytest

from silabo.answering.prompts import rules
from silabo.domain.errors import IndexAwayError, ModelUnreachableError
from silabo.domain.queues import Queue
from silabo.storage.tables import Question
from tasks import warming
from tasks.embedded import EmbeddedWorkers
from tasks.parts import Parts, Writer
from tests.answering.models import SpokenModel, codes
from tests.fakes.indexes import WatchedIndex, failing_index
from tests.tasks.work import Work, eventually


def with_model(work: Work, model: SpokenModel) -> Parts:
    return work.given(writer=Writer(model, codes()))


def test_a_model_reads_the_rules_and_writes_no_more_than_a_token(work: Work) -> None:
    model = SpokenModel(["one two three four five"])
    parts = with_model(work, model)
    warming.warm_up(parts)
    ((system, _),) = model.prompts

    assert system.text == rules(parts.letters.language)
    assert model.ended == 1


def test_a_model_that_is_away_stops_no_worker(work: Work, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    warming.warm_up(with_model(work, SpokenModel([ModelUnreachableError("away")])))

    assert [each.message for each in caplog.records] == ["model_not_warm"]


def test_only_who_answers_warms_a_model_up(work: Work) -> None:
    model = SpokenModel(["one"])
    workers = EmbeddedWorkers(with_model(work, model), dict.fromkeys(Queue, 1))
    workers.start()
    warmed = eventually(lambda: model.ended == 1)
    workers.stop()
    warming.Warming(work.given(writer=None)).start()

    assert warmed
    assert len(model.prompts) == 1


def test_of_several_models_the_one_that_is_asked_first_is_warmed_up(work: Work) -> None:
    big, first, second = (SpokenModel(["Yes."]) for _ in range(3))
    models = {"big": big, "first": first, "second": second}
    writer = Writer(big, codes(), named=models, only_if_picked=frozenset({"big"}))
    warming.warm_up(work.given(writer=writer))

    assert (big.ended, first.ended, second.ended) == (0, 1, 0)


def test_what_has_to_be_picked_is_not_warmed_up(work: Work) -> None:
    big = SpokenModel(["Yes."])
    writer = Writer(big, codes(), named={"big": big}, only_if_picked=frozenset({"big"}))
    warming.warm_up(work.given(writer=writer))

    assert big.ended == 0


LIMA, MADRID = "America/Lima", "Europe/Madrid"  # 12:45 and 06:45 UTC are a quarter to eight there


@pytest.mark.parametrize(
    ("now", "zones", "due"),
    [
        (datetime(2026, 11, 30, 12, 45, tzinfo=UTC), [LIMA], True),
        (datetime(2026, 11, 30, 12, 45, tzinfo=UTC), [MADRID], False),
        (datetime(2026, 11, 30, 6, 45, tzinfo=UTC), [LIMA, MADRID], True),
        (datetime(2026, 7, 1, 5, 45, tzinfo=UTC), [MADRID], True),  # in summer it is so earlier
        (datetime(2026, 11, 30, 12, 44, 59, tzinfo=UTC), [LIMA], False),
        (datetime(2026, 11, 30, 12, 45, 20, tzinfo=UTC), [LIMA], False),  # that was before
        (datetime(2026, 11, 30, 6, 45, tzinfo=UTC), [], False),
    ],
)
def test_a_model_is_loaded_at_a_time_of_day_of_each_courses_zone(
    now: datetime, zones: list[str], due: bool
) -> None:
    since = now - timedelta(seconds=20)

    assert warming.is_time([time(7, 45), time(15, 45)], zones, since, now) is due


def test_a_time_just_before_midnight_is_noticed_after_it() -> None:
    now = datetime(2026, 12, 1, 0, 0, 10, tzinfo=UTC)

    assert warming.is_time([time(23, 59, 55)], ["UTC"], now - timedelta(seconds=20), now)


def test_before_classes_the_model_is_loaded_again(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warming, "LOOK_S", 0.01)
    model = SpokenModel(["one"])
    start = datetime(2026, 11, 30, 6, 44, 59, tzinfo=UTC)
    moments = iter([start, *(start + timedelta(seconds=number) for number in range(9999))])
    writer = Writer(model, codes(), warm_at=(time(7, 45),))
    begun = warming.Warming(work.given(writer=writer), now=lambda: next(moments))
    begun.start()
    again = eventually(lambda: model.ended == 2)
    begun.stop()

    assert again


def test_the_first_question_finds_what_a_search_needs_already_there(work: Work) -> None:
    work.ready("El examen es el 1 de octubre.")
    asked: list[str] = []
    parts = work.over(WatchedIndex(work.parts.index, asked.append))
    warming.warm_search(parts)

    assert "search" in asked
    assert Question.select().count() == 0


def test_an_index_that_is_away_or_breaks_stops_no_worker(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    work.ready("El examen es el 1 de octubre.")
    for error in (IndexAwayError("away"), KeyError("words of a document")):
        warming.warm_search(work.over(failing_index(error)))

    assert caplog.messages.count("search_not_warm") == 2
    assert "words of a document" not in caplog.text


def test_without_a_course_nothing_is_searched(work: Work) -> None:
    warming.warm_search(work.over(failing_index(IndexAwayError("away"))))

    assert Question.select().count() == 0
