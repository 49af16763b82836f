"""Each of Moodle's demands, kept once and violated once, through the app's real pages."""

import json

import jwt
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from practice_lms.app import PracticeOptions
from tests.practice_lms.acting_tool import (
    ALGEBRA_CMID,
    ANA,
    CAMILLE,
    IPHONE,
    JOAQUIN,
    MARIANA,
    OPERATING_SYSTEMS_CMID,
    ActingTool,
    only_form,
)

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
MEMBERSHIPS = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"


def ask(tool: ActingTool, **changes: str | None) -> TestResponse:
    asked = tool.request_for(tool.login_initiation(ALGEBRA_CMID), **changes)
    return tool.client.get("/mod/lti/auth.php", query_string=asked)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_right_request_is_answered_with_the_token_and_the_state(
    tool: ActingTool, method: str
) -> None:
    asked = tool.request_for(tool.login_initiation(ALGEBRA_CMID))
    place = "query_string" if method == "GET" else "data"
    reply = tool.client.open("/mod/lti/auth.php", method=method, **{place: asked})
    form = only_form(reply.text)

    assert form.action == "http://localhost:8000/lti/launch"
    assert form.fields["state"] == "state-1"
    assert tool.verified(form.fields["id_token"])["nonce"] == "nonce-1"


def test_a_student_launch_has_the_claims_that_moodle_sends(
    tool: ActingTool, options: PracticeOptions
) -> None:
    claims = tool.launch(ALGEBRA_CMID)

    assert claims["sub"] == ANA
    assert claims[f"{CLAIM}lis"]["person_sourcedid"] == "S-1041"
    assert claims[f"{CLAIM}ext"] == {"user_username": "ana.benitez", "lms": "moodle-2"}
    assert claims["aud"] == options.client_id
    assert claims["exp"] == claims["iat"] + 60
    assert claims[f"{CLAIM}deployment_id"] == "1"
    assert claims[f"{CLAIM}target_link_uri"] == options.redirect_uri
    assert claims[f"{CLAIM}message_type"] == "LtiResourceLinkRequest"
    assert claims[f"{CLAIM}version"] == "1.3.0"
    assert claims[f"{CLAIM}roles"] == [f"{ROLE}Learner"]
    assert claims[f"{CLAIM}context"] == {
        "id": "2",
        "label": "ALG1",
        "title": "Álgebra Lineal I",
        "type": ["CourseSection"],
    }
    assert claims[f"{CLAIM}resource_link"]["id"] == "1"
    assert claims["email"] == "ana.benitez@example.org"
    assert claims["name"] == "Ana Benítez"
    assert claims[f"{CLAIM}tool_platform"]["product_family_code"] == "moodle"
    assert claims[MEMBERSHIPS]["service_versions"] == ["1.0", "2.0"]


def test_a_launch_has_moodles_quirks(tool: ActingTool) -> None:
    claims = tool.launch(ALGEBRA_CMID)
    custom = claims[f"{CLAIM}custom"]
    presentation = claims[f"{CLAIM}launch_presentation"]

    assert custom["Middle_Name"] is None
    assert custom["middle_name"] is None
    assert custom["User_TZ"] == custom["user_tz"] == "America/Argentina/Buenos_Aires"
    assert custom["context_memberships_url"].startswith(
        "http://127.0.0.1:8001/mod/lti/services.php"
    )
    assert presentation["document_target"] == "iframe"
    assert "launch_container=3&instanceid=1&sesskey=" in presentation["return_url"]
    assert "\r\n\r\n" in claims[f"{CLAIM}resource_link"]["description"]


def test_the_token_names_its_key_as_moodle_does(tool: ActingTool) -> None:
    form = only_form(ask(tool).text)
    header = jwt.get_unverified_header(form.fields["id_token"])

    assert set(header) == {"typ", "alg", "kid"}
    assert (header["typ"], header["alg"], len(header["kid"])) == ("JWT", "RS256", 20)


def test_the_published_key_has_no_private_numbers(client: FlaskClient) -> None:
    reply = client.get("/mod/lti/certs.php")
    (key,) = json.loads(reply.text)["keys"]

    assert set(key) == {"kty", "alg", "kid", "e", "n", "use"}
    assert reply.content_type == "application/json; charset=utf-8"
    assert "Cache-Control" not in reply.headers


def test_a_person_has_the_role_and_the_locale_of_each_course(tool: ActingTool) -> None:
    tool.be(CAMILLE)
    in_algebra, in_systems = tool.launch(ALGEBRA_CMID), tool.launch(OPERATING_SYSTEMS_CMID)

    assert in_algebra["sub"] == in_systems["sub"] == CAMILLE
    assert in_algebra[f"{CLAIM}roles"] == [f"{ROLE}Learner"]
    assert in_systems[f"{CLAIM}roles"] == [f"{ROLE}Instructor"]
    assert in_systems[f"{CLAIM}launch_presentation"]["locale"] == "fr"


def test_an_instructor_launches_as_instructor(tool: ActingTool) -> None:
    tool.be(MARIANA)

    assert tool.launch(ALGEBRA_CMID)[f"{CLAIM}roles"] == [f"{ROLE}Instructor"]


def test_a_phone_is_told_that_the_tool_fills_the_page(tool: ActingTool) -> None:
    presentation = tool.launch(ALGEBRA_CMID, IPHONE)[f"{CLAIM}launch_presentation"]

    assert presentation["document_target"] == "frame"
    assert "launch_container=5" in presentation["return_url"]


@pytest.mark.parametrize(
    "changes",
    [
        {"redirect_uri": "http://localhost:8000/lti/launch/"},
        {"redirect_uri": "http://LOCALHOST:8000/lti/launch"},
        {"redirect_uri": "https://evil.example/"},
        {"redirect_uri": None},
        {"nonce": None},
        {"nonce": ""},
        {"login_hint": None},
        {"client_id": None},
        {"scope": "openid email"},
        {"scope": None},
        {"response_type": "code"},
        {"response_type": None},
        {"lti_message_hint": None},
        {"lti_message_hint": "[]"},
        {"lti_message_hint": "{"},
        {"lti_message_hint": '{"launchid":["x"]}'},
        {"lti_message_hint": '{"cmid":2,"launchid":"ltilaunch1_1"}'},
    ],
    ids=str,
)
def test_a_request_that_cannot_be_answered_gives_an_error_page(
    tool: ActingTool, changes: dict[str, str | None]
) -> None:
    reply = ask(tool, **changes)

    assert reply.status_code == 404
    assert "Invalid request" in reply.text
    assert "ltiAuthForm" not in reply.text


def test_a_message_hint_must_come_back_unchanged(tool: ActingTool) -> None:
    initiation = tool.login_initiation(ALGEBRA_CMID)
    spaced = json.dumps(json.loads(initiation.fields["lti_message_hint"]), indent=1)
    asked = tool.request_for(initiation, lti_message_hint=spaced)
    reply = tool.client.get("/mod/lti/auth.php", query_string=asked)

    assert reply.status_code == 404


def test_a_launch_is_answered_once(tool: ActingTool) -> None:
    asked = tool.request_for(tool.login_initiation(ALGEBRA_CMID))
    first = tool.client.get("/mod/lti/auth.php", query_string=asked)
    second = tool.client.get("/mod/lti/auth.php", query_string=asked)

    assert (first.status_code, second.status_code) == (200, 404)


def test_the_launch_of_somebody_else_is_unknown_and_stays_unspent(tool: ActingTool) -> None:
    asked = tool.request_for(tool.login_initiation(ALGEBRA_CMID))
    tool.be(JOAQUIN)
    stolen = tool.client.get("/mod/lti/auth.php", query_string={**asked, "login_hint": JOAQUIN})
    tool.be(ANA)
    own = tool.client.get("/mod/lti/auth.php", query_string=asked)

    assert (stolen.status_code, own.status_code) == (404, 200)


@pytest.mark.parametrize(
    ("changes", "error", "description"),
    [
        ({"client_id": "another"}, "unauthorized_client", None),
        ({"login_hint": JOAQUIN}, "access_denied", None),
        ({"response_mode": "query"}, "invalid_request", "Invalid response_mode"),
        ({"response_mode": None}, "invalid_request", "Invalid response_mode"),
        ({"prompt": "login"}, "invalid_request", "Invalid prompt"),
    ],
    ids=str,
)
def test_a_refused_request_is_posted_to_the_tool_as_an_error(
    tool: ActingTool, changes: dict[str, str | None], error: str, description: str | None
) -> None:
    form = only_form(ask(tool, **changes).text)

    assert form.action == "http://localhost:8000/lti/launch"
    assert form.fields["error"] == error
    assert form.fields.get("error_description") == description
    assert form.fields["state"] == "state-1"
    assert "id_token" not in form.fields


def test_a_refused_launch_is_spent(tool: ActingTool) -> None:
    initiation = tool.login_initiation(ALGEBRA_CMID)
    tool.client.get("/mod/lti/auth.php", query_string=tool.request_for(initiation, prompt="login"))
    again = tool.client.get("/mod/lti/auth.php", query_string=tool.request_for(initiation))

    assert again.status_code == 404


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_request_without_the_cookie_is_posted_again_from_a_page_of_this_site(
    tool: ActingTool, method: str
) -> None:
    asked = tool.request_for(tool.login_initiation(ALGEBRA_CMID), state='"><script>')
    place = "query_string" if method == "GET" else "data"
    framed = tool.client.application.test_client()
    form = only_form(framed.open("/mod/lti/auth.php", method=method, **{place: asked}).text)
    answer = only_form(tool.client.post(form.action, data=form.fields).text)

    assert form.fields["repost"] == "true"
    assert form.action.split("?")[0] == "/mod/lti/auth.php"
    assert answer.fields["state"] == '"><script>'
    assert tool.verified(answer.fields["id_token"])["sub"] == ANA


def test_a_reposted_request_that_still_has_no_cookie_gives_an_error_page(
    tool: ActingTool, client: FlaskClient
) -> None:
    asked = tool.request_for(tool.login_initiation(ALGEBRA_CMID))
    client.delete_cookie("PracticeSession", domain="127.0.0.1")
    reply = client.post("/mod/lti/auth.php", data={**asked, "repost": "true"})

    assert reply.status_code == 404
