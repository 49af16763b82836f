"""An address from the roster, where the launch brings none; and nothing of it stops a launch."""

import re
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from flask.testing import FlaskClient

from lti_app.lti import roster
from lti_app.lti.keys import public_keys
from silabo.storage import registrations
from silabo.storage.tables import Launch, Person, Platform
from tests.lms import CLAIM, register
from tests.lti_app.lti.moodle import ROSTER_SCOPE, Moodle
from tests.lti_app.lti.served import Answer, Asked, serving
from wiring.parts import System, build
from wiring.settings import Settings

NRPS = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"
ANA = {"user_id": "3", "status": "Active", "roles": ["Learner"], "email": "ana@example.org"}


@pytest.fixture
def system(db: None, settings: Settings) -> System:
    """A tool of its own: the cache of tokens lives as long as it."""
    return build(settings)


@pytest.fixture
def client(system: System, moodle: Moodle) -> FlaskClient:
    """A browser; the platform is registered."""
    register(moodle.platform)
    client = system.app.test_client()
    client.environ_base["wsgi.url_scheme"] = "https"
    client.environ_base["HTTP_HOST"] = "tool.example"
    return client


def service(moodle: Moodle, url: object = None) -> dict[str, Any]:
    return {NRPS: {"context_memberships_url": url or moodle.roster_url}}


def launched(client: FlaskClient, moodle: Moodle, **changes: Any) -> str:
    """Launch without an address, and return the one that is kept."""
    claims = {"email": None, **service(moodle), **changes}
    answer = moodle.platform.launch(client, **claims)
    assert answer.status_code == 303, answer.text
    return str(Person.get().email)


def member(number: int, **changes: Any) -> dict[str, Any]:
    return {"user_id": f"m{number}", "roles": ["Learner"], "email": f"m{number}@example.org"} | (
        changes
    )


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


def test_the_roster_is_asked_as_the_activity_and_for_pages_of_a_size(
    client: FlaskClient, moodle: Moodle
) -> None:
    moodle.members = [ANA]
    launched(client, moodle, **{f"{CLAIM}resource_link": {"id": "a&b=ñ"[:3]}})

    (asked,) = moodle.asked_for("services.php/2/memberships")
    assert asked.query == {"rlid": ["a&b"], "limit": ["200"]}
    assert asked.headers["Authorization"] == "Bearer token-1"
    assert asked.headers["Accept"].startswith("application/vnd.ims.lti-nrps.v2")


def test_a_roster_address_keeps_its_own_query(client: FlaskClient, moodle: Moodle) -> None:
    moodle.members = [ANA]
    launched(client, moodle, **service(moodle, f"{moodle.roster_url}?tenant=1"))

    (asked,) = moodle.asked_for("services.php/2/memberships")
    assert asked.query["tenant"] == ["1"]


def test_the_token_is_asked_for_with_an_assertion_that_our_published_key_proves(
    client: FlaskClient, moodle: Moodle, settings: Settings
) -> None:
    moodle.members = [ANA]
    launched(client, moodle)

    (asked,) = moodle.asked_for("token.php")
    (published,) = public_keys(settings.keys_dir)["keys"]
    assertion = asked.form["client_assertion"]
    claims = jwt.decode(
        assertion, jwt.PyJWK(published).key, algorithms=["RS256"], audience=moodle.url("token.php")
    )
    assert asked.form["grant_type"] == "client_credentials"
    assert asked.form["scope"] == ROSTER_SCOPE
    assert asked.form["client_assertion_type"].endswith("client-assertion-type:jwt-bearer")
    assert jwt.get_unverified_header(assertion)["kid"] == published["kid"]
    assert claims["iss"] == claims["sub"] == moodle.client_id
    assert 0 < claims["exp"] - time.time() <= 60
    assert len(claims["jti"]) > 20


def test_a_token_is_asked_for_once_in_its_life(client: FlaskClient, moodle: Moodle) -> None:
    moodle.members = [ANA]
    for _ in range(3):
        launched(client, moodle)

    assert len(moodle.asked_for("token.php")) == 1


@pytest.mark.parametrize(
    ("expires_in", "asked"),
    [
        (3600, 1),
        (3600.5, 1),
        ("3600", 1),
        (61, 1),
        (60, 2),
        (0, 2),
        (-5, 2),
        (None, 2),
        ("x", 2),
        ([], 2),
        (10**400, 2),
        (float("nan"), 2),
        (float("inf"), 1),
    ],
    ids=lambda value: repr(value)[:9],
)
def test_a_token_is_kept_until_a_minute_before_its_end(
    client: FlaskClient, moodle: Moodle, expires_in: object, asked: int
) -> None:
    moodle.members = [ANA]
    given = {"access_token": "token-x", "expires_in": expires_in}
    moodle.site.answers["/mod/lti/token.php"] = Answer(given)

    found = [launched(client, moodle) for _ in range(2)]

    assert found == [ANA["email"]] * 2
    assert len(moodle.asked_for("token.php")) == asked


def test_a_token_of_endless_life_is_kept_for_a_day(
    client: FlaskClient, moodle: Moodle, monkeypatch: pytest.MonkeyPatch
) -> None:
    moodle.members = [ANA]
    given = {"access_token": "token-x", "expires_in": float("inf")}
    moodle.site.answers["/mod/lti/token.php"] = Answer(given)
    launched(client, moodle)
    now = time.monotonic()
    monkeypatch.setattr("lti_app.lti.service_tokens.time.monotonic", lambda: now + 24 * 3600)

    launched(client, moodle)

    assert len(moodle.asked_for("token.php")) == 2


def test_a_token_that_the_platform_took_back_is_renewed_once(
    client: FlaskClient, moodle: Moodle
) -> None:
    moodle.members = [ANA]
    launched(client, moodle)
    path = "/mod/lti/services.php/2/memberships"

    def only_the_second(asked: Asked) -> Answer:
        good = asked.headers["Authorization"] == "Bearer token-2"
        return moodle.roster(asked) if good else Answer(status=401)

    moodle.site.answers[path] = only_the_second
    Person.update(email="").execute()

    assert launched(client, moodle) == ANA["email"]
    assert len(moodle.asked_for("token.php")) == 2


def test_two_platforms_have_tokens_of_their_own(
    system: System, moodle: Moodle, platform_key: rsa.RSAPrivateKey
) -> None:
    cache = system.lti.service_tokens
    cache.keep(1, "scope", "of-one", 3600)

    assert cache.get(1, "scope") == "of-one"
    assert cache.get(2, "scope") is None
    assert cache.get(1, "other") is None


def test_later_pages_are_asked_for_as_the_platform_wrote_them(
    client: FlaskClient, moodle: Moodle
) -> None:
    moodle.page_size = 2
    moodle.members = [member(n) for n in range(4)] + [ANA]

    assert launched(client, moodle) == ANA["email"]
    asked = moodle.asked_for("services.php/2/memberships")
    assert [each.query.get("Case") for each in asked] == [None, ["AbC"], ["AbC"]]


def test_nobody_is_asked_for_pages_after_the_person_was_found(
    client: FlaskClient, moodle: Moodle
) -> None:
    moodle.page_size = 1
    moodle.members = [ANA, member(1), member(2)]

    launched(client, moodle)

    assert len(moodle.asked_for("services.php/2/memberships")) == 1


def test_a_roster_without_an_end_is_left_after_fifty_pages(
    client: FlaskClient, moodle: Moodle
) -> None:
    moodle.page_size = 1
    moodle.members = [member(n) for n in range(60)] + [ANA]

    assert launched(client, moodle) == ""
    assert len(moodle.asked_for("services.php/2/memberships")) == 50


@pytest.mark.parametrize(
    "link",
    [
        '<https://evil.example/next>; rel="next"',
        '<http://127.0.0.1:1/next>; rel="next"',
        '<https://127.0.0.1/next>; rel="next"',
        '<//evil.example/next>; rel="next"',
        "<http://[>; rel=next",
        '<{same}>; rel="next"',
        '<{same}>; rel="prev"',
        "<>" * 4000,
        "<" * 8000,
        '<a>; rel="next' * 500,
        "garbage",
        "",
    ],
    ids=lambda link: link[:30],
)
def test_a_next_page_elsewhere_is_no_next_page(
    client: FlaskClient, moodle: Moodle, link: str
) -> None:
    asked_at: list[str] = []

    def page(asked: Asked) -> Answer:
        asked_at.append(asked.path)
        same = f"{moodle.roster_url}?rlid=1&limit=200"
        return Answer({"members": []}, headers={"Link": link.replace("{same}", same)})

    moodle.site.answers["/mod/lti/services.php/2/memberships"] = page
    before = time.monotonic()

    assert launched(client, moodle) == ""
    assert len(asked_at) == 1
    assert time.monotonic() - before < 5


def test_a_token_is_never_shown_to_another_origin(client: FlaskClient, moodle: Moodle) -> None:
    with serving() as other:
        other.answers["/next"] = Answer({"members": [ANA]})
        following = {"Link": f'<{other.address}/next>; rel="next"'}
        first = Answer({"members": []}, headers=following)
        moodle.site.answers["/mod/lti/services.php/2/memberships"] = first

        assert launched(client, moodle) == ""
        assert other.asked == []


def test_a_next_page_may_be_named_relatively(client: FlaskClient, moodle: Moodle) -> None:
    def page(asked: Asked) -> Answer:
        more = {"Link": "<?from=1>; rel=next"}
        first = "from" not in asked.query
        return Answer({"members": [] if first else [ANA]}, headers=more if first else {})

    moodle.site.answers["/mod/lti/services.php/2/memberships"] = page

    assert launched(client, moodle) == ANA["email"]


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
        time.sleep(0.2)
        return moodle.roster(asked)

    moodle.page_size = 1
    moodle.members = [member(n) for n in range(40)] + [ANA]
    moodle.site.answers["/mod/lti/services.php/2/memberships"] = slowly
    before = time.monotonic()

    assert launched(client, moodle) == ""
    assert time.monotonic() - before < 5


def test_a_large_course_comes_in_pages_larger_than_other_answers_may_be(
    client: FlaskClient, moodle: Moodle
) -> None:
    moodle.members = [member(n, name="x" * 1000) for n in range(200)] + [ANA]

    assert launched(client, moodle) == ANA["email"]


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
