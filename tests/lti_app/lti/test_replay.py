import pytest
from werkzeug.test import TestResponse

from silabo.storage.tables import Launch, LoginTransaction
from tests.lti_app.lti.launches import post, refused
from tests.world import World


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


@pytest.mark.row("lti-7")
def test_a_student_who_reopens_the_activity_many_times_gets_in_each_time(world: World) -> None:
    client = world.browser()

    answers = [world.platform.launch(client) for _ in range(3)]

    assert all(map(opened, answers))
    assert len({each.headers["Location"] for each in answers}) == 3
