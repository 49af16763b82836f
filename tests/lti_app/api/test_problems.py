import re
from dataclasses import replace
from typing import Any

import pytest

from lti_app.app import create_app
from lti_app.parts import Parts
from silabo.storage.tables import Question
from silabo.wording import error_sentences
from tests.world import World

PROBLEM = {"type", "title", "status", "code", "detail", "reference"}
REFERENCE = re.compile("[2-9A-HJ-NP-Z]{4}")


@pytest.mark.parametrize(
    ("request_", "status", "code", "title"),
    [
        ({"path": "/api/nothing"}, 404, "not_found", "Not Found"),
        ({"path": "/api/questions", "method": "PUT"}, 405, "wrong_method", "Method Not Allowed"),
        (
            {
                "path": "/api/questions",
                "method": "POST",
                "data": "x" * 300_000,
                "content_type": "application/json",
            },
            413,
            "too_large",
            None,
        ),
        (
            {
                "path": "/api/questions",
                "method": "POST",
                "data": "<text/>",
                "content_type": "text/xml",
            },
            422,
            "invalid",
            None,
        ),
        (
            {
                "path": "/api/questions",
                "method": "POST",
                "data": "{",
                "content_type": "application/json",
            },
            400,
            "bad_request",
            "Bad Request",
        ),
        ({"path": "/api/questions", "method": "POST", "json": {}}, 422, "invalid", None),
        (
            {"path": "/lti/launch", "method": "POST", "json": {}},
            415,
            "wrong_type",
            "Unsupported Media Type",
        ),
    ],
    ids=lambda value: str(value) if isinstance(value, int) else "",
)
def test_every_refusal_of_the_api_has_one_shape(
    world: World, request_: dict[str, Any], status: int, code: str, title: str | None
) -> None:
    student = world.student()

    answer = student.client.open(**request_, headers=student.headers)

    body = answer.get_json()
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert set(body) - {"errors"} == PROBLEM
    assert (body["type"], body["status"], body["code"]) == ("about:blank", status, code)
    assert body["detail"] == error_sentences.sentence(
        "en" if status in {404, 405, 415} else "es", code
    )
    assert REFERENCE.fullmatch(body["reference"])
    assert title in {None, body["title"]}


def test_what_a_request_lacks_is_named(world: World) -> None:
    answer = world.student().post("/api/questions", json={"letter": True})

    assert list(answer.get_json()["errors"]["json"]) == ["text"]


def test_a_wrong_method_says_which_are_right(world: World) -> None:
    answer = world.student().client.put("/api/questions")

    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


@pytest.mark.parametrize("path", ["/api/questions", "/fragments/panel"])
def test_the_reference_of_a_problem_stands_in_the_log(
    world: World, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")

    body = world.browser().get(path).get_json()

    (line,) = [each for each in caplog.records if each.getMessage() == "request_refused"]
    assert vars(line)["reference"] == body["reference"]
    assert (vars(line)["status"], vars(line)["code"]) == (401, "session_ended")


def test_a_fault_of_ours_is_noted_and_tells_nothing_of_itself(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    parts: Parts = world.system.web

    def broken() -> Any:
        raise RuntimeError("a secret of the inside")

    world.system = replace(world.system, app=create_app(replace(parts, health=broken)))

    answer = world.browser().get("/api/status", headers={"Accept-Language": "fr"})

    body = answer.get_json()
    (line,) = [each for each in caplog.records if each.getMessage() == "request_failed"]
    assert answer.status_code == 500
    assert body["code"] == "internal"
    assert body["detail"] == error_sentences.sentence("fr", "internal")
    assert "secret" not in answer.text
    assert vars(line)["reference"] == body["reference"]


def test_a_database_that_is_away_is_said_with_when_to_come_again(world: World) -> None:
    student = world.student()
    Question.drop_table()

    answer = student.ask("When?")

    assert answer.status_code == 503
    assert answer.get_json()["code"] == "unavailable"
    assert answer.headers["Retry-After"] == "5"


@pytest.mark.parametrize("path", ["/nothing", "/panel/x", "/static/x/nothing.js", "/.git/config"])
def test_a_browser_gets_a_page(world: World, path: str) -> None:
    answer = world.browser().get(path, headers={"Accept-Language": "es"})

    assert answer.status_code == 404
    assert answer.mimetype == "text/html"
    assert '<html lang="es">' in answer.text


def test_a_page_of_a_launch_that_never_was_is_not_found(world: World) -> None:
    path = "/panel/00000000-0000-4000-8000-000000000000"

    assert world.browser().get(path).status_code == 404


def test_an_address_with_a_slash_too_many_is_not_found(world: World) -> None:
    assert world.browser().get("/api/status/").status_code == 404


def test_json_that_is_nested_too_deep_is_refused(world: World) -> None:
    answer = world.browser().post(
        "/api/session", data="[" * 60_000, content_type="application/json"
    )

    assert answer.status_code == 400
    assert answer.get_json()["code"] == "bad_request"
