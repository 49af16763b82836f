"""`flask lti doctor` on the tool itself: its keys, and its address as others see it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from lti_app.lti import key_states
from lti_app.lti.examination import examine
from lti_app.lti.options import LtiOptions
from lti_app.lti.outside import Outside
from silabo.domain import clock
from tests.lti_app.cli.findings import of
from tests.lti_app.lti.certificates import made
from tests.lti_app.lti.names import PUBLIC, Names
from tests.lti_app.lti.served import Answer, Site, serving
from wiring.parts import System


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
