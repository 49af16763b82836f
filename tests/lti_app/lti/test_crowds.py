"""Launches at the same moment, on each database: of those that race, the right ones get in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from silabo.storage import database
from silabo.storage.tables import Launch, LoginTransaction, PendingLaunch
from tests.lms import StartedLogin
from tests.lti_app.lti.launches import at_once, post
from tests.services.mariadb import MariaDb
from tests.services.postgresql import Postgresql
from tests.storage.conftest import KINDS, empty, with_tables
from tests.world import World

RACERS = 20


@pytest.fixture(scope="session")
def postgresql_server_database(postgresql_server: Postgresql) -> str:
    return with_tables(postgresql_server.new_database("crowds"))


@pytest.fixture(scope="session")
def mariadb_server_database(mariadb_server: MariaDb) -> str:
    return with_tables(mariadb_server.new_database("crowds"))


@pytest.fixture(params=KINDS)
def db(request: pytest.FixtureRequest, empty_database: Path, tmp_path: Path) -> Iterator[None]:
    """An empty database of this test alone, of each kind."""
    if request.param == "sqlite":
        (tmp_path / "silabo.sqlite").write_bytes(empty_database.read_bytes())
        database.bind(f"sqlite:///{tmp_path / 'silabo.sqlite'}")
    else:
        database.bind(request.getfixturevalue(f"{request.param}_database"))
        empty()
    yield
    database.close_all()


def opened(response: TestResponse) -> bool:
    return response.status_code == 303


@pytest.mark.row("lti-12")
@pytest.mark.row("attack-4")
def test_of_twenty_browsers_that_post_the_same_answer_one_gets_in(world: World) -> None:
    client = world.browser()
    started = world.platform.login(client)
    token = world.platform.sign(world.platform.claims(started.nonce))

    def race(_: int) -> TestResponse:
        racer = world.browser()
        racer.set_cookie(f"__Host-lti_{started.state[:8]}", started.secret)
        return post(racer, started, token)

    answers = at_once(RACERS, race)

    assert sorted(each.status_code for each in answers) == [303] + [400] * (RACERS - 1)
    assert Launch.select().count() == 1


@pytest.mark.row("lti-12")
def test_of_twenty_that_bind_the_same_launch_one_gets_in(world: World) -> None:
    started = world.platform.login(world.browser())
    token = world.platform.sign(world.platform.claims(started.nonce))
    page = post(world.browser(), started, token)
    code = page.text.partition('data-code="')[2].partition('"')[0]
    values = {"code": code, "secret": started.secret}

    answers = at_once(RACERS, lambda _: world.browser().post("/lti/launch/bind", json=values))

    assert sorted(each.status_code for each in answers) == [200] + [400] * (RACERS - 1)
    assert Launch.select().count() == 1
    assert not PendingLaunch.select().exists()


@pytest.mark.row("lti-12")
def test_of_twenty_that_exchange_the_same_code_one_gets_a_session(world: World) -> None:
    client = world.browser()
    path, _, code = world.platform.launch(client).headers["Location"].partition("#c=")
    values = {"launch": path.rsplit("/", 1)[1], "code": code}

    answers = at_once(RACERS, lambda _: world.browser().post("/api/session", json=values))

    assert sorted(each.status_code for each in answers) == [201] + [422] * (RACERS - 1)


@pytest.mark.row("lti-7")
@pytest.mark.row("attack-4")
def test_an_answer_that_is_posted_twice_at_the_same_moment_opens_once(world: World) -> None:
    for _ in range(5):
        client = world.browser()
        started = world.platform.login(client)
        token = world.platform.sign(world.platform.claims(started.nonce))

        answers = at_once(2, lambda _, again=(client, started, token): post(*again))

        assert sorted(each.status_code for each in answers) == [303, 400]


@pytest.mark.row("lti-8")
def test_answers_that_are_crossed_in_a_crowd_open_nothing_and_burn_nothing(world: World) -> None:
    clients = [world.browser() for _ in range(10)]
    logins = [world.platform.login(client) for client in clients]

    def answer(number: int, shift: int) -> TestResponse:
        nonce = logins[(number + shift) % 10].nonce
        token = world.platform.sign(world.platform.claims(nonce))
        return post(clients[number], logins[number], token)

    crossed = at_once(10, lambda number: answer(number, 1))
    right = at_once(10, lambda number: answer(number, 0))

    assert all("nonce_mismatch" in each.text for each in crossed)
    assert all(map(opened, right))
    assert Launch.select().count() == 10


@pytest.mark.row("lti-11")
def test_a_whole_class_without_cookies_opens_at_the_same_moment(world: World) -> None:
    logins = at_once(10, lambda _: world.platform.login(world.browser()).page)
    started = [StartedLogin(page) for page in logins]

    def launch(number: int) -> TestResponse:
        mine, stranger = started[number], world.browser()
        claims = world.platform.claims(mine.nonce, sub=f"student-{number}")
        page = post(stranger, mine, world.platform.sign(claims))
        code = page.text.partition('data-code="')[2].partition('"')[0]
        return stranger.post("/lti/launch/bind", json={"code": code, "secret": mine.secret})

    bound = at_once(10, launch)

    assert [each.status_code for each in bound] == [200] * 10
    assert Launch.select().count() == 10
    assert not LoginTransaction.select().exists()
