"""Every response has the security headers; none may keep the tool out of its course page."""

import re
from collections.abc import Iterator

import pytest
from flask import request as current
from werkzeug.test import TestResponse

from tests.guards.routes import path_of
from tests.world import World
from wiring.parts import build
from wiring.settings import Settings

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
# Swagger UI writes styles into its page and draws its pictures from data: addresses.
RELAXED = {"style-src": "'self' 'unsafe-inline'", "img-src": "'self' data:"}
_SEEN: list[tuple[str, TestResponse]] = []
STRANGER = "00000000-0000-4000-8000-000000000000"


def responses_of(world: World) -> Iterator[tuple[str, TestResponse]]:
    """A response of every address and method, with a bearer and without, and of every page."""
    instructor = world.instructor()
    instructor.upload("Rules.md", b"# Rules\n\nNo calculators.\n")
    world.work()
    for rule in world.system.app.url_map.iter_rules():
        path = path_of(rule, "app.js")
        for method in sorted(rule.methods or ()):
            for headers in ({}, instructor.headers):
                yield (
                    f"{method} {path}",
                    instructor.client.open(path, method=method, headers=headers, buffered=True),
                )
    yield from pages(world)


@pytest.fixture
def responses(request: pytest.FixtureRequest) -> list[tuple[str, TestResponse]]:
    """Those of a system of the first test that asks for them; nobody changes them."""
    if not _SEEN:
        _SEEN.extend(responses_of(request.getfixturevalue("world")))
    return _SEEN


def pages(world: World) -> Iterator[tuple[str, TestResponse]]:
    """The pages that an address alone does not show."""
    client, student = world.browser(), world.student()
    yield "panel", client.get(f"/panel/{student.launch}")
    yield "no panel", client.get(f"/panel/{STRANGER}")
    yield "login", world.platform.login(client).page
    yield "launch", world.platform.launch(client)
    yield "refused login", client.get("/lti/login")
    yield "refused launch", client.post("/lti/launch", data={"state": "x", "id_token": "x"})
    started = world.platform.login(world.browser())
    token = world.platform.sign(world.platform.claims(started.nonce))
    form = {"state": started.state, "id_token": token}
    yield "binding", world.browser().post("/lti/launch", data=form)
    yield "not found", client.get("/nothing")
    yield "reference", client.get("/api/docs")
    yield "too large", client.post("/lti/launch", data={"id_token": "x" * 300_000})
    yield "no method", client.put("/healthz")
    tag = {"If-None-Match": client.get("/api/status").headers["ETag"]}
    yield "unchanged", client.get("/api/status", headers=tag)


def policy_of(answer: TestResponse) -> dict[str, str]:
    (policy,) = answer.headers.getlist("Content-Security-Policy")
    parts = [each.strip().partition(" ") for each in policy.split(";")]
    assert len({name for name, _, _ in parts}) == len(parts)
    return {name: value for name, _, value in parts}


@pytest.mark.row("attack-14")
def test_every_response_has_the_same_policy_and_may_be_framed_by_those_named(
    responses: list[tuple[str, TestResponse]],
) -> None:
    for name, answer in responses:
        policy = policy_of(answer)
        ancestors = policy.pop("frame-ancestors")
        relaxed = name.endswith(("GET /api/docs", "HEAD /api/docs", "reference"))

        assert policy == DIRECTIVES | (RELAXED if relaxed else {}), name
        assert ancestors in {"'none'", "*", "'self' https://lms.example"}, name


def test_every_response_is_silent_about_where_one_came_from_and_is_what_it_says(
    responses: list[tuple[str, TestResponse]],
) -> None:
    for name, answer in responses:
        assert answer.headers.getlist("X-Content-Type-Options") == ["nosniff"], name
        assert answer.headers.getlist("Referrer-Policy") == ["no-referrer"], name
        assert "camera=()" in answer.headers["Permissions-Policy"], name


def test_no_response_keeps_the_tool_out_of_its_frame(
    responses: list[tuple[str, TestResponse]],
) -> None:
    for name, answer in responses:
        assert "X-Frame-Options" not in answer.headers, name
        assert "Cross-Origin-Resource-Policy" not in answer.headers, name


def test_nothing_of_a_person_is_kept_by_a_browser_or_a_proxy(
    responses: list[tuple[str, TestResponse]],
) -> None:
    open_files = ("/static/", "/api/docs/", "/lti/jwks")
    for name, answer in responses:
        if answer.status_code == 200 and answer.request.path.startswith(open_files):
            continue

        assert answer.headers["Cache-Control"] == "no-store", name


def test_only_the_login_and_the_launch_speak_of_cookies(
    responses: list[tuple[str, TestResponse]],
) -> None:
    for name, answer in responses:
        given = {each.partition("=")[0][:11] for each in answer.headers.getlist("Set-Cookie")}

        assert given <= {"__Host-lti_"}, name
        assert not given or answer.request.path in {"/lti/login", "/lti/launch"}, name


def test_pages_that_refuse_may_be_read_in_any_frame_and_others_only_in_their_own(
    world: World,
) -> None:
    ancestors = {name: policy_of(answer)["frame-ancestors"] for name, answer in pages(world)}

    ours = "'self' https://lms.example"
    assert {name for name, value in ancestors.items() if value == ours} == {
        "panel",
        "login",
        "binding",
    }
    assert {name for name, value in ancestors.items() if value == "*"} == {
        "no panel",
        "refused login",
        "refused launch",
        "not found",
        "too large",
        "no method",
    }


def test_no_page_has_script_or_style_of_its_own(responses: list[tuple[str, TestResponse]]) -> None:
    for name, answer in responses:
        if answer.mimetype != "text/html":
            continue

        assert not re.search(r"<script(?![^>]*\ssrc=)", answer.text), name
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", answer.text), name
        for address in re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="([^"]*)"', answer.text):
            assert re.match(r"/[^/]", address), (name, address)


@pytest.mark.row("attack-52")
@pytest.mark.parametrize("production", [True, False])
def test_a_server_asks_for_https_from_then_on(
    world: World, settings_of: Settings, production: bool
) -> None:
    changed = settings_of.model_copy(update={"production": production})
    client = build(changed).app.test_client()

    answers = [client.get(path) for path in ("/healthz", "/nothing", "/api/questions", "/lti/jwks")]

    wanted = ["max-age=31536000"] if production else []
    assert all(each.headers.getlist("Strict-Transport-Security") == wanted for each in answers)


@pytest.mark.row("attack-50")
@pytest.mark.parametrize(("production", "believed"), [(True, True), (False, False)])
def test_what_a_proxy_says_is_believed_on_a_server_alone(
    world: World, settings_of: Settings, production: bool, believed: bool
) -> None:
    app = build(settings_of.model_copy(update={"production": production})).app
    seen: list[str] = []

    @app.get("/seen")
    def look() -> str:
        seen.append(current.host_url)
        return ""

    said = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "tool.example"}

    app.test_client().get("/seen", headers=said)

    assert (seen == ["https://tool.example/"]) is believed


@pytest.fixture
def settings_of(world: World) -> Settings:
    """The settings of this test's system."""
    return world.system.settings
