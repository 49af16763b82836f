import re

import pytest
from flask.testing import FlaskClient

from silabo.storage.tables import Launch, PendingLaunch
from tests.lms import StartedLogin
from tests.lti_app.lti.launches import post, refused
from tests.world import World


def held(world: World, client: FlaskClient | None = None) -> tuple[StartedLogin, str]:
    """A valid launch in a browser that kept no cookie: its login, and the code of its page."""
    started = world.platform.login(world.browser())
    token = world.platform.sign(world.platform.claims(started.nonce))
    page = post(client or world.browser(), started, token)
    found = re.search(r'data-code="([^"]+)"', page.text)
    assert found, page.text
    return started, found[1]


@pytest.mark.row("lti-9")
@pytest.mark.row("attack-5")
def test_an_answer_in_a_browser_that_did_not_ask_opens_nothing(world: World) -> None:
    started = world.platform.login(world.browser())
    token = world.platform.sign(world.platform.claims(started.nonce))
    stranger = world.browser()

    page = post(stranger, started, token)

    assert page.status_code == 200
    assert "Location" not in page.headers
    assert started.secret not in page.text
    assert not Launch.select().exists()


@pytest.mark.row("lti-9")
def test_the_cookie_of_another_login_of_the_browser_does_not_open_it(world: World) -> None:
    client = world.browser()
    mine, foreign = world.platform.login(client), world.platform.login(world.browser())
    client.set_cookie(f"__Host-lti_{foreign.state[:8]}", mine.secret)
    token = world.platform.sign(world.platform.claims(foreign.nonce))

    page = post(client, foreign, token)

    assert page.status_code == 200
    assert not Launch.select().exists()


@pytest.mark.row("lti-9")
def test_a_browser_that_kept_the_cookie_goes_straight_on_and_loses_it(world: World) -> None:
    client = world.browser()
    started = world.platform.login(client)

    answer = post(client, started, world.platform.sign(world.platform.claims(started.nonce)))

    (cookie,) = answer.headers.getlist("Set-Cookie")
    name = f"__Host-lti_{started.state[:8]}"
    assert re.fullmatch(r"/panel/[0-9a-f-]{36}#c=[\w-]{43}", answer.headers["Location"])
    assert cookie.startswith(f"{name}=;")
    assert "Max-Age=0" in cookie
    assert "Partitioned" in cookie
    assert client.get_cookie(name) is None


@pytest.mark.row("lti-10")
def test_the_page_that_finds_the_secret_opens_the_course_without_a_cookie(world: World) -> None:
    client = world.browser()
    started, code = held(world, client)

    bound = client.post("/lti/launch/bind", json={"code": code, "secret": started.secret})

    launch, _, once = bound.get_json()["next"].removeprefix("/panel/").partition("#c=")
    session = client.post("/api/session", json={"launch": launch, "code": once})
    assert bound.status_code == 200
    assert session.status_code == 201


@pytest.mark.row("lti-10")
@pytest.mark.parametrize("secret", ["wrong", "", None, 7, ["x"], {"a": 1}, "\ud800", "ñ"])
def test_a_wrong_secret_does_not_open_it(world: World, secret: object) -> None:
    _, code = held(world)

    answer = world.browser().post("/lti/launch/bind", json={"code": code, "secret": secret})

    refused(answer, 400, "not_bound")


@pytest.mark.row("lti-10")
@pytest.mark.parametrize(
    "values",
    [{}, [], "text", None, {"code": "\ud800", "secret": "x"}, {"code": "no", "secret": ""}],
)
def test_a_binding_without_its_values_is_refused(world: World, values: object) -> None:
    refused(world.browser().post("/lti/launch/bind", json=values), 400, "not_bound")


@pytest.mark.row("lti-10")
def test_a_binding_that_is_not_json_is_refused(world: World) -> None:
    started, code = held(world)
    form = {"code": code, "secret": started.secret}

    refused(world.browser().post("/lti/launch/bind", data=form), 400, "not_bound")


@pytest.mark.row("lti-10")
def test_a_code_binds_once(world: World) -> None:
    started, code = held(world)
    values = {"code": code, "secret": started.secret}
    client = world.browser()

    answers = [client.post("/lti/launch/bind", json=values).status_code for _ in range(2)]

    assert answers == [200, 400]
    assert Launch.select().count() == 1


@pytest.mark.row("lti-10")
@pytest.mark.parametrize(("misses", "status"), [(2, 200), (3, 400)])
def test_the_third_miss_ends_a_launch(world: World, misses: int, status: int) -> None:
    started, code = held(world)
    client = world.browser()
    for guess in range(misses):
        client.post("/lti/launch/bind", json={"code": code, "secret": f"guess {guess}"})

    answer = client.post("/lti/launch/bind", json={"code": code, "secret": started.secret})

    assert answer.status_code == status


@pytest.mark.row("lti-10")
def test_a_launch_waits_two_minutes_for_its_browser(world: World) -> None:
    started, code = held(world)
    PendingLaunch.update(expires_at=PendingLaunch.expires_at - 120_001).execute()

    answer = world.browser().post("/lti/launch/bind", json={"code": code, "secret": started.secret})

    refused(answer, 400, "not_bound")


def test_the_page_names_the_place_of_the_secret_as_the_login_did(world: World) -> None:
    started = world.platform.login(world.browser())
    token = world.platform.sign(world.platform.claims(started.nonce))

    page = post(world.browser(), started, token)

    assert f'data-key="{started.storage_key}"' in page.text


def test_a_browser_that_keeps_nothing_is_offered_a_launch_outside_the_frame(world: World) -> None:
    started = world.platform.login(world.browser())
    token = world.platform.sign(world.platform.claims(started.nonce))

    page = post(world.browser(), started, token)

    assert 'href="https://lms.example/mod/lti/launch.php?id=7"' in page.text


def test_the_page_is_in_the_language_of_the_platform_and_may_be_framed_by_it(world: World) -> None:
    started = world.platform.login(world.browser())
    token = world.platform.sign(world.platform.claims(started.nonce))

    page = post(world.browser(), started, token)

    policy = page.headers["Content-Security-Policy"]
    assert '<html lang="es">' in page.text
    assert policy.endswith("frame-ancestors 'self' https://lms.example")
