"""How a language model fails that is asked by either API: by kind, in time, and letting its server
go.
"""

import time
from collections.abc import Callable
from contextlib import closing

import pytest

from silabo.domain.errors import (
    ModelCutError,
    ModelError,
    ModelOutputError,
    ModelSlowError,
    ModelUnreachableError,
    ServiceError,
)
from silabo.domain.models import TimeLimits
from silabo.domain.ports import LanguageModel
from tests.adapters.test_language_model import (
    FAST,
    LONG,
    PROMPT,
    SHORT,
    SLOW,
    read,
    scripted_by_openai,
    scripted_model,
)
from tests.services.scripted_ollama import ScriptedOllama
from tests.services.scripted_writers import Behaviour

Made = Callable[..., LanguageModel]


@pytest.fixture(params=[scripted_model, scripted_by_openai], ids=["ollama", "openai"])
def on_scripted(request: pytest.FixtureRequest) -> Made:
    """A model on a scripted server, by either API."""
    made: Made = request.param
    return made


@pytest.mark.row("model-2")
@pytest.mark.parametrize(
    ("behaviour", "error"),
    [
        (Behaviour.CUT, ModelCutError),
        (Behaviour.ENDLESS, ModelCutError),
        (Behaviour.FLOODING, ModelOutputError),
        (Behaviour.EMPTY, ModelOutputError),
        (Behaviour.NOT_UTF8, ModelOutputError),
        (Behaviour.NOT_JSON, ModelOutputError),
        (Behaviour.DIGITS, ModelOutputError),
        (Behaviour.DEEP, ModelOutputError),
        (Behaviour.SLOW, ModelSlowError),
        (Behaviour.STALLING, ModelSlowError),
        (Behaviour.DRIPPING, ModelSlowError),
        (Behaviour.BREAKING, ModelUnreachableError),
        (Behaviour.DYING, ModelUnreachableError),
        (Behaviour.BUSY, ModelUnreachableError),
        (Behaviour.FAULTY, ModelUnreachableError),
        (Behaviour.REFUSING, ModelError),
        (Behaviour.REDIRECTING, ModelError),
        (Behaviour.LINE, ModelOutputError),
        (Behaviour.PAGE, ModelOutputError),
        (Behaviour.PACKED, ModelOutputError),
        (Behaviour.LOCKED, ModelError),
    ],
)
def test_a_server_that_goes_wrong_is_told_by_kind_and_in_time(
    on_scripted: Made,
    scripted: ScriptedOllama,
    behaviour: Behaviour,
    error: type[ServiceError],
) -> None:
    scripted.behave(behaviour)
    started = time.monotonic()
    with pytest.raises(error) as raised:
        read(on_scripted(scripted, time_limits=SHORT if behaviour in SLOW else LONG))

    assert type(raised.value) is error
    assert time.monotonic() - started < FAST


@pytest.mark.row("model-2")
@pytest.mark.parametrize(
    ("behaviour", "limits"),
    [
        *((behaviour, SHORT) for behaviour in SLOW),
        (Behaviour.ENDLESS, TimeLimits(first_token_s=5, between_tokens_s=5, total_s=0.5)),
    ],
)
def test_a_call_that_is_given_up_hangs_up_so_that_the_server_stops(
    on_scripted: Made, scripted: ScriptedOllama, behaviour: Behaviour, limits: TimeLimits
) -> None:
    scripted.behave(behaviour)
    scripted.pace_s = 0.05
    with pytest.raises(ModelSlowError):
        read(on_scripted(scripted, time_limits=limits))

    assert scripted.left.wait(20)


def test_a_text_that_is_closed_early_hangs_up(on_scripted: Made, scripted: ScriptedOllama) -> None:
    scripted.pace_s = 0.05
    with closing(on_scripted(scripted).write(PROMPT)) as text:
        next(text)

    assert scripted.left.wait(20)


def test_a_reader_who_takes_his_time_between_two_tokens_is_no_slow_model(
    on_scripted: Made,
    scripted: ScriptedOllama,
) -> None:
    limits = TimeLimits(first_token_s=20, between_tokens_s=1, total_s=20)
    with closing(on_scripted(scripted, time_limits=limits).write(PROMPT)) as text:
        next(text)
        time.sleep(limits.between_tokens_s * 1.5)
        rest = "".join(text)

    assert rest.endswith("[1].")


def test_a_busy_host_is_left_alone_as_long_as_it_asks(
    on_scripted: Made, scripted: ScriptedOllama
) -> None:
    scripted.behave(Behaviour.BUSY, Behaviour.OBEDIENT)
    scripted.retry_after = "2"
    model = on_scripted(scripted)
    with pytest.raises(ModelUnreachableError) as first:
        read(model)
    with pytest.raises(ModelUnreachableError):
        read(model)
    asked = len(scripted.chats)
    time.sleep(2.05)
    text = read(model)

    assert first.value.retry_after_s == 2
    assert asked == 1
    assert text.endswith("[1].")


def test_after_three_failures_a_server_is_left_alone(
    on_scripted: Made, scripted: ScriptedOllama
) -> None:
    model = on_scripted(scripted)
    scripted.behave(Behaviour.FAULTY)
    for _ in range(5):
        with pytest.raises(ModelUnreachableError):
            read(model)

    assert len(scripted.chats) == 3
