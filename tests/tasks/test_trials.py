"""A model that is tried: what is measured, and what is said of what it writes."""

import time
from collections.abc import Generator, Sequence

import pytest

from silabo.domain.errors import ModelCutError, ModelMissingError
from silabo.domain.models import JsonSchema, Message
from tasks import trials
from tests.answering.models import SpokenModel, codes
from tests.services.scripted_writers import Behaviour

COUNTED = "one two three four five six seven eight nine ten"
GOOD = "The midterm is on 12 March in Hall A [1]."


class SlowModel(SpokenModel):
    """Takes its time before its first token and before each other one."""

    def write(
        self, prompt: Sequence[Message], *, schema: JsonSchema | None = None
    ) -> Generator[str, None, None]:
        time.sleep(0.2)
        for piece in super().write(prompt, schema=schema):
            time.sleep(0.02)
            yield piece


def test_reading_and_writing_are_measured_apart() -> None:
    model = SlowModel([COUNTED, COUNTED, GOOD])
    trial = trials.try_model(model, codes())

    assert (trial.said, trial.fault) == ("The midterm is on 12 March in Hall A.", "")
    assert 0.2 <= trial.read_s < 2
    assert trial.written_tokens == 12
    assert 0.24 <= trial.written_s < 3
    measured = model.prompts[1]
    assert trial.read_tokens == sum(model.tokens(message.text) for message in measured)
    assert trial.read_tokens > 200


def test_what_is_read_to_measure_was_never_read_before() -> None:
    model = SpokenModel([COUNTED, COUNTED, GOOD])
    code = codes()
    trials.try_model(model, code)
    model.texts = [COUNTED, COUNTED, GOOD]
    trials.try_model(model, code)
    first, second = model.prompts[1][0].text, model.prompts[4][0].text

    assert first.split()[0] != second.split()[0]


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("The midterm is on 13 March in Hall A [1].", "nothing in the draft can be checked"),
        ("NOT_STATED", "it says that the passage does not answer"),
        (Behaviour.EMPTY, "nothing in the draft can be checked"),
    ],
)
def test_what_does_not_hold_is_told_with_what_was_said(said: str, fault: str) -> None:
    trial = trials.try_model(SpokenModel([COUNTED, COUNTED, said]), codes())

    assert trial.fault == fault
    assert trial.said == ("" if said is Behaviour.EMPTY else said)
    assert trial.read_s > 0


def test_a_text_that_is_cut_is_as_fast_as_a_whole_one() -> None:
    cut = [COUNTED, ModelCutError("the text reached its limit")]
    trial = trials.try_model(SpokenModel([COUNTED, cut, GOOD]), codes())

    assert (trial.written_tokens, trial.fault) == (12, "")


def test_a_model_that_is_not_there_is_told_at_once() -> None:
    model = SpokenModel([[ModelMissingError("the model server does not have the model")]])
    trial = trials.try_model(model, codes())

    assert trial.fault == "the model server does not have the model"
    assert len(model.prompts) == 1


def test_an_endless_text_is_not_waited_for() -> None:
    model = SpokenModel([COUNTED, "word " * 5000, GOOD])
    trial = trials.try_model(model, codes())

    assert trial.written_tokens == 40
    assert model.ended == 3
