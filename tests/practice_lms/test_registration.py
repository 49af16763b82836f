"""LTI Dynamic Registration, from the administrator's form to a tool that waits to be activated."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from practice_lms.registration import PLATFORM, TOOL
from practice_lms.roster import ROSTER_SCOPE
from tests.practice_lms.acting_tool import ANA, OLIVER, TERESA, ActingTool

START = "/mod/lti/startltiadvregistration.php"
ENDPOINT = "/mod/lti/openid-registration.php"
ELSEWHERE = "https://tool.example/lti/register?invite=abc"


def payload(**changes: object) -> dict[str, Any]:
    address = "https://tool.example"
    whole = {
        "application_type": "web",
        "response_types": ["id_token"],
        "grant_types": ["implicit", "client_credentials"],
        "initiate_login_uri": f"{address}/login",
        "redirect_uris": [f"{address}/launch"],
        "client_name": "A <b>tool</b>",
        "jwks_uri": f"{address}/jwks",
        "token_endpoint_auth_method": "private_key_jwt",
        "scope": ROSTER_SCOPE,
        TOOL: {
            "domain": "tool.example",
            "description": "What it does",
            "target_link_uri": f"{address}/launch",
            "claims": ["iss", "sub", "name", "email"],
            "custom_parameters": {
                "context_history": "$Context.id.history",
                "silabo_time_zone": "$Person.address.timezone",
            },
            "messages": [{"type": "LtiResourceLinkRequest"}, {"type": "LtiDeepLinkingRequest"}],
        },
    } | changes
    return {name: value for name, value in whole.items() if value is not None}


def begin(tool: ActingTool, url: str = ELSEWHERE, **query: str) -> dict[str, list[str]]:
    """The query that the tool is opened with."""
    tool.be(TERESA)
    reply = tool.client.get(START, query_string={"url": url, "email": "1", **query})
    assert reply.status_code == 303
    return parse_qs(urlsplit(reply.location).query)


def register(tool: ActingTool, token: str, sent: object = None) -> TestResponse:
    headers = {"Authorization": f"Bearer {token}"}
    return tool.client.post(ENDPOINT, json=sent or payload(), headers=headers)


def test_the_configuration_says_what_moodles_says(client: FlaskClient) -> None:
    said = client.get("/mod/lti/openid-configuration.php").json

    assert said["issuer"] == "http://127.0.0.1:8001"
    assert said["registration_endpoint"] == f"http://127.0.0.1:8001{ENDPOINT}"
    assert said["token_endpoint_auth_methods_supported"] == ["private_key_jwt"]
    assert ROSTER_SCOPE in said["scopes_supported"]
    assert said[PLATFORM]["product_family_code"] == "moodle"


def test_the_tool_is_opened_with_its_own_query_and_two_parameters(tool: ActingTool) -> None:
    query = begin(tool)

    assert query["invite"] == ["abc"]
    assert query["openid_configuration"] == [
        "http://127.0.0.1:8001/mod/lti/openid-configuration.php"
    ]
    assert len(query["registration_token"]) == 1


def test_a_new_tool_waits_to_be_activated_with_what_it_asked_for(tool: ActingTool) -> None:
    reply = register(tool, begin(tool)["registration_token"][0])
    granted = reply.json[TOOL]

    assert reply.status_code == 200
    assert reply.json["client_name"] == "A tool"
    assert len(reply.json["client_id"]) == 15
    assert granted["deployment_id"] == "2"
    assert {"name", "email"} <= set(granted["claims"])
    assert granted["messages"] == [{"type": "LtiDeepLinkingRequest"}]
    assert "Pendiente" in page(tool, "/mod/lti/toolconfigure.php")
    assert "A tool" not in page(tool, "/course/modedit.php?course=2")
    tool.turn(2)
    assert "A tool" in page(tool, "/course/modedit.php?course=2")


def test_addresses_can_be_refused(tool: ActingTool) -> None:
    granted = register(tool, begin(tool, email="")["registration_token"][0]).json[TOOL]

    assert "email" not in granted["claims"]


def test_a_known_tool_is_renewed_and_keeps_its_client_id(tool: ActingTool) -> None:
    tool.be(TERESA)
    known = "http://localhost:8000/lti/register"
    choice = tool.client.get(START, query_string={"url": known, "email": "1"})
    token = begin(tool, known, type="1")["registration_token"][0]
    address = "http://localhost:8000"
    mine = {**payload()[TOOL], "domain": "localhost:8000", "target_link_uri": f"{address}/new"}
    reply = register(tool, token, payload(**{TOOL: mine}))

    assert "&amp;type=1" in choice.text
    assert "&amp;type=new" in choice.text
    assert (reply.json["client_id"], reply.json[TOOL]["deployment_id"]) == ("silabo-practice", "1")
    assert tool.login_initiation(2).fields["target_link_uri"] == f"{address}/new"


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"jwks_uri": None}, "missing required attribute jwks_uri"),
        ({"initiate_login_uri": None}, "missing required attribute initiate_login_uri"),
        ({"redirect_uris": "https://tool.example"}, "missing required attribute redirect_uris"),
        ({"client_name": ""}, "missing required attribute client_name"),
        ({"response_types": ["code"]}, "invalid_response_types"),
        ({"token_endpoint_auth_method": "none"}, "invalid_token_endpoint_auth_method"),
        ({"application_type": "native"}, "invalid_application_type"),
        ({TOOL: None}, f"missing required attribute {TOOL}"),
        (
            {TOOL: {"domain": "tool.example:444", "target_link_uri": "https://tool.example/"}},
            "domain_targetlinkuri_mismatch",
        ),
    ],
    ids=str,
)
def test_a_payload_that_moodle_refuses_is_refused_in_plain_text(
    tool: ActingTool, changes: dict[str, object], text: str
) -> None:
    token = begin(tool)["registration_token"][0]
    reply = register(tool, token, payload(**changes))

    assert (reply.status_code, reply.mimetype, reply.text) == (400, "text/plain", text)
    assert register(tool, token).status_code == 200  # what was refused has not used the token up


@pytest.mark.parametrize("odd", [7, "email", {"email": 1}, [None, 7, ["email"]]], ids=str)
def test_wishes_of_another_shape_are_no_wishes(tool: ActingTool, odd: object) -> None:
    token = begin(tool)["registration_token"][0]
    wishes = {**payload()[TOOL], "claims": odd, "messages": odd}
    reply = register(tool, token, payload(**{TOOL: wishes}))

    assert reply.status_code == 200
    assert reply.json[TOOL]["claims"] == ["iss", "sub"]
    assert reply.json[TOOL]["messages"] == []


def test_a_registration_token_registers_once(tool: ActingTool) -> None:
    token = begin(tool)["registration_token"][0]

    assert register(tool, token).status_code == 200
    assert register(tool, token).status_code == 401


@pytest.mark.parametrize("authorization", ["", "Bearer ", "Bearer x.y.z", "Basic abc"])
def test_without_a_good_token_nothing_is_registered(
    client: FlaskClient, authorization: str
) -> None:
    headers = {"Authorization": authorization} if authorization else {}
    reply = client.post(ENDPOINT, json=payload(), headers=headers)

    assert reply.status_code == 401


def test_a_launch_token_is_no_registration_token(tool: ActingTool) -> None:
    form = tool.login_initiation(2)
    launched = tool.client.get("/mod/lti/auth.php", query_string=tool.request_for(form))
    token = launched.text.partition('name="id_token" value="')[2].partition('"')[0]

    assert token.count(".") == 2
    assert register(tool, token).status_code == 401


@pytest.mark.parametrize("path", ["/mod/lti/toolconfigure.php", f"{START}?url={ELSEWHERE}"])
def test_tools_are_for_administrators(tool: ActingTool, path: str) -> None:
    tool.be(ANA)
    student = tool.client.get(path)
    tool.be(OLIVER)

    assert student.status_code == 403
    assert tool.client.get(path).status_code in {200, 303}


def test_only_the_page_of_a_registration_may_frame_an_unknown_tool(tool: ActingTool) -> None:
    tool.be(TERESA)
    query = {"url": ELSEWHERE}
    registering = tool.client.get("/mod/lti/toolconfigure.php", query_string=query)
    other = tool.client.get("/mod/lti/toolconfigure.php")

    assert " https://tool.example;" in registering.headers["Content-Security-Policy"]
    assert "tool.example" not in other.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "tool.example", "https://a b/", "https://a;script-src *"]
)
def test_what_is_no_address_is_not_framed(tool: ActingTool, url: str) -> None:
    tool.be(TERESA)
    reply = tool.client.get("/mod/lti/toolconfigure.php", query_string={"url": url})

    assert "<iframe" not in reply.text
    assert 'role="alert"' in reply.text
    assert tool.client.get(START, query_string={"url": url}).status_code == 400


def page(tool: ActingTool, path: str) -> str:
    tool.be(TERESA)
    return tool.client.get(path, headers={"Accept-Language": "es"}).text
