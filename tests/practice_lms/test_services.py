"""Access tokens and the roster, as tools ask for them."""

import pytest
from werkzeug.test import TestResponse

from practice_lms.access_tokens import LIFE_S, MOST, AccessTokens
from practice_lms.roster import ROSTER_SCOPE, ROSTER_TYPE
from practice_lms.service_pages import ASSERTION_TYPE, MEMBERS_A_PAGE
from tests.practice_lms.acting_tool import ANA, GABRIEL, MARIANA, ActingTool
from tests.practice_lms.signing_tool import SigningTool

CLIENT = "silabo-practice"
TOKEN_URL = "http://127.0.0.1:8001/mod/lti/token.php"
MEMBERSHIPS = "/mod/lti/services.php/CourseSection/2/bindings/1/memberships"
PROOF = {"iss": CLIENT, "sub": CLIENT, "aud": TOKEN_URL, "jti": "1"}


def ask_token(signed: ActingTool, assertion: str, **changes: str) -> TestResponse:
    fields = {
        "grant_type": "client_credentials",
        "client_assertion_type": ASSERTION_TYPE,
        "client_assertion": assertion,
        "scope": ROSTER_SCOPE,
    }
    return signed.client.post("/mod/lti/token.php", data=fields | changes)


@pytest.fixture
def token(signed: ActingTool, signing_tool: SigningTool) -> str:
    return ask_token(signed, signing_tool.sign(PROOF)).json["access_token"]


def roster(
    signed: ActingTool, token: str, query: str = "", accept: str = ROSTER_TYPE
) -> TestResponse:
    headers = {"Authorization": f"Bearer {token}", "Accept": accept}
    return signed.client.get(MEMBERSHIPS + query, headers=headers)


def everybody(signed: ActingTool, token: str, query: str = "") -> dict[str, dict[str, object]]:
    """The members of all pages by their id."""
    found: dict[str, dict[str, object]] = {}
    page = roster(signed, token, query)
    while True:
        found |= {each["user_id"]: each for each in page.json["members"]}
        if "Link" not in page.headers:
            return found
        following = page.headers["Link"].split(">")[0].removeprefix("<")
        page = roster(signed, token, "?" + following.partition("?")[2])


def test_a_tool_that_proves_itself_gets_a_token_for_an_hour(
    signed: ActingTool, signing_tool: SigningTool
) -> None:
    reply = ask_token(signed, signing_tool.sign(PROOF), scope=f"{ROSTER_SCOPE} another")

    assert reply.json["scope"] == ROSTER_SCOPE
    assert (reply.json["token_type"], reply.json["expires_in"]) == ("Bearer", LIFE_S)


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "another"},
        {"sub": "another"},
        {"aud": "https://lms.example/token.php"},
        {"exp": 1},
        {"kid": "another"},
    ],
    ids=str,
)
def test_a_wrong_proof_gets_no_token(
    signed: ActingTool, signing_tool: SigningTool, wrong: dict[str, object]
) -> None:
    reply = ask_token(signed, signing_tool.sign(PROOF, **wrong))

    assert (reply.status_code, reply.json["error"]) == (400, "invalid_client")


def test_a_proof_by_another_key_gets_no_token(signed: ActingTool) -> None:
    reply = ask_token(signed, SigningTool().sign(PROOF))

    assert (reply.status_code, reply.json["error"]) == (400, "invalid_client")


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"scope": "another"}, "invalid_scope"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"client_assertion_type": "secret"}, "invalid_request"),
        ({"client_assertion": "x.y"}, "invalid_client"),
    ],
)
def test_a_wrong_request_gets_no_token(
    signed: ActingTool, signing_tool: SigningTool, changes: dict[str, str], error: str
) -> None:
    reply = ask_token(signed, signing_tool.sign(PROOF), **changes)

    assert (reply.status_code, reply.json["error"]) == (400, error)


def test_the_roster_comes_in_pages_with_moodles_short_roles(signed: ActingTool, token: str) -> None:
    first = roster(signed, token)
    members = everybody(signed, token)

    assert len(first.json["members"]) == MEMBERS_A_PAGE
    assert set(members) == {"3", "4", "5", "7", "8"}
    assert members[MARIANA]["roles"] == ["Instructor"]
    assert members[GABRIEL]["roles"] == ["Learner"]
    assert members[ANA] == {
        "status": "Active",
        "roles": ["Learner"],
        "user_id": ANA,
        "name": "Ana Benítez",
        "given_name": "Ana",
        "family_name": "Benítez",
        "email": "ana.benitez@example.org",
    }


def test_the_roster_can_be_asked_for_a_role_and_in_smaller_pages(
    signed: ActingTool, token: str
) -> None:
    assert set(everybody(signed, token, "?role=Instructor")) == {MARIANA}
    assert len(roster(signed, token, "?limit=2").json["members"]) == 2
    assert len(everybody(signed, token, "?limit=2")) == 5


@pytest.mark.parametrize(("link", "status"), [("1", 200), ("2", 404), ("99", 404)])
def test_the_roster_knows_the_activities_of_its_course(
    signed: ActingTool, token: str, link: str, status: int
) -> None:
    assert roster(signed, token, f"?rlid={link}").status_code == status


def test_the_roster_wants_its_own_type_and_a_token(signed: ActingTool, token: str) -> None:
    assert roster(signed, token, accept="application/json").status_code == 400
    assert roster(signed, "another").status_code == 401


def test_what_is_not_shared_is_not_in_the_roster(signed: ActingTool, token: str) -> None:
    signed.turn(off=("share_name", "roster_email"))

    assert everybody(signed, token)[ANA] == {
        "status": "Active",
        "roles": ["Learner"],
        "user_id": ANA,
    }
    signed.turn(off=("roster",))
    assert roster(signed, token).status_code == 401


def test_a_token_ends_and_the_oldest_goes_when_there_are_too_many() -> None:
    now = 0.0
    tokens = AccessTokens(clock=lambda: now)
    scopes = frozenset({"one"})
    first = tokens.give(1, scopes)
    others = [tokens.give(1, scopes) for _ in range(MOST)]

    assert not tokens.allows(first, 1, "one")
    assert tokens.allows(others[0], 1, "one")
    assert not tokens.allows(others[0], 2, "one")
    assert not tokens.allows(others[0], 1, "two")
    now = LIFE_S + 1
    assert not tokens.allows(others[0], 1, "one")
