"""`flask lti doctor` on platforms: their keys, their clock, their launches, in words."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from lti_app.lti.examination import examine
from lti_app.lti.options import LtiOptions
from lti_app.lti.outside import Outside
from silabo.storage import people, registrations, sessions
from silabo.storage.tables import Launch, LaunchRefusal, Platform
from tests import seeds
from tests.lms import register
from tests.lti_app.cli.findings import of, wrong
from tests.lti_app.cli.running import Run
from tests.lti_app.lti.moodle import Moodle
from tests.lti_app.lti.names import Names
from tests.lti_app.lti.served import Answer, Asked


def test_the_command_prints_every_finding_and_fails_when_something_is_wrong(
    run: Run, moodle: Moodle, monkeypatch: pytest.MonkeyPatch
) -> None:
    Names(monkeypatch).point("tool.example")
    register(moodle.platform)
    moodle.site.answers["/mod/lti/certs.php"] = Answer(status=500)

    result = run("lti", "doctor")

    assert result.exit_code == 1
    assert "WRONG 1 Test platform: keys: none, status 500\n" in result.output
    assert "      check the public keyset URL" in result.output
    assert "ok    1 Test platform: tokens: status 400\n" in result.output


def test_where_no_platform_is_registered_it_says_how_to_begin(options: LtiOptions) -> None:
    found = of(examine(options), "none is registered")

    assert not found.ok
    assert "flask lti invite" in found.remedy


def test_a_platform_that_answers_has_nothing_to_mend(known: Moodle, options: LtiOptions) -> None:
    found = examine(options)

    assert wrong(found) == []
    assert of(found, "keys: can be used").ok
    assert of(found, "tokens: status 400").ok
    assert of(found, "its clock differs by").ok
    assert of(found, "nobody has launched yet").ok


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (Answer(status=404), 404),
        (Answer(b"<html>login</html>"), 200),
        (Answer({"keys": []}), 200),
        (Answer({"keys": [{"kty": "EC", "kid": "x"}]}), 200),
        (Answer(status=302, headers={"Location": "/login"}), 302),
    ],
)
def test_keys_that_cannot_be_used_are_found(
    known: Moodle, options: LtiOptions, answer: Answer, status: int
) -> None:
    known.site.answers["/mod/lti/certs.php"] = answer

    found = of(examine(options), f"keys: none, status {status}")

    assert not found.ok
    assert "public keyset URL" in found.remedy


def at(moment: str) -> Callable[[Asked], Answer]:
    return lambda _: Answer({"keys": []}, headers={"Date": moment})


def from_now(seconds: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize("seconds", [-3600, -60, -13, 13, 60, 3600])
def test_a_clock_that_differs_is_found(known: Moodle, options: LtiOptions, seconds: int) -> None:
    known.site.answers["/mod/lti/certs.php"] = at(from_now(seconds))

    found = of(examine(options), "its clock differs by")

    said = re.search(r"-?\d+", found.detail)
    assert said
    assert not found.ok
    assert abs(int(said[0]) - seconds) <= 1
    assert "NTP" in found.remedy


@pytest.mark.parametrize("seconds", [-8, 0, 8])
def test_a_clock_within_the_leeway_is_fine(
    known: Moodle, options: LtiOptions, seconds: int
) -> None:
    known.site.answers["/mod/lti/certs.php"] = at(from_now(seconds))

    assert of(examine(options), "its clock differs by").ok


@pytest.mark.parametrize(
    "date",
    [
        "",
        "yesterday",
        "2026",
        "Mon, 99 Foo 2026 25:61:61 GMT",
        "Mon, 01 Jan 99999999999999999999 00:00:00 GMT",
        "Mon, 01 Jan 2026 00:00:00 +99999999999999",
    ],
)
def test_a_date_that_cannot_be_read_is_no_clock(
    known: Moodle, options: LtiOptions, date: str
) -> None:
    known.site.answers["/mod/lti/certs.php"] = at(date)

    assert not [each for each in examine(options) if "clock" in each.detail]


def test_a_date_without_a_zone_is_in_gmt(known: Moodle, options: LtiOptions) -> None:
    known.site.answers["/mod/lti/certs.php"] = at(from_now(0).replace("GMT", "-0000"))

    assert of(examine(options), "its clock differs by").ok


def test_a_platform_that_does_not_answer_is_found(known: Moodle, options: LtiOptions) -> None:
    Platform.update(
        key_set_url="http://127.0.0.1:1/keys", token_url="http://127.0.0.1:1/token"
    ).execute()

    found = examine(options)

    for word in ("keys at http://127.0.0.1:1/keys", "tokens at http://127.0.0.1:1/token"):
        assert not of(found, word).ok
        assert "firewall" in of(found, word).remedy


def test_a_platform_on_a_private_address_is_told_the_setting(
    known: Moodle, options: LtiOptions
) -> None:
    Platform.update(key_set_url="https://10.0.0.1/keys", token_url="https://10.0.0.1/t").execute()

    found = examine(options)

    for word in ("keys at https://10.0.0.1", "tokens at https://10.0.0.1"):
        assert not of(found, word).ok
        assert "SILABO_PRIVATE_HOSTS" in of(found, word).remedy


@pytest.mark.parametrize(
    ("status", "alive"),
    [(200, True), (400, True), (401, True), (405, True), (404, False), (500, False)],
)
def test_a_token_endpoint_that_refuses_is_alive(
    known: Moodle, options: LtiOptions, status: int, alive: bool
) -> None:
    known.site.answers["/mod/lti/token.php"] = Answer(status=status)

    assert of(examine(options), f"tokens: status {status}").ok is alive


def test_a_disabled_platform_is_not_asked(known: Moodle, options: LtiOptions) -> None:
    registrations.set_state(1, "disabled")

    found = of(examine(options), "disabled")

    assert found.ok
    assert "flask lti approve 1" in found.remedy
    assert known.site.asked == []


def test_a_platform_of_plain_http_is_wrong_on_a_server(known: Moodle, options: LtiOptions) -> None:
    server = replace(options, outside=Outside(private_hosts=frozenset({"127.0.0.1"})))

    assert of(examine(options), "plain http").ok
    assert not of(examine(server), "plain http").ok


@pytest.mark.parametrize(("granted", "said"), [({"email": False}, True), ({"email": True}, False)])
def test_a_platform_that_shares_no_addresses_is_named(
    known: Moodle, options: LtiOptions, granted: dict[str, bool], said: bool
) -> None:
    Platform.update(granted=granted).execute()

    found = [each for each in examine(options) if "shares no e-mail" in each.detail]

    assert bool(found) is said
    assert all(each.ok for each in found)


def refuse(code: str, platform: int | None = 1, ago: timedelta = timedelta(0)) -> None:
    registrations.note_refusal(code, "ABCD", platform)
    ms = int(ago / timedelta(milliseconds=1))
    last = LaunchRefusal.select().order_by(LaunchRefusal.id.desc()).get()
    LaunchRefusal.update(happened_at=LaunchRefusal.happened_at - ms).where(
        LaunchRefusal.id == last.id
    ).execute()


def launch_now() -> None:
    identity = seeds.identity(1)
    person, course = people.admit(identity, language="es", time_zone="UTC")
    sessions.launch(person, course, identity, language="es", code_digest="c" * 64)


def test_a_refused_launch_is_explained_with_its_code_and_reference(
    known: Moodle, options: LtiOptions
) -> None:
    refuse("bad_times")

    found = of(examine(options), "bad_times, reference ABCD")

    assert not found.ok
    assert "clock" in found.remedy
    assert "an administrator has to compare the clocks" in found.remedy


def test_what_a_person_mends_by_opening_again_is_nothing_to_mend(
    known: Moodle, options: LtiOptions
) -> None:
    refuse("state_unknown")

    assert of(examine(options), "state_unknown").ok


def test_a_refusal_before_a_launch_that_went_well_is_history(
    known: Moodle, options: LtiOptions
) -> None:
    refuse("unknown_deployment", ago=timedelta(minutes=5))
    before = of(examine(options), "unknown_deployment").ok
    launch_now()
    after = of(examine(options), "unknown_deployment").ok
    Launch.update(created_at=Launch.created_at - 600_000).execute()

    assert (before, after) == (False, True)
    assert not of(examine(options), "unknown_deployment").ok


def test_a_refusal_of_last_week_is_no_longer_told(known: Moodle, options: LtiOptions) -> None:
    refuse("bad_times", ago=timedelta(days=7, minutes=1))

    assert not [each for each in examine(options) if "bad_times" in each.detail]


def test_refusals_of_unknown_senders_are_told_and_are_nothing_to_mend(
    known: Moodle, options: LtiOptions
) -> None:
    refuse("unknown_platform", platform=None)

    found = of(examine(options), "unknown_platform")

    assert found.ok
    assert found.name == "unknown senders"
    assert "register the platform" in found.remedy


def test_the_last_launch_is_told(known: Moodle, options: LtiOptions) -> None:
    launch_now()

    assert of(examine(options), f"last launch {datetime.now(UTC):%Y-%m-%d}").ok
