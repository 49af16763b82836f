"""An address from the roster, where the launch brings none; and nothing of it stops a launch."""

import re
import time
from typing import Any

import pytest
from flask.testing import FlaskClient

from lti_app.lti import roster
from silabo.storage import registrations
from silabo.storage.tables import Launch, Person, Platform
from tests.lti_app.lti.moodle import Moodle
from tests.lti_app.lti.roster.members import ANA, NRPS, launched, member, service
from tests.lti_app.lti.served import Answer, Asked
from wiring.settings import Settings


def test_an_address_that_the_launch_withholds_is_found_in_the_roster(
    client: FlaskClient, moodle: Moodle
) -> None:
    moodle.members = [member(1), ANA, member(2)]

    assert launched(client, moodle) == "ana@example.org"


def test_a_launch_that_brings_an_address_asks_nobody(client: FlaskClient, moodle: Moodle) -> None:
    moodle.members = [ANA | {"email": "other@example.org"}]

    assert launched(client, moodle, email="mine@example.org") == "mine@example.org"
    assert moodle.asked_for("token.php") == []


def test_a_launch_whose_address_is_none_is_one_without(client: FlaskClient, moodle: Moodle) -> None:
    moodle.members = [ANA]

    assert launched(client, moodle, email="ana@example.org\nBcc: x@example.org") == ANA["email"]


BROKEN_MEMBERS: list[Any] = [
    None,
    "text",
    7,
    {},
    [None, 7, "x", []],
    [{}],
    [{"user_id": 3}],
    [{"user_id": "3"}],
    [{"user_id": "3", "email": None}],
    [{"user_id": "3", "email": ["ana@example.org"]}],
    [{"user_id": "3", "email": "ana@example.org\nBcc: x@example.org"}],
    [{"user_id": "33", "email": "other@example.org"}],
    [{"user_id": "3 ", "email": "other@example.org"}],
]


@pytest.mark.parametrize("members", BROKEN_MEMBERS, ids=lambda value: repr(value)[:40])
def test_members_of_any_shape_give_no_address(
    client: FlaskClient, moodle: Moodle, members: object
) -> None:
    answer = Answer({"members": members})
    moodle.site.answers["/mod/lti/services.php/2/memberships"] = answer

    assert launched(client, moodle) == ""


TROUBLE: dict[str, Answer] = {
    "refused": Answer({"error": "invalid_scope"}, status=400),
    "unauthorised": Answer(status=401),
    "broken": Answer(status=500),
    "redirect": Answer(status=302, headers={"Location": "/elsewhere"}),
    "HTML": Answer(b"<html>"),
    "a list": Answer([1]),
    "empty": Answer({}),
    "null": Answer(b"null"),
    "token is a number": Answer({"access_token": 7, "expires_in": 3600}),
    "token is empty": Answer({"access_token": "", "expires_in": 3600}),
    "token has a newline": Answer({"access_token": "a\r\nX: y", "expires_in": 3600}),
    "token is not ASCII": Answer({"access_token": "ñ", "expires_in": 3600}),
    "token is enormous": Answer({"access_token": "x" * 20_000, "expires_in": 3600}),
    "too long": Answer(b"[" * 1_100_000),
    "too many digits": Answer(b'{"expires_in": ' + b"9" * 50_000 + b"}"),
}


@pytest.mark.parametrize("page", ["token.php", "services.php/2/memberships"])
@pytest.mark.parametrize("trouble", TROUBLE)
def test_trouble_with_the_roster_does_not_stop_a_launch(
    client: FlaskClient, moodle: Moodle, trouble: str, page: str
) -> None:
    moodle.members = [ANA]
    moodle.site.answers[f"/mod/lti/{page}"] = TROUBLE[trouble]

    assert launched(client, moodle) == ""


@pytest.mark.parametrize(
    "url",
    [
        "http://[",
        "http://10.0.0.1/roster",
        "file:///etc/passwd",
        "https://nobody.invalid/",
        "x",
        7,
        ["http://127.0.0.1/"],
        {"a": 1},
        True,
    ],
)
def test_a_roster_that_cannot_be_asked_does_not_stop_a_launch(
    client: FlaskClient, moodle: Moodle, url: object
) -> None:
    assert launched(client, moodle, **service(moodle, url)) == ""


@pytest.mark.parametrize("claim", [None, [], "text", 7, {}, {"context_memberships_url": None}])
def test_a_platform_without_a_roster_is_not_asked(
    client: FlaskClient, moodle: Moodle, claim: object
) -> None:
    assert launched(client, moodle, **{NRPS: claim}) == ""
    assert moodle.asked_for("token.php") == []


def test_without_a_key_to_sign_with_the_launch_goes_on(
    client: FlaskClient, moodle: Moodle, settings: Settings
) -> None:
    for path in settings.keys_dir.glob("*.pem"):
        path.unlink()

    assert launched(client, moodle) == ""


def test_a_roster_that_takes_long_is_left_and_the_launch_goes_on(
    client: FlaskClient, moodle: Moodle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster, "BUDGET_S", 0.5)

    def slowly(asked: Asked) -> Answer:
        time.sleep(0.5)
        return moodle.roster(asked)

    moodle.page_size = 1
    moodle.members = [member(n) for n in range(40)] + [ANA]
    moodle.site.answers["/mod/lti/services.php/2/memberships"] = slowly
    before = time.monotonic()

    assert launched(client, moodle) == ""
    assert time.monotonic() - before < 15  # all pages take 20 seconds


def test_of_the_roster_nothing_but_that_address_is_kept(
    client: FlaskClient, moodle: Moodle
) -> None:
    moodle.members = [member(1), ANA | {"name": "Another name"}]
    launched(client, moodle)

    assert Person.select().count() == 1
    assert Person.get().name == "Ana Benítez"


def test_nothing_of_the_roster_is_logged(
    client: FlaskClient, moodle: Moodle, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    moodle.members = [ANA]
    launched(client, moodle)

    written = "\n".join(record.getMessage() + repr(vars(record)) for record in caplog.records)
    assert "ana@example.org" not in written
    assert not re.search(r"token-\d", written)
    assert "eyJ" not in written


@pytest.mark.row("lti-31")
def test_a_registration_that_is_disabled_while_the_roster_is_asked_opens_nothing(
    client: FlaskClient, moodle: Moodle
) -> None:
    def disabling(asked: Asked) -> Answer:
        registrations.set_state(Platform.get().id, "disabled")
        return moodle.roster(asked)

    moodle.site.answers["/mod/lti/services.php/2/memberships"] = disabling

    answer = moodle.platform.launch(client, email=None, **service(moodle))

    assert answer.status_code == 403
    assert "not_activated" in answer.text
    assert not Launch.select().exists()
