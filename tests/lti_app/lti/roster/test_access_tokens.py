"""The token that the roster is asked with: proved, kept for its life, and shown to nobody else."""

import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from flask.testing import FlaskClient

from lti_app.lti.keys import public_keys
from silabo.storage.tables import Person
from tests.lti_app.lti.moodle import ROSTER_SCOPE, Moodle
from tests.lti_app.lti.roster.members import ANA, launched
from tests.lti_app.lti.served import Answer, Asked, serving
from wiring.parts import System
from wiring.settings import Settings


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


def test_a_token_is_never_shown_to_another_origin(client: FlaskClient, moodle: Moodle) -> None:
    with serving() as other:
        other.answers["/next"] = Answer({"members": [ANA]})
        following = {"Link": f'<{other.address}/next>; rel="next"'}
        first = Answer({"members": []}, headers=following)
        moodle.site.answers["/mod/lti/services.php/2/memberships"] = first

        assert launched(client, moodle) == ""
        assert other.asked == []
