"""Whatever is under /api and /fragments asks for a bearer, a few named addresses excepted."""

from collections.abc import Iterator

import pytest

from lti_app.bearer import OPEN
from tests.guards.routes import path_of
from tests.world import World

WALLED = ("/api", "/fragments")
WITHOUT_BEARER = {
    "/api/session",
    "/api/status",
    "/api/openapi.json",
    "/api/docs",
    "/api/docs/<name>",
}
DOCS_FILE = "swagger-ui.css"
# What takes a form beside the wall: "/" refuses launches of an older LTI, a launch proves itself, a
# registration by its invitation, a letter's link by the name in it.
BESIDE_THE_WALL = {
    "/",
    "/lti/login",
    "/lti/launch",
    "/lti/launch/bind",
    "/lti/register",
    "/letters/unsubscribe/<token>",
    "/letters/feedback/<token>/<any(yes, no):said>",
}


def addresses(world: World) -> Iterator[tuple[str, str, str]]:
    """Every method and path under the wall, with the rule that it comes from."""
    for rule in world.system.app.url_map.iter_rules():
        if rule.rule.startswith(WALLED):
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield method, path_of(rule, DOCS_FILE), rule.rule


def test_the_open_addresses_are_these_few_and_all_exist(world: World) -> None:
    rules = {rule for _, _, rule in addresses(world)}

    assert OPEN == WITHOUT_BEARER
    assert rules >= WITHOUT_BEARER
    assert len(rules - WITHOUT_BEARER) >= 15


def test_what_takes_a_form_beside_the_wall_is_known_and_refuses_a_stranger(world: World) -> None:
    writing = {
        rule.rule: path_of(rule, DOCS_FILE)
        for rule in world.system.app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and not rule.rule.startswith(WALLED)
    }
    refused = {path: world.browser().post(path).status_code for path in writing.values()}

    assert set(writing) == BESIDE_THE_WALL
    assert set(refused.values()) <= {400, 403, 404, 405, 415}


@pytest.mark.row("attack-9")
@pytest.mark.parametrize("header", [None, "Bearer wrong"])
@pytest.mark.parametrize("body", [None, {"text": "When?"}])
def test_without_a_bearer_every_other_address_refuses_before_it_reads_anything(
    world: World, header: str | None, body: dict[str, str] | None
) -> None:
    client = world.browser()
    headers = {} if header is None else {"Authorization": header}
    for method, path, rule in addresses(world):
        if rule in WITHOUT_BEARER:
            continue

        answer = client.open(path, method=method, headers=headers, json=body)

        assert answer.status_code == 401, (method, path)
        assert answer.get_json()["code"] == "session_ended", (method, path)


def test_an_address_that_somebody_adds_is_behind_the_wall_by_itself(world: World) -> None:
    world.system.app.add_url_rule("/api/added", view_func=lambda: "open")
    student = world.student()

    assert world.browser().get("/api/added").status_code == 401
    assert student.get("/api/added").status_code == 200


def test_with_a_bearer_none_of_them_says_that_the_session_has_ended(world: World) -> None:
    for method, path, _ in addresses(world):
        instructor = world.instructor()  # an address may end the one before
        answer = instructor.client.open(
            path, method=method, headers=instructor.headers, buffered=True
        )

        assert answer.status_code not in {401, 500}, (method, path)
