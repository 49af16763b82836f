"""When a token is good: its claims of time, and clocks that differ."""

import time
from pathlib import Path
from typing import Any

import pytest

from lti_app.lti.options import LtiOptions
from lti_app.lti.token_rules import check_times
from silabo.storage import platforms
from silabo.wording import error_sentences
from tests.lti_app.lti.launches import launch_with, refused
from tests.world import World
from wiring.parts import build
from wiring.settings import Settings


class Now:
    """A moment so many seconds from now, made when the token is signed."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __repr__(self) -> str:
        return f"now{self.seconds:+}"


def moments(changes: dict[str, Any]) -> dict[str, Any]:
    now = int(time.time())
    return {
        name: now + value.seconds if isinstance(value, Now) else value
        for name, value in changes.items()
    }


@pytest.mark.row("lti-25")
@pytest.mark.row("attack-3")
@pytest.mark.parametrize(
    ("expiry", "code"),
    [
        (None, "bad_token"),
        (Now(-11), "bad_times"),
        (float("nan"), "bad_token"),
        (float("inf"), "bad_token"),
        (10**400, "bad_times"),
        (2**62, "bad_times"),
        (-(10**400), "bad_times"),
        ("4102444800", "bad_times"),
        ("soon", "bad_token"),
        (True, "bad_times"),
        ([4102444800], "bad_token"),
        ({}, "bad_token"),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_a_token_that_is_over_or_does_not_say_when_is_refused(
    world: World, expiry: object, code: str
) -> None:
    refused(launch_with(world, **moments({"exp": expiry})), 401, code)


@pytest.mark.row("lti-26")
@pytest.mark.row("attack-3")
@pytest.mark.parametrize(
    ("issued", "code"),
    [
        (None, "bad_token"),
        (Now(-3600), "bad_times"),
        (Now(-311), "bad_times"),
        (Now(+12), "bad_times"),
        (Now(+3600), "bad_times"),
        (0, "bad_times"),
        (-(10**400), "bad_times"),
        (10**400, "bad_times"),
        (float("nan"), "bad_token"),
        (float("-inf"), "bad_token"),
        ("1", "bad_times"),
        ("early", "bad_token"),
        (False, "bad_times"),
        ([], "bad_token"),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_a_token_that_was_not_issued_a_moment_ago_is_refused(
    world: World, issued: object, code: str
) -> None:
    refused(launch_with(world, **moments({"iat": issued, "exp": Now(+60)})), 401, code)


@pytest.mark.row("lti-27")
@pytest.mark.parametrize(
    "times",
    [
        {"iat": Now(+8)},
        {"exp": Now(-5), "iat": Now(-65)},
        {"iat": Now(-290)},
        {"nbf": Now(+5)},
        {"iat": Now(0.5), "exp": Now(59.5)},
    ],
    ids=repr,
)
def test_clocks_may_differ_a_little(world: World, times: dict[str, Any]) -> None:
    assert launch_with(world, **moments(times)).status_code == 303


@pytest.mark.row("lti-27")
@pytest.mark.parametrize(
    ("times", "skew_s"),
    [({"iat": Now(+8)}, 8), ({"exp": Now(-5), "iat": Now(-65)}, 5), ({"iat": Now(-3)}, None)],
    ids=repr,
)
def test_clocks_that_differ_are_noted_for_administrators(
    world: World, times: dict[str, Any], skew_s: int | None, caplog: pytest.LogCaptureFixture
) -> None:
    launch_with(world, **moments(times))

    lines = [each for each in caplog.records if each.getMessage() == "clock_skew"]
    noted = [(each.platform, round(each.seconds)) for each in lines]  # type: ignore[attr-defined]
    assert len(noted) == (skew_s is not None)
    assert all(abs(seconds - (skew_s or 0)) <= 2 for _, seconds in noted)
    assert all(number == 1 for number, _ in noted)


@pytest.mark.row("lti-27")
@pytest.mark.parametrize(
    ("issued_s", "over_s"), [(-0.1, 60.0), (-60.0, 0.9)], ids=["just issued", "nearly over"]
)
def test_clocks_that_agree_are_no_news(
    world: World, caplog: pytest.LogCaptureFixture, issued_s: float, over_s: float
) -> None:
    (platform,) = platforms.find(world.platform.issuer)
    options = LtiOptions("https://tool.example", Path("keys"), "UTC")
    now = time.time()
    check_times({"iat": now + issued_s, "exp": now + over_s}, platform, options)

    assert "clock_skew" not in caplog.messages


@pytest.mark.row("lti-27")
@pytest.mark.row("fault-44")
@pytest.mark.parametrize(
    ("seconds", "leeway_s", "status"), [(55, 10, 401), (55, 60, 303), (90, 60, 401)]
)
def test_a_clock_that_differs_more_may_be_allowed_up_to_a_minute(
    world: World, settings: Settings, seconds: int, leeway_s: int, status: int
) -> None:
    tool = build(settings.model_copy(update={"clock_leeway_seconds": leeway_s}))

    answer = launch_with(World(tool, world.platform), **moments({"iat": Now(seconds)}))

    assert answer.status_code == status
    assert status == 303 or error_sentences.remedy("en", "bad_times") in answer.text


@pytest.mark.row("lti-28")
@pytest.mark.row("attack-3")
@pytest.mark.parametrize(
    ("begins", "code"),
    [
        (Now(+60), "bad_times"),
        ("later", "bad_token"),
        (10**400, "bad_times"),
        ("1", "bad_times"),
        (True, "bad_times"),
        ([1], "bad_token"),
    ],
)
def test_a_token_that_is_not_valid_yet_is_refused(world: World, begins: object, code: str) -> None:
    refused(launch_with(world, **moments({"nbf": begins})), 401, code)
