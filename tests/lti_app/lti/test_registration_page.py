"""What the page says after a registration: what was granted, and the clicks that are left."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from lti_app import tokens
from silabo.storage import registrations
from silabo.storage.tables import Platform
from tests.lti_app.lti.invitations import INVITE, register, words
from tests.lti_app.lti.moodle import PLATFORM, ROSTER_SCOPE, TOOL, Moodle


def test_the_page_says_what_a_platform_answered_that_refused(
    client: FlaskClient, moodle: Moodle, invited: None
) -> None:
    page = register(client, moodle, registration_token="another")

    assert "it answered 401" in page.text
    assert "missing_registration_token" not in page.text


def test_the_page_lists_what_was_granted_and_the_clicks_that_are_left_in_moodle(
    client: FlaskClient, moodle: Moodle, invited: None
) -> None:
    said = words(register(client, moodle))

    for granted in ("Names of persons", "E-mail addresses", "The roster of a course"):
        assert f"Yes · {granted}" in said
    assert "No ·" not in said
    assert "press Activate" in said
    assert "Show in activity chooser and as a preconfigured tool" in said
    assert "Without e-mail addresses" not in said
    assert "flask lti approve" not in said
    assert f"<dd>{moodle.client_id}</dd>" in said


def test_what_the_platform_does_not_echo_was_not_granted(
    client: FlaskClient, moodle: Moodle, invited: None
) -> None:
    moodle.echo["scope"] = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem"
    moodle.echo[TOOL] = {"deployment_id": "7", "claims": ["iss", "sub", "given_name"]}

    said = words(register(client, moodle))

    assert "Yes · Names of persons" in said
    assert "No · E-mail addresses" in said
    assert "No · The roster" in said
    assert "No · Placing the activity" in said
    assert "Without e-mail addresses, answers stay in the panel" in said
    assert "Share launcher's email with tool" in said
    (kept,) = registrations.listed()
    assert kept.granted == {"name": True, "email": False, "roster": False, "deep_linking": False}


def test_another_platform_is_told_other_clicks_and_how_to_name_its_deployment(
    client: FlaskClient, moodle: Moodle, invited: None
) -> None:
    moodle.configuration[PLATFORM] = {"product_family_code": "Sakai"}
    moodle.echo[TOOL] = {"claims": []}

    said = words(register(client, moodle))

    (kept,) = registrations.listed()
    assert kept.family == "sakai"
    assert "press Activate" not in said
    assert "In Moodle" not in said
    assert f"flask lti approve {kept.platform.id} --deployment ID" in said


def test_an_update_says_what_it_sets_anew_in_moodle_and_calls_nothing_pending(
    client: FlaskClient, moodle: Moodle, invited: None
) -> None:
    register(client, moodle)
    (kept,) = registrations.listed()
    registrations.set_state(kept.platform.id, "disabled")
    registrations.invite(tokens.digest("another"), "Uni")

    said = words(register(client, moodle, invite="another"))

    assert f"flask lti approve {kept.platform.id}" in said  # disabled here, active in Moodle
    assert "Activate" not in said
    assert "Nothing:" not in said
    for setting in ("Tool configuration usage", "Public key type", "Default launch container"):
        assert setting in said
    assert "Privacy: name and e-mail are shared “Always” again" in said


@pytest.mark.parametrize(("language", "title"), [("es", "Registrada"), ("fr", "Enregistré")])
def test_the_page_is_in_the_language_of_the_browser_and_in_the_platforms_frame(
    client: FlaskClient, moodle: Moodle, invited: None, language: str, title: str
) -> None:
    query = {"invite": INVITE, **moodle.query()}
    headers = {"Accept-Language": language}
    page = client.get("/lti/register", query_string=query, headers=headers)

    policy = page.headers["Content-Security-Policy"]
    assert f'<html lang="{language}">' in page.text
    assert title in page.text
    assert policy.endswith(f"frame-ancestors 'self' {moodle.site.address}")
    assert page.headers["Cache-Control"] == "no-store"
    assert 'id="done"' in page.text


def test_what_a_platform_says_of_itself_is_shown_as_text(
    client: FlaskClient, moodle: Moodle, invited: None
) -> None:
    moodle.echo["client_id"] = "<script>alert(1)</script>"
    moodle.echo[TOOL]["deployment_id"] = '"><img src=x onerror=alert(1)>'

    page = register(client, moodle)

    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text


@pytest.mark.parametrize("family", ["İ" * 64, "x" * 30_000, "\0\ud800", "ﬃ" * 64], ids=range(4))
def test_the_name_of_a_product_is_kept_as_far_as_there_is_room(
    client: FlaskClient, moodle: Moodle, invited: None, family: str
) -> None:
    moodle.configuration[PLATFORM] = {"product_family_code": family}

    assert register(client, moodle).status_code == 200
    assert len(Platform.get().family) <= 64


STRANGE: list[Any] = [None, 7, True, "text", [], [None, 7, {}, []], {}, {"type": []}, float("nan")]


@pytest.mark.parametrize("value", STRANGE, ids=repr)
@pytest.mark.parametrize("member", ["deployment_id", "claims", "messages", "scope", "tool"])
def test_an_echo_of_any_shape_grants_what_can_be_read_of_it(
    client: FlaskClient, moodle: Moodle, invited: None, member: str, value: object
) -> None:
    if member == "scope":
        moodle.echo["scope"] = value
    elif member == "tool":
        moodle.echo[TOOL] = value
    else:
        moodle.echo[TOOL][member] = value

    assert register(client, moodle).status_code == 200


def test_scopes_may_come_as_a_list_and_a_deployment_as_a_number(
    client: FlaskClient, moodle: Moodle, invited: None
) -> None:
    moodle.echo["scope"] = ["openid", ROSTER_SCOPE]
    moodle.echo[TOOL]["deployment_id"] = 12

    register(client, moodle)

    (kept,) = registrations.listed()
    assert kept.granted["roster"] is True
    assert kept.deployments == ("12",)
