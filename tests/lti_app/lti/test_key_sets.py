import http.server
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import jwt
import pytest
import requests
import responses
from cryptography.hazmat.primitives.asymmetric import rsa
from werkzeug.test import TestResponse

from silabo.storage.tables import Platform
from tests.lti_app.lti.launches import at_once, post, refused
from tests.world import World

MINUTE_MS, HOUR_MS = 60_000, 3_600_000


@pytest.fixture(scope="module")
def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def served(world: World) -> responses.RequestsMock:
    assert world.platform.served
    return world.platform.served


def fetches(world: World) -> int:
    return len([call for call in served(world).calls if "certs" in str(call.request.url)])


def answer_with(world: World, **answer: Any) -> None:
    """What the platform's key set address answers from now on."""
    served(world).replace("GET", world.platform.key_set_url, **answer)


def answer_slowly(world: World, keys: dict[str, Any]) -> None:
    """The platform's key set address takes half a second from now on."""

    def answer(_: requests.PreparedRequest) -> tuple[int, dict[str, str], str]:
        time.sleep(0.5)
        return 200, {}, json.dumps(keys)

    served(world).remove("GET", world.platform.key_set_url)
    served(world).add_callback("GET", world.platform.key_set_url, answer)


def launch(world: World, **header: Any) -> TestResponse:
    client = world.browser()
    started = world.platform.login(client)
    token = world.platform.sign(world.platform.claims(started.nonce), **header)
    return post(client, started, token)


def age_by(milliseconds: int) -> None:
    """Let time pass for what was fetched and tried."""
    Platform.update(
        key_set_at=Platform.key_set_at - milliseconds,
        key_set_tried_at=Platform.key_set_tried_at - milliseconds,
    ).execute()


def key_set_of(key: rsa.RSAPrivateKey, kid: str) -> dict[str, Any]:
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
    return {"keys": [{**public, "kid": kid}]}


def doubled(world: World) -> dict[str, Any]:
    return {"keys": world.platform.key_set()["keys"] * 2}


TROUBLE = {
    "500 with JSON": {"status": 500, "json": {"error": "x"}},
    "500 with keys": {"status": 500, "json": {"keys": []}},
    "HTML": {"body": "<html>login</html>"},
    "timeout": {"body": requests.ConnectTimeout()},
    "stalled": {"body": requests.ReadTimeout()},
    "refused": {"body": requests.ConnectionError()},
    "broken": {"body": requests.exceptions.ChunkedEncodingError()},
    "10 MiB": {"body": json.dumps({"keys": [], "x": "x" * (10 << 20)})},
    "redirect": {"status": 302, "headers": {"Location": "https://lms.example/elsewhere"}},
    "no keys": {"json": {}},
    "empty": {"json": {"keys": []}},
    "keys is an object": {"json": {"keys": {"kid": "platform-key"}}},
    "a list": {"json": [1]},
    "null": {"body": "null"},
    "keys of other kinds": {"json": {"keys": [None, 7, "x", [], {}]}},
    "deep": {"body": "[" * 50_000},
    "too many digits": {"body": '{"keys": [' + "9" * 50_000 + "]}"},
    "not UTF-8": {"body": b"\xff\xfe\xfd"},
    "no body": {"status": 204},
}


@pytest.mark.row("lti-19")
@pytest.mark.parametrize("trouble", TROUBLE)
def test_keys_that_cannot_be_had_are_said_in_a_page(world: World, trouble: str) -> None:
    served(world).get("https://lms.example/elsewhere", json=world.platform.key_set())
    answer_with(world, **TROUBLE[trouble])

    refused(launch(world), 502, "keys_unreachable")
    assert Platform.get().key_set is None


@pytest.mark.row("lti-19")
@pytest.mark.parametrize("trouble", ["not found", "our fault", "redirect", "too long"])
def test_good_keys_in_an_answer_that_is_none_are_not_taken(world: World, trouble: str) -> None:
    keys = world.platform.key_set()
    answers: dict[str, dict[str, Any]] = {
        "not found": {"status": 404, "json": keys},
        "our fault": {"status": 500, "json": keys},
        "redirect": {"status": 302, "json": keys, "headers": {"Location": "/other"}},
        "too long": {"json": {**keys, "padding": "x" * 64 * 1024}},
    }
    answer_with(world, **answers[trouble])

    refused(launch(world), 502, "keys_unreachable")


@pytest.mark.row("lti-19")
def test_two_keys_of_one_name_are_not_believed(world: World) -> None:
    answer_with(world, json=doubled(world))

    refused(launch(world), 502, "keys_unreachable")


@pytest.mark.row("lti-19")
@pytest.mark.row("fault-45")
@pytest.mark.parametrize("trouble", [*TROUBLE, "two of one name"])
def test_the_last_good_keys_go_on_when_newer_ones_cannot_be_had(world: World, trouble: str) -> None:
    launch(world)
    age_by(HOUR_MS + 1)
    answer_with(world, **TROUBLE.get(trouble, {"json": doubled(world)}))

    answer = launch(world)

    assert answer.status_code == 303
    assert fetches(world) == 2


@pytest.mark.row("lti-19")
def test_while_the_platform_is_away_it_is_asked_once_a_minute(world: World) -> None:
    launch(world)
    age_by(HOUR_MS + 1)
    answer_with(world, body=requests.ConnectTimeout())

    answers = [launch(world).status_code for _ in range(3)]

    assert answers == [303, 303, 303]
    assert fetches(world) == 2


@pytest.mark.row("lti-19")
def test_the_first_launch_after_the_platform_came_back_opens(world: World) -> None:
    answer_with(world, status=503)
    launch(world)
    answer_with(world, json=world.platform.key_set())

    assert launch(world).status_code == 303


@pytest.mark.row("lti-19")
def test_other_keys_in_the_set_are_no_trouble(world: World) -> None:
    own = world.platform.key_set()["keys"]
    strange = [{"kty": "EC", "kid": "c"}, {"kty": "oct", "k": "x"}, None, {**own[0], "use": "enc"}]
    answer_with(world, json={"keys": [*strange, *own]})

    assert launch(world).status_code == 303


ODD_MEMBERS = ['"\\u0000"', '"\\ud800"', "NaN", "1e999", "[" * 60 + "]" * 60, "9" * 4000]


@pytest.mark.row("lti-19")
@pytest.mark.parametrize("member", ODD_MEMBERS, ids=range(len(ODD_MEMBERS)))
def test_of_a_key_set_only_what_proves_a_launch_is_kept(world: World, member: str) -> None:
    # Each of these is refused by one database or another: PostgreSQL takes no NUL, MariaDB no
    # depth.
    (own,) = world.platform.key_set()["keys"]
    strange = [{**own, "d": "private"}, {**own, "kid": "\ud800"}, {**own, "kid": "a\0"}]
    answer_with(world, body=f'{{"keys": {json.dumps(strange)}, "x": {member}}}')

    assert launch(world).status_code == 303
    assert Platform.get().key_set == {
        "keys": [{name: own[name] for name in ("kty", "kid", "n", "e")}]
    }


@pytest.mark.row("lti-19")
def test_while_another_launch_fetches_the_first_keys_this_one_fetches_them_too(
    world: World,
) -> None:
    moment = int(time.time() * 1000) + 2 * MINUTE_MS
    Platform.update(key_set_tried_at=moment).execute()

    assert launch(world).status_code == 303


def test_the_keys_are_fetched_once_an_hour(world: World) -> None:
    launch(world)
    age_by(HOUR_MS - MINUTE_MS)
    launch(world)
    within = fetches(world)

    age_by(2 * MINUTE_MS)
    launch(world)

    assert (within, fetches(world)) == (1, 2)


@pytest.mark.row("lti-17")
def test_an_unknown_key_makes_one_fetch_and_then_none_for_a_minute(world: World) -> None:
    launch(world)
    age_by(MINUTE_MS)

    answers = [launch(world, kid="unknown") for _ in range(3)]

    assert [each.status_code for each in answers] == [401, 401, 401]
    assert "unknown_key" in answers[0].text
    assert fetches(world) == 2


@pytest.mark.row("lti-17")
def test_after_a_minute_an_unknown_key_is_looked_for_again(world: World) -> None:
    launch(world)
    age_by(MINUTE_MS)
    launch(world, kid="unknown")
    age_by(MINUTE_MS)

    launch(world, kid="unknown")

    assert fetches(world) == 3


@pytest.mark.row("lti-17")
def test_unknown_keys_of_a_crowd_make_one_fetch(world: World) -> None:
    launch(world)
    age_by(MINUTE_MS)

    answers = at_once(8, lambda _: launch(world, kid="unknown"))

    assert {each.status_code for each in answers} == {401}
    assert fetches(world) == 2


@pytest.mark.row("lti-18")
def test_a_platform_that_changed_its_key_opens_after_one_fetch(
    world: World, new_key: rsa.RSAPrivateKey
) -> None:
    launch(world)
    age_by(MINUTE_MS)
    world.platform.key, world.platform.kid = new_key, "new"
    answer_with(world, json=world.platform.key_set())

    answers = [launch(world).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert fetches(world) == 2


@pytest.mark.row("lti-18")
@pytest.mark.parametrize("refreshed", [False, True], ids=["first keys", "an hour later"])
def test_a_key_that_changed_just_after_a_routine_fetch_opens_after_one_more(
    world: World, new_key: rsa.RSAPrivateKey, refreshed: bool
) -> None:
    launch(world)
    if refreshed:
        age_by(HOUR_MS + 1)
        launch(world)
    routine = fetches(world)
    world.platform.key, world.platform.kid = new_key, "new"
    answer_with(world, json=world.platform.key_set())

    answers = [launch(world).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert fetches(world) == routine + 1


@pytest.mark.row("lti-18")
def test_a_whole_class_gets_in_when_the_platform_has_just_changed_its_key(
    world: World, new_key: rsa.RSAPrivateKey
) -> None:
    launch(world)
    age_by(MINUTE_MS)
    world.platform.key, world.platform.kid = new_key, "new"
    answer_slowly(world, world.platform.key_set())

    answers = at_once(8, lambda _: launch(world))

    assert {each.status_code for each in answers} == {303}
    assert fetches(world) == 2


@pytest.mark.row("lti-18")
def test_a_key_that_was_taken_back_opens_nothing_after_an_hour(
    world: World, new_key: rsa.RSAPrivateKey
) -> None:
    launch(world)
    age_by(HOUR_MS + 1)
    answer_with(world, json=key_set_of(new_key, "new"))

    answer = launch(world)

    assert answer.status_code == 401
    assert "unknown_key" in answer.text


@pytest.mark.row("lti-19")
@pytest.mark.row("attack-41")
def test_keys_on_a_private_address_are_not_fetched_and_that_is_said(world: World) -> None:
    served(world).add_passthru("https://10.0.0.1/")  # so that it is judged: it is never asked
    Platform.update(key_set_url="https://10.0.0.1/keys").execute()

    refused(launch(world), 403, "address_refused")


@pytest.mark.row("lti-19")
def test_the_last_good_keys_go_on_when_their_name_points_at_a_private_address(
    world: World,
) -> None:
    launch(world)
    age_by(HOUR_MS + 1)
    served(world).add_passthru("https://10.0.0.1/")  # so that it is judged: it is never asked
    Platform.update(key_set_url="https://10.0.0.1/keys").execute()

    assert launch(world).status_code == 303


class Drip(http.server.BaseHTTPRequestHandler):
    """Sends a space now and then, without an end."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while not self.server.over.is_set():  # type: ignore[attr-defined]
                self.wfile.write(b" " * 16)
                self.wfile.flush()
                time.sleep(0.02)
        except OSError:
            return

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def dripping() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Drip)
    server.over = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/keys"
    finally:
        server.over.set()  # type: ignore[attr-defined]
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.row("lti-19")
def test_a_platform_that_sends_byte_after_byte_is_not_waited_for_forever(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lti_app.lti.outside.TIMEOUT_S", 0.5)
    with dripping() as address:
        served(world).add_passthru(address)
        Platform.update(key_set_url=address).execute()
        before = time.monotonic()

        answer = launch(world)

    refused(answer, 502, "keys_unreachable")
    assert time.monotonic() - before < 30
