import pytest
from werkzeug.test import TestResponse

from silabo.storage.tables import Launch, LoginTransaction, PendingLaunch
from tests.lms import StartedLogin
from tests.lti_app.lti.launches import at_once, post, refused
from tests.world import World

RACERS = 20


def opened(response: TestResponse) -> bool:
    return response.status_code == 303


@pytest.mark.row("lti-6")
@pytest.mark.row("attack-5")
@pytest.mark.parametrize("state", [None, "", "A" * 43, "ñ", "x" * 5000, "\0"])
def test_a_state_that_we_did_not_give_is_refused(world: World, state: str | None) -> None:
    client = world.browser()
    token = world.platform.sign(world.platform.claims(world.platform.login(client).nonce))
    form = {"id_token": token} if state is None else {"id_token": token, "state": state}

    refused(client.post("/lti/launch", data=form), 400, "state_unknown")


@pytest.mark.row("lti-6")
def test_a_login_that_took_more_than_ten_minutes_is_over(world: World) -> None:
    client = world.browser()
    started = world.platform.login(client)
    LoginTransaction.update(expires_at=LoginTransaction.expires_at - 600_001).execute()
    token = world.platform.sign(world.platform.claims(started.nonce))

    refused(post(client, started, token), 400, "state_unknown")


@pytest.mark.row("lti-7")
@pytest.mark.row("attack-4")
def test_the_same_answer_opens_once(world: World) -> None:
    client = world.browser()
    started = world.platform.login(client)
    token = world.platform.sign(world.platform.claims(started.nonce))

    first = post(client, started, token)
    second = post(client, started, token)

    assert opened(first)
    assert second.status_code == 400
    assert "state_unknown" in second.text
    assert Launch.select().count() == 1


@pytest.mark.row("lti-7")
def test_a_new_token_for_a_spent_login_opens_nothing(world: World) -> None:
    client = world.browser()
    started = world.platform.login(client)
    post(client, started, world.platform.sign(world.platform.claims(started.nonce)))

    again = post(
        client, started, world.platform.sign(world.platform.claims(started.nonce, sub="4"))
    )

    assert again.status_code == 400
    assert Launch.select().count() == 1


@pytest.mark.row("lti-7")
def test_a_forged_answer_does_not_burn_the_login(world: World) -> None:
    client = world.browser()
    started = world.platform.login(client)
    token = world.platform.sign(world.platform.claims(started.nonce))

    refused(post(client, started, token[:-8] + "AAAAAAAA"), 401, "bad_signature")
    assert opened(post(client, started, token))


@pytest.mark.row("lti-8")
def test_the_nonce_of_one_login_does_not_fit_the_state_of_another(world: World) -> None:
    client = world.browser()
    one, other = world.platform.login(client), world.platform.login(client)
    token = world.platform.sign(world.platform.claims(one.nonce))

    refused(post(client, other, token), 400, "nonce_mismatch")


@pytest.mark.row("lti-11")
def test_two_frames_of_a_page_open_side_by_side(world: World) -> None:
    client = world.browser()
    one, other = world.platform.login(client), world.platform.login(client)

    answers = [
        post(client, each, world.platform.sign(world.platform.claims(each.nonce)))
        for each in (other, one)
    ]

    assert all(map(opened, answers))


@pytest.mark.row("lti-11")
def test_two_frames_without_cookies_are_bound_by_their_own_secrets(world: World) -> None:
    client = world.browser()
    logins = [world.platform.login(client) for _ in range(2)]
    stranger = world.browser()
    waiting = [
        post(stranger, each, world.platform.sign(world.platform.claims(each.nonce)))
        for each in logins
    ]
    codes = [page.text.partition('data-code="')[2].partition('"')[0] for page in waiting]

    crossed = stranger.post("/lti/launch/bind", json={"code": codes[0], "secret": logins[1].secret})
    bound = [
        stranger.post("/lti/launch/bind", json={"code": code, "secret": login.secret})
        for code, login in zip(codes, logins, strict=True)
    ]

    assert crossed.status_code == 400
    assert [each.status_code for each in bound] == [200, 200]


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
def test_a_student_who_reopens_the_activity_many_times_gets_in_each_time(world: World) -> None:
    client = world.browser()

    answers = [world.platform.launch(client) for _ in range(3)]

    assert all(map(opened, answers))
    assert len({each.headers["Location"] for each in answers}) == 3


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
