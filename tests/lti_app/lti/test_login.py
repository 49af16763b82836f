import json
import re
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlsplit

import pytest

from silabo.storage import platforms, registrations
from silabo.storage.tables import LoginTransaction, Platform
from tests.lms import StartedLogin
from tests.lti_app.lti.launches import no_login_was_kept, refused
from tests.world import World

OTHER = platforms.Registration(
    issuer="https://lms.example",
    client_id="second",
    name="Second",
    login_url="https://lms.example/other/auth",
    token_url="https://lms.example/other/token",
    key_set_url="https://lms.example/other/keys",
    deployments=("1",),
)


@pytest.mark.row("lti-1")
def test_an_unknown_platform_is_told_so_and_nothing_starts(world: World) -> None:
    parameters = world.platform.login_parameters(iss="https://unknown.example")

    refused(world.browser().post("/lti/login", data=parameters), 403, "unknown_platform")
    assert no_login_was_kept()


@pytest.mark.row("lti-2")
@pytest.mark.parametrize("absent", ["iss", "login_hint", "target_link_uri"])
@pytest.mark.parametrize("value", [None, ""])
def test_a_login_without_a_required_parameter_is_refused(
    world: World, absent: str, value: str | None
) -> None:
    parameters = world.platform.login_parameters(**{absent: value})

    refused(world.browser().post("/lti/login", data=parameters), 400, "login_incomplete")
    assert no_login_was_kept()


@pytest.mark.row("lti-2")
@pytest.mark.parametrize(
    "name",
    [
        "iss",
        "client_id",
        "login_hint",
        "lti_message_hint",
        "lti_deployment_id",
        "lti_storage_target",
        "x",
    ],
)
def test_a_login_with_what_no_database_keeps_is_refused(world: World, name: str) -> None:
    parameters = world.platform.login_parameters(**{name: "a\0b"})

    refused(world.browser().post("/lti/login", data=parameters), 400, "login_incomplete")
    assert no_login_was_kept()


@pytest.mark.row("lti-3")
def test_without_a_client_id_the_only_registration_is_meant(world: World) -> None:
    started = world.platform.login(world.browser(), client_id=None)

    assert started.parameters["client_id"] == world.platform.client_id


@pytest.mark.row("lti-3")
def test_without_a_client_id_two_registrations_are_ambiguous(world: World) -> None:
    platforms.register(OTHER)
    parameters = world.platform.login_parameters(client_id=None)

    refused(world.browser().post("/lti/login", data=parameters), 400, "ambiguous_client")


@pytest.mark.row("lti-3")
def test_with_a_client_id_each_registration_goes_to_its_own_sign_in(world: World) -> None:
    platforms.register(OTHER)

    started = world.platform.login(world.browser(), client_id="second")

    assert started.url.startswith("https://lms.example/other/auth?")
    assert started.parameters["client_id"] == "second"


@pytest.mark.row("lti-3")
def test_a_wrong_client_id_is_an_unknown_platform(world: World) -> None:
    parameters = world.platform.login_parameters(client_id="wrong")

    refused(world.browser().post("/lti/login", data=parameters), 403, "unknown_platform")


@pytest.mark.row("lti-4")
@pytest.mark.row("attack-7")
@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "javascript:alert(1)",
        "http://tool.example/lti/launch",
        "https://tool.example:8443/lti/launch",
        "https://tool.example.evil.example/",
        "https://tool.example@evil.example/",
        "https://evil.example\\@tool.example/",
        "https://[tool.example/",
        "/lti/launch",
    ],
)
def test_a_target_elsewhere_is_refused(world: World, target: str) -> None:
    parameters = world.platform.login_parameters(target_link_uri=target)

    refused(world.browser().post("/lti/login", data=parameters), 400, "foreign_target")
    assert no_login_was_kept()


@pytest.mark.row("lti-4")
def test_the_answer_comes_to_one_fixed_address_whatever_the_target(world: World) -> None:
    started = world.platform.login(
        world.browser(), target_link_uri="https://tool.example/deep/down?x=1"
    )

    assert started.parameters["redirect_uri"] == "https://tool.example/lti/launch"


@pytest.mark.row("lti-5")
@pytest.mark.parametrize("method", ["GET", "POST with a form", "POST with a query"])
def test_a_login_may_come_by_get_and_by_post(world: World, method: str) -> None:
    client, parameters = world.browser(), world.platform.login_parameters()

    if method == "GET":
        page = client.get("/lti/login", query_string=parameters)
    elif method == "POST with a form":
        page = client.post("/lti/login", data=parameters)
    else:
        page = client.post("/lti/login", query_string=parameters)

    assert StartedLogin(page).parameters["login_hint"] == "3"


@pytest.mark.row("lti-5")
@pytest.mark.parametrize(
    "hint",
    [
        '{"cmid":2,"launchid":"ltilaunch1_447692987"}',
        "ñandú & café = 100 % + «más» 🎓",
        "a+b%20c%2Bd&e=f;g",
        '"><script>alert(1)</script>',
        "x" * 4096,
    ],
)
def test_hints_go_back_as_they_came(world: World, hint: str) -> None:
    started = world.platform.login(world.browser(), login_hint=hint, lti_message_hint=hint)

    assert started.parameters["login_hint"] == hint
    assert started.parameters["lti_message_hint"] == hint
    assert "<script>alert" not in started.page.text


@pytest.mark.row("lti-5")
@pytest.mark.parametrize("letter", ["x", "🎓"])
def test_of_hints_without_an_end_little_is_kept(world: World, letter: str) -> None:
    flood, name = letter * 9_000, letter * 300
    started = world.platform.login(
        world.browser(), lti_message_hint=flood, lti_storage_target=name, lti_deployment_id=name
    )

    kept = LoginTransaction.get()

    assert started.parameters["lti_message_hint"] == flood
    assert len(kept.message_hint) == 8192
    assert len(kept.storage_target) == len(kept.deployment_hint) == 255


def test_a_hint_that_was_not_given_is_not_made_up(world: World) -> None:
    started = world.platform.login(world.browser(), lti_message_hint=None)

    assert "lti_message_hint" not in started.parameters


def test_the_sign_in_is_asked_for_with_what_the_security_framework_demands(world: World) -> None:
    started = world.platform.login(world.browser())

    wanted = {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": "silabo",
    }
    assert wanted.items() <= started.parameters.items()
    assert len(started.state) >= 43
    assert len(started.nonce) >= 43


def test_a_sign_in_address_keeps_its_own_query(world: World) -> None:
    Platform.update(login_url="https://lms.example/auth?tenant=a%20b&empty=").execute()

    started = world.platform.login(world.browser())

    query = parse_qs(urlsplit(started.url).query, keep_blank_values=True)
    assert (query["tenant"], query["empty"]) == (["a b"], [""])
    assert started.parameters["scope"] == "openid"


def test_the_secret_goes_into_a_cookie_for_this_platforms_frame_alone(world: World) -> None:
    started = world.platform.login(world.browser())

    (header,) = started.page.headers.getlist("Set-Cookie")
    cookie = next(iter(SimpleCookie(header.replace("Partitioned", "")).values()))
    attributes = {each.strip() for each in header.split(";")[1:]}
    assert cookie.key == f"__Host-lti_{started.state[:8]}"
    assert cookie.value == started.secret
    assert attributes == {
        "Secure",
        "HttpOnly",
        "SameSite=None",
        "Partitioned",
        "Path=/",
        "Max-Age=600",
        next(each for each in attributes if each.startswith("Expires=")),
    }


def test_of_a_login_only_digests_and_the_nonce_are_kept(world: World) -> None:
    started = world.platform.login(world.browser())

    row = json.dumps(LoginTransaction.get().__data__)
    assert started.state not in row
    assert started.secret not in row


def test_two_logins_share_nothing(world: World) -> None:
    client = world.browser()

    one, other = world.platform.login(client), world.platform.login(client)

    assert {one.state, one.nonce, one.secret}.isdisjoint({other.state, other.nonce, other.secret})
    assert one.storage_key != other.storage_key


@pytest.mark.row("lti-31")
def test_a_registration_that_is_not_active_starts_nothing(world: World) -> None:
    Platform.update(state="pending").execute()
    parameters = world.platform.login_parameters()

    refused(world.browser().post("/lti/login", data=parameters), 403, "not_activated")
    assert no_login_was_kept()


@pytest.mark.row("lti-31")
def test_a_registration_that_was_disabled_meanwhile_opens_nothing(world: World) -> None:
    client = world.browser()
    started = world.platform.login(client)
    registrations.set_state(Platform.get().id, "disabled")
    token = world.platform.sign(world.platform.claims(started.nonce))

    answer = client.post("/lti/launch", data={"state": started.state, "id_token": token})

    refused(answer, 403, "not_activated")


@pytest.mark.row("lti-31")
def test_a_launch_that_waits_for_its_browser_when_it_is_disabled_says_so(world: World) -> None:
    started = world.platform.login(world.browser())
    token = world.platform.sign(world.platform.claims(started.nonce))
    waiting = world.browser().post("/lti/launch", data={"state": started.state, "id_token": token})
    code = re.search(r'data-code="([^"]+)"', waiting.text)
    registrations.set_state(Platform.get().id, "disabled")
    assert code is not None

    answer = world.browser().post(
        "/lti/launch/bind", json={"code": code.group(1), "secret": started.secret}
    )

    refused(answer, 403, "not_activated")
