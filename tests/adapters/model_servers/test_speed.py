"""How fast a model reads and writes, apart, and how long its first token may take."""

import pytest

from silabo.adapters.model_servers.speed import Speed, SpeedMeter, TextClock
from silabo.domain.models import Measured

TEXT = Measured(read=500, reading_s=50.0, written=60, writing_s=30.0)


def test_before_anything_is_measured_a_first_token_may_take_all_that_is_allowed() -> None:
    meter = SpeedMeter()

    assert meter.speed is None
    assert meter.first_token_s(500, 60.0) == 60.0


def test_reading_and_writing_are_measured_apart_by_the_slowest_of_the_last_texts() -> None:
    meter = SpeedMeter()
    meter.learn(TEXT)
    meter.learn(Measured(read=500, reading_s=5.0, written=60, writing_s=60.0))

    assert meter.speed == Speed(reading=10.0, writing=1.0)
    assert Speed(10.0, 2.0).seconds(500, 150) == 125.0

    for _ in range(8):
        meter.learn(Measured(read=500, reading_s=5.0, written=60, writing_s=10.0))

    assert meter.speed == Speed(reading=100.0, writing=6.0)


@pytest.mark.row("written-10")
@pytest.mark.parametrize(
    ("tokens", "most_s", "allowed_s"),
    [
        (500, 400.0, 275.0),  # three times as long as it reads, and another's text before it
        (100, 400.0, 115.0),
        (2000, 240.0, 240.0),  # never more than is allowed
    ],
)
def test_a_first_token_may_take_as_long_as_its_prompt_needs(
    tokens: int, most_s: float, allowed_s: float
) -> None:
    meter = SpeedMeter()
    meter.learn(TEXT)

    assert meter.first_token_s(tokens, most_s) == pytest.approx(allowed_s)


def test_a_fast_model_gets_some_seconds_all_the_same() -> None:
    meter = SpeedMeter()
    meter.learn(Measured(read=500, reading_s=0.5, written=60, writing_s=0.6))

    assert meter.first_token_s(100, 60.0) == 15.0


def test_a_model_that_has_to_be_loaded_gets_the_time_for_it() -> None:
    meter = SpeedMeter()
    meter.learn(Measured(read=500, reading_s=5.0, written=9, writing_s=1.0, loading_s=30.0))
    meter.learn(Measured(read=500, reading_s=5.0, written=9, writing_s=1.0, loading_s=0.1))

    assert meter.first_token_s(500, 240.0) == pytest.approx(105.0 + 5.0 + 150 / 9)


def test_what_a_server_had_read_before_tells_nothing() -> None:
    meter = SpeedMeter()
    meter.learn(Measured(read=20, reading_s=0.001, written=60, writing_s=10.0))
    meter.learn(Measured(read=500, reading_s=0.0, written=60, writing_s=10.0))

    assert meter.speed is None


def test_after_a_text_that_did_not_come_in_time_nothing_is_known() -> None:
    meter = SpeedMeter()
    meter.learn(TEXT)
    meter.forget()

    assert meter.first_token_s(100, 60.0) == 60.0


@pytest.mark.row("written-10")
def test_a_model_that_thinks_first_gets_the_time_for_its_thoughts() -> None:
    meter = SpeedMeter()
    meter.learn(TEXT)

    # 50 s of reading and 50 s of thoughts three times, and another's text of as many.
    assert meter.first_token_s(500, 900.0, thought=100) == pytest.approx(300 + 50 + 75 + 50)


def test_a_text_is_timed_where_its_server_measures_none() -> None:
    moments = iter([10.0, 14.0, 15.0, 16.0])
    clock = TextClock(lambda: next(moments))
    nothing = clock.begun
    for _ in range(3):
        clock.heard()

    assert (nothing, clock.begun) == (False, True)
    assert clock.measured(400, 21) == Measured(400, 4.0, 20, 2.0)


def test_a_text_of_one_token_tells_no_speed_of_writing() -> None:
    moments = iter([10.0, 14.0])
    clock, meter = TextClock(lambda: next(moments)), SpeedMeter()
    clock.heard()
    meter.learn(clock.measured(400, 1))

    assert meter.speed is None
