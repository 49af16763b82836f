"""The model reads what every prompt begins with before anybody asks."""

import logging

import pytest

from silabo.answering.prompts import rules
from silabo.domain.errors import ModelUnreachableError
from silabo.domain.queues import Queue
from tasks import warming
from tasks.embedded import EmbeddedWorkers
from tasks.parts import Parts, Writer
from tests.answering.models import SpokenModel, codes
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
    warming.begin(work.given(writer=None))

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
