"""A platform registers by one address: the invitation, what is asked for, what fails."""

import json
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from lti_app import tokens
from silabo.storage import platforms, registrations
from silabo.storage.tables import AuditEntry, Deployment, Invite, Platform
from tests.lti_app.lti.invitations import INVITE, register, words
from tests.lti_app.lti.launches import refused
from tests.lti_app.lti.moodle import CLAIMS, ROSTER_SCOPE, TOOL, Moodle
from tests.lti_app.lti.served import Answer
from tests.parallel import at_once
from wiring.parts import System

LAUNCH = "https://tool.example/lti/launch"


def test_a_moodle_is_registered_by_the_address_that_an_administrator_pastes(
    client: FlaskClient, moodle: Moodle, invited: None
) -> None:
    page = register(client, moodle)

    (platform,) = platforms.find(moodle.site.address)
    assert page.status_code == 200
    assert (platform.client_id, platform.name, platform.active) == (
        moodle.client_id,
        "Uni Moodle",
        True,
    )
    assert platform.login_url == moodle.url("auth.php")
    assert platform.token_url == moodle.url("token.php")
    assert platform.key_set_url == moodle.url("certs.php")
    assert platforms.deployed(platform.id, "7")


def test_people_can_launch_from_it_at_once(
    client: FlaskClient, moodle: Moodle, invited: None
) -> None:
    register(client, moodle)
    client.environ_base["wsgi.url_scheme"] = "https"
    client.environ_base["HTTP_HOST"] = "tool.example"

    assert moodle.platform.launch(client).status_code == 303


def test_the_tool_asks_for_names_addresses_roster_and_deep_linking_and_nothing_more(
    client: FlaskClient, moodle: Moodle, invited: None
) -> None:
    register(client, moodle)

    (asked,) = moodle.registrations
    message = {"target_link_uri": LAUNCH, "label": "Sílabo"}
    assert asked.headers["Authorization"] == "Bearer registration-token"
    assert asked.headers["Content-Type"] == "application/json"
    assert json.loads(asked.body) == {
        "application_type": "web",
        "response_types": ["id_token"],
        "grant_types": ["implicit", "client_credentials"],
        "initiate_login_uri": "https://tool.example/lti/login",
        "redirect_uris": [LAUNCH],
        "client_name": "Sílabo",
        "jwks_uri": "https://tool.example/lti/jwks",
        "logo_uri": "https://tool.example/static/-/icon.svg",
        "token_endpoint_auth_method": "private_key_jwt",
        "scope": ROSTER_SCOPE,
        TOOL: {
            "domain": "tool.example",
            "description": "Answers students' questions from the course's own documents.",
            "target_link_uri": LAUNCH,
            "claims": CLAIMS,
            "custom_parameters": {
                "context_history": "$Context.id.history",
                "silabo_time_zone": "$Person.address.timezone",
            },
            "messages": [
                {"type": "LtiResourceLinkRequest", **message},
                {"type": "LtiDeepLinkingRequest", **message, "placements": ["ContentArea"]},
            ],
        },
    }


def test_the_addresses_that_the_tool_names_are_there(
    client: FlaskClient, moodle: Moodle, invited: None
) -> None:
    register(client, moodle)

    wanted = json.loads(moodle.registrations[0].body)
    for name in ("logo_uri", "jwks_uri"):
        path = wanted[name].removeprefix("https://tool.example")
        assert client.get(path, buffered=True).status_code == 200
    for address in (wanted["initiate_login_uri"], *wanted["redirect_uris"]):
        # They refuse an empty request, and know what they are asked.
        path = address.removeprefix("https://tool.example")
        answer = client.post(path, data={"x": "y"})
        assert answer.status_code == 400, path


@pytest.mark.row("lti-47")
@pytest.mark.parametrize("invite", ["", "unknown", "ñ", "\0", "x" * 5000])
def test_without_an_invitation_nobody_is_asked_anything(
    client: FlaskClient, moodle: Moodle, invited: None, invite: str
) -> None:
    refused(register(client, moodle, invite), 403, "invite_invalid")

    assert moodle.site.asked == []
    assert not Platform.select().exists()


@pytest.mark.row("lti-47")
def test_an_invitation_is_good_once(client: FlaskClient, moodle: Moodle, invited: None) -> None:
    register(client, moodle)
    asked = len(moodle.site.asked)

    refused(register(client, moodle), 403, "invite_invalid")

    assert len(moodle.site.asked) == asked


@pytest.mark.row("lti-47")
def test_an_invitation_is_good_for_a_day(
    client: FlaskClient, moodle: Moodle, invited: None
) -> None:
    day = timedelta(hours=24) / timedelta(milliseconds=1)
    Invite.update(expires_at=Invite.expires_at - int(day) - 1).execute()

    refused(register(client, moodle), 403, "invite_invalid")
    assert moodle.site.asked == []


@pytest.mark.row("lti-47")
def test_of_ten_that_use_an_invitation_together_one_registers(
    system: System, moodle: Moodle, invited: None
) -> None:
    answers = at_once(10, lambda _: register(system.app.test_client(), moodle).status_code)

    assert sorted(answers) == [200] + [403] * 9
    assert len(moodle.registrations) == 1


def test_an_invitation_without_a_platform_is_kept(
    client: FlaskClient, moodle: Moodle, invited: None
) -> None:
    refused(client.get("/lti/register", query_string={"invite": INVITE}), 400, "not_by_hand")

    assert register(client, moodle).status_code == 200


FAILURES: dict[str, tuple[str, Answer, int, str]] = {
    "no configuration": ("configuration", Answer(status=404), 502, "registration_failed"),
    "configuration is HTML": ("configuration", Answer(b"<html>"), 502, "registration_failed"),
    "configuration is a list": ("configuration", Answer([]), 502, "registration_failed"),
    "configuration is too long": (
        "configuration",
        Answer(b" " * 70_000),
        502,
        "registration_failed",
    ),
    "configuration is empty": ("configuration", Answer({}), 400, "configuration_invalid"),
    "refused in plain text": (
        "registration",
        Answer(b"domain_targetlinkuri_mismatch", status=400),
        502,
        "registration_refused",
    ),
    "token is used": ("registration", Answer(b"<html>", status=401), 502, "registration_refused"),
    "redirect": (
        "registration",
        Answer(status=302, headers={"Location": "/elsewhere"}),
        502,
        "registration_refused",
    ),
    "configuration has too many digits": (
        "configuration",
        Answer(b'{"issuer": ' + b"9" * 50_000 + b"}"),
        502,
        "registration_failed",
    ),
    "answer has too many digits": (
        "registration",
        Answer(b'{"client_id": ' + b"9" * 50_000 + b"}"),
        502,
        "registration_failed",
    ),
    "answer is HTML": ("registration", Answer(b"<html>"), 502, "registration_failed"),
    "answer is a list": ("registration", Answer([1]), 502, "registration_failed"),
    "answer is empty": ("registration", Answer({}), 400, "configuration_invalid"),
    "client id is a number": (
        "registration",
        Answer({"client_id": 7}),
        400,
        "configuration_invalid",
    ),
    "client id is not ASCII": (
        "registration",
        Answer({"client_id": "ñ"}),
        400,
        "configuration_invalid",
    ),
    "client id has a newline": (
        "registration",
        Answer({"client_id": "a\nb"}),
        400,
        "configuration_invalid",
    ),
    "client id is too long": (
        "registration",
        Answer({"client_id": "a" * 256}),
        400,
        "configuration_invalid",
    ),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_registration_that_failed_leaves_the_invitation_good(
    client: FlaskClient, moodle: Moodle, invited: None, failure: str
) -> None:
    step, answer, status, code = FAILURES[failure]
    path = f"/mod/lti/openid-{step}.php"
    good = moodle.site.answers[path]
    moodle.site.answers[path] = answer

    refused(register(client, moodle), status, code)
    assert not Platform.select().exists()
    moodle.site.answers[path] = good
    assert register(client, moodle).status_code == 200


@pytest.mark.parametrize("token", ["a\nX: y", "ñ", "\0", "x" * 9000])
def test_a_registration_token_that_cannot_stand_in_a_header_is_not_sent(
    client: FlaskClient, moodle: Moodle, invited: None, token: str
) -> None:
    refused(register(client, moodle, registration_token=token), 400, "configuration_invalid")
    assert moodle.site.asked == []


def test_a_platform_that_gives_no_token_is_asked_without_one(
    client: FlaskClient, moodle: Moodle, invited: None
) -> None:
    register(client, moodle, registration_token="")

    assert "Authorization" not in moodle.registrations[0].headers


def test_an_update_in_the_platform_renews_the_registration_with_its_old_client_id(
    client: FlaskClient, moodle: Moodle, invited: None
) -> None:
    register(client, moodle)
    registrations.invite(tokens.digest("second"), "Campus")
    moodle.configuration["authorization_endpoint"] = moodle.url("new-auth.php")
    moodle.echo[TOOL]["claims"] = ["iss", "sub"]

    said = words(register(client, moodle, "second"))

    (kept,) = registrations.listed()
    assert "The registration was renewed" in said
    assert kept.platform.name == "Campus"
    assert kept.platform.login_url == moodle.url("new-auth.php")
    assert kept.granted["email"] is False
    assert Deployment.select().count() == 1


def test_an_update_of_a_disabled_registration_does_not_enable_it_and_says_so(
    client: FlaskClient, moodle: Moodle, invited: None
) -> None:
    register(client, moodle)
    number = Platform.get().id
    registrations.set_state(number, "disabled")
    registrations.invite(tokens.digest("second"), "Campus")

    said = words(register(client, moodle, "second"))

    assert not platforms.get(number).active
    assert f"flask lti approve {number}" in said


@pytest.mark.row("lti-50")
@pytest.mark.parametrize(
    "stored", ["https://lms.example/keys", "http://127.0.0.1:1/keys", "http://localhost/keys"]
)
def test_a_second_invitation_is_not_enough_to_give_a_platform_other_keys(
    client: FlaskClient, moodle: Moodle, invited: None, stored: str
) -> None:
    register(client, moodle)
    Platform.update(key_set_url=stored).execute()
    registrations.invite(tokens.digest("second"), "Campus")

    refused(register(client, moodle, "second"), 403, "takeover_refused")

    entry = AuditEntry.select().order_by(AuditEntry.id.desc()).get()
    assert Platform.get().key_set_url == stored
    assert Platform.get().name == "Uni Moodle"
    assert (entry.event, entry.platform_id) == ("takeover_refused", Platform.get().id)
    assert entry.detail == moodle.url("certs.php")


@pytest.mark.row("lti-50")
def test_new_keys_of_the_same_origin_are_taken_and_noted_and_the_old_ones_forgotten(
    client: FlaskClient, moodle: Moodle, invited: None
) -> None:
    register(client, moodle)
    platforms.keep_key_set(Platform.get().id, {"keys": ["old"]})
    moodle.configuration["jwks_uri"] = moodle.url("new-certs.php")
    registrations.invite(tokens.digest("second"), "Campus")

    register(client, moodle, "second")

    number = Platform.get().id
    event, detail = registrations.done(number)[-1][1:]
    assert (event, detail) == ("registration_renewed", moodle.url("new-certs.php"))
    assert platforms.key_set(number).keys is None


def test_whoever_only_looks_at_the_address_does_not_use_the_invitation_up(
    client: FlaskClient, moodle: Moodle, invited: None
) -> None:
    query = {"invite": INVITE, **moodle.query()}
    looked = client.head("/lti/register", query_string=query)

    assert looked.status_code == 405
    assert moodle.site.asked == []
    assert register(client, moodle).status_code == 200
