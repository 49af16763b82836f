"""Registrations of one issuer, which sign with the same key: what is of one opens nothing of
another. And what we sign ourselves opens nothing at all.
"""

from typing import Any

import pytest

from lti_app.lti.deep_linking import respond
from lti_app.lti.options import LtiOptions
from lti_app.lti.signing import SigningKey, sign, signing_key
from silabo.domain.people import DeepLinkRequest
from silabo.storage import platforms, registrations
from silabo.storage.tables import Course, Launch
from tests.lms import CLAIM, FakePlatform, register
from tests.lti_app.lti.launches import post, refused
from tests.world import World

DEPLOYMENT = f"{CLAIM}deployment_id"


@pytest.fixture
def sister(world: World) -> FakePlatform:
    """A second registration of the same issuer and keys, with a deployment of its own."""
    found = FakePlatform(
        key=world.platform.key, address=world.platform.address, client_id="other", deployment_id="9"
    )
    register(found)
    return found


@pytest.fixture
def own_key(world: World) -> SigningKey:
    """The key that the tool signs with."""
    options: LtiOptions = world.system.web.lti
    return signing_key(options.keys_dir)


@pytest.mark.row("lti-23")
@pytest.mark.row("attack-2")
@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"aud": "other"}, 401, "wrong_audience"),
        ({"aud": "other", DEPLOYMENT: "9"}, 401, "wrong_audience"),
        ({"aud": ["silabo", "other"], "azp": "silabo"}, 401, "wrong_audience"),
        ({"azp": "other"}, 401, "wrong_audience"),
        ({DEPLOYMENT: "9"}, 403, "unknown_deployment"),
    ],
)
def test_a_token_for_the_sister_in_the_login_of_the_other_is_refused(
    world: World, sister: FakePlatform, changes: dict[str, Any], status: int, code: str
) -> None:
    client = world.browser()
    started = world.platform.login(client)
    token = world.platform.sign(world.platform.claims(started.nonce, **changes))

    refused(post(client, started, token), status, code)


@pytest.mark.row("lti-8")
def test_a_good_token_with_the_state_of_the_sisters_login(
    world: World, sister: FakePlatform
) -> None:
    client = world.browser()
    mine, hers = world.platform.login(client), sister.login(client)
    token = world.platform.sign(world.platform.claims(mine.nonce))

    refused(post(client, hers, token), 400, "nonce_mismatch")
    assert post(client, mine, token).status_code == 303


@pytest.mark.row("lti-30")
@pytest.mark.row("lti-7")
def test_a_token_of_one_deployment_is_played_again_in_another(world: World) -> None:
    registrations.add_deployment(1, "2")
    client = world.browser()
    second = world.platform.login(client, lti_deployment_id="2")
    token = world.platform.sign(world.platform.claims(second.nonce, **{DEPLOYMENT: "2"}))
    first = world.platform.login(client)

    refused(post(client, first, token), 400, "nonce_mismatch")
    assert post(client, second, token).status_code == 303
    assert post(client, second, token).status_code == 400


@pytest.mark.row("lti-44")
def test_the_same_course_id_of_two_sisters_is_two_courses(
    world: World, sister: FakePlatform
) -> None:
    client = world.browser()

    assert world.platform.launch(client).status_code == 303
    assert sister.launch(client).status_code == 303
    assert {(row.platform_id, row.deployment_id) for row in Course.select()} == {(1, "1"), (2, "9")}
    assert len({row.course_id for row in Launch.select()}) == 2


@pytest.mark.row("lti-9")
def test_the_secret_of_the_sisters_login_binds_nothing_of_the_other(
    world: World, sister: FakePlatform
) -> None:
    mine, hers = world.platform.login(world.browser()), sister.login(world.browser())
    thief = world.browser()
    thief.set_cookie(f"__Host-lti_{mine.state[:8]}", hers.secret, domain="tool.example")

    page = post(thief, mine, world.platform.sign(world.platform.claims(mine.nonce)))

    assert page.status_code == 200
    assert not Launch.select().exists()


@pytest.mark.row("lti-29")
def test_our_own_answer_to_a_placing_is_no_launch(world: World, own_key: SigningKey) -> None:
    client = world.browser()
    started = world.platform.login(client)
    wanted = DeepLinkRequest(return_url="https://lms.example/dl", deployment_id="1", data=None)
    answer = respond(wanted, platforms.get(1), own_key, title="Ask the course", documents=[])

    refused(post(client, started, answer), 400, "nonce_mismatch")


@pytest.mark.row("lti-13")
def test_a_launch_that_our_own_key_signed_is_of_a_stranger(
    world: World, own_key: SigningKey
) -> None:
    client = world.browser()
    started = world.platform.login(client)
    token = sign(world.platform.claims(started.nonce), own_key)

    refused(post(client, started, token), 401, "unknown_key")
