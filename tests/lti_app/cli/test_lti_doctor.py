"""`flask lti doctor`: what is wrong with a platform, its clock, its keys and ours, in words."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from lti_app.cli.doctor import Finding
from lti_app.lti import key_states
from lti_app.lti.examination import examine
from lti_app.lti.options import LtiOptions
from lti_app.lti.outside import Outside
from silabo.domain import clock
from silabo.storage import people, registrations, sessions
from silabo.storage.tables import Launch, LaunchRefusal, Platform
from tests import seeds
from tests.lms import register
from tests.lti_app.cli.running import Run
from tests.lti_app.lti.certificates import made
from tests.lti_app.lti.moodle import Moodle
from tests.lti_app.lti.names import PUBLIC, Names
from tests.lti_app.lti.served import Answer, Asked, Site, serving
from wiring.parts import System


@pytest.fixture
def options(system: System) -> LtiOptions:
    """What the tool is told, on an address of this machine that needs no https."""
    return replace(system.lti, address="http://localhost:8000")


@pytest.fixture
def known(moodle: Moodle, options: LtiOptions) -> Moodle:
    """A Moodle that is registered."""
    register(moodle.platform)
    return moodle


def of(findings: list[Finding], word: str) -> Finding:
    """The one finding that says this."""
    (found,) = [each for each in findings if word in f"{each.name}: {each.detail}"]
    return found


def wrong(findings: list[Finding]) -> list[str]:
    return [each.detail for each in findings if not each.ok]


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


def test_without_a_key_of_our_own_it_says_which_command_makes_one(options: LtiOptions) -> None:
    for path in options.keys_dir.glob("*.pem"):
        path.unlink()

    found = of(examine(options), "own key: none")

    assert (found.ok, found.remedy) == (False, "`flask keys new`")


def test_a_key_that_signs_for_half_a_year_is_to_be_rotated(options: LtiOptions) -> None:
    (path,) = options.keys_dir.glob("*.pem")
    then = (clock.now() - timedelta(days=181)).timestamp()
    os.utime(path, (then, then))

    found = of(examine(options), "own key: active for 181 days")

    assert not found.ok
    assert "flask keys rotate" in found.remedy


def test_keys_on_their_way_are_told_with_what_takes_them_further(options: LtiOptions) -> None:
    key_states.rotate(options.keys_dir, clock.now() - timedelta(days=3))

    found = of(examine(options), "own key: next for 3 days")

    assert found.ok
    assert "flask keys rotate" in found.remedy


def test_where_no_key_signs_any_more_it_says_what_to_do(options: LtiOptions) -> None:
    key_states.rotate(options.keys_dir, clock.now())
    active = key_states.active(options.keys_dir)
    assert active
    (options.keys_dir / f"{active.kid}.pem").unlink()

    found = of(examine(options), "none signs")

    assert (found.ok, found.remedy) == (False, "`flask keys rotate`")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make files of others")
def test_a_key_that_the_server_cannot_read_is_found(options: LtiOptions) -> None:
    (path,) = options.keys_dir.glob("*.pem")
    os.chown(path, 12345, 12345)

    found = of(examine(options), "cannot be read there")

    assert not found.ok
    assert str(path) in found.detail
    assert "chown" in found.remedy


@contextmanager
def public(options: LtiOptions, folder: Path) -> Iterator[tuple[LtiOptions, Site]]:
    """The tool's own public address, as a proxy with a certificate serves it."""
    authority, context = made(folder, "tool.example")
    with serving(context) as site:
        address = f"https://tool.example:{site.port}"
        outside = Outside(authorities=authority)
        yield replace(options, address=address, outside=outside), site


def test_the_own_address_is_asked_for_what_the_proxy_hands_on(
    options: LtiOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Names(monkeypatch).point("tool.example", "127.0.0.1")
    with public(options, tmp_path) as (changed, site):
        site.answers["/healthz"] = Answer({"status": "alive", "address": changed.address})
        good = examine(changed)
        site.answers["/healthz"] = Answer({"status": "alive", "address": "http://tool.example"})
        bad = examine(changed)

    assert of(good, f"address: {changed.address}").ok
    found = of(bad, "proxy headers")
    assert not found.ok
    assert "believes that it is http://tool.example" in found.detail
    assert "X-Forwarded-Proto" in found.remedy


@pytest.mark.parametrize("answer", [Answer(status=502), Answer(b"<html>"), Answer([])])
def test_an_own_address_that_does_not_answer_is_found(
    options: LtiOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: Answer
) -> None:
    Names(monkeypatch).point("tool.example", "127.0.0.1")
    with public(options, tmp_path) as (changed, site):
        site.answers["/healthz"] = answer
        found = of(examine(changed), "does not answer from here")

    assert not found.ok
    assert "certificate" in found.remedy


def test_the_real_tool_says_its_own_address(system: System) -> None:
    client = system.app.test_client()

    said = client.get("/healthz", base_url="https://tool.example").get_json()

    assert said["address"] == "https://tool.example"


def test_an_address_without_https_is_for_trying(options: LtiOptions) -> None:
    found = of(examine(options), "address: http://localhost:8000, for trying")

    assert found.ok
    assert "SILABO_PUBLIC_URL" in found.remedy


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("https://10.1.2.3", True),
        ("https://192.168.0.10", True),
        ("https://[fd00::1]", True),
        ("https://silabo.example:8443", True),
        ("http://localhost:8000", True),
        ("https://localhost", True),
        ("https://silabo.example", False),
        ("https://silabo.example:443", False),
        ("http://silabo.example:80", False),
        ("https://93.184.216.34", False),
    ],
)
def test_an_address_tells_whether_moodle_will_not_ask_it(
    options: LtiOptions, address: str, private: bool
) -> None:
    assert replace(options, address=address).private is private


@pytest.mark.parametrize(("points_at", "private"), [("172.16.0.9", True), (PUBLIC, False)])
def test_an_own_name_that_points_at_a_private_address_is_told_the_two_settings_of_moodle(
    options: LtiOptions, monkeypatch: pytest.MonkeyPatch, points_at: str, private: bool
) -> None:
    names = Names(monkeypatch)
    names.point("silabo.example", "127.0.0.1")  # for the question whether it answers: it does not
    names.point("silabo.example", points_at)

    findings = examine(replace(options, address="https://silabo.example"))

    found = [each for each in findings if "cURL guard" in each.remedy]
    assert bool(found) is private
    assert all("blocked hosts" in each.remedy and "RSA key" in each.remedy for each in found)
    assert all(each.ok for each in found)
