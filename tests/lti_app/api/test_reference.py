import re
from collections.abc import Iterator
from typing import Any

import pytest

from ingest.formats import FORMATS
from silabo.domain.questions import QuestionState
from tests.world import ADDRESS, World

OPEN = {("post", "/api/session"), ("get", "/api/status")}


@pytest.fixture
def document(world: World) -> dict[str, Any]:
    answer = world.browser().get("/api/openapi.json")

    assert answer.status_code == 200
    return dict(answer.get_json())


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if method in {"get", "post", "put", "patch", "delete"}:
                yield method, path, operation


def test_the_document_is_openapi_3_1_and_names_the_tool(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    assert document["info"]["title"] == "Sílabo"
    assert document["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"


def test_the_document_begins_with_how_a_program_says_who_it_is(document: dict[str, Any]) -> None:
    said = document["info"]["description"]

    assert f'curl -H "Authorization: Bearer TOKEN" {ADDRESS}/api/questions' in said
    assert "API token" in said
    assert "/api/questions/{id}" in said


def test_the_document_names_every_state_in_which_waiting_for_an_answer_ends(
    document: dict[str, Any],
) -> None:
    waits = {QuestionState.QUEUED, QuestionState.WORKING, QuestionState.CANCELLED}
    said = document["info"]["description"]

    assert {state for state in QuestionState if f"`{state}`" in said} == {*QuestionState} - waits


def test_what_programs_use_is_listed_before_what_the_panel_uses(document: dict[str, Any]) -> None:
    assert [each["name"] for each in document["tags"]] == [
        "questions",
        "documents",
        "versions",
        "lending",
        "reviews",
        "curated_answers",
        "curated_files",
        "hand_overs",
        "service_tokens",
        "webhooks",
        "gaps",
        "expectations",
        "disagreements",
        "course_settings",
        "course_copies",
        "status",
        "session",
        "personal",
        "unseen",
        "placements",
        "activity",
        "course",
    ]


def test_values_that_say_that_nothing_is_known_are_explained(document: dict[str, Any]) -> None:
    shown = document["components"]["schemas"]["Document"]["properties"]

    assert "null" in shown["pages"]["description"]
    assert "und" in shown["language"]["description"]


def test_a_program_reads_which_files_it_may_upload(document: dict[str, Any]) -> None:
    upload = document["paths"]["/api/documents"]["post"]

    assert upload["summary"] == "Upload a document."
    assert all(each.label in upload["description"] for each in FORMATS)


def test_every_address_of_the_api_is_described(document: dict[str, Any], world: World) -> None:
    rules = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        for rule in world.system.app.url_map.iter_rules()
        if rule.rule.startswith("/api/")
    }

    assert set(document["paths"]) == {
        rule for rule in rules if not rule.startswith(("/api/docs", "/api/openapi"))
    }


def test_every_operation_says_what_it_does_and_whether_it_needs_a_bearer(
    document: dict[str, Any],
) -> None:
    for method, path, operation in operations(document):
        needed = [] if (method, path) in OPEN else [{"bearer": []}]

        assert operation.get("summary"), (method, path)
        assert operation.get("security", []) == needed, (method, path)


def test_errors_are_described_as_the_problems_that_they_are(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    for method, path, operation in operations(document):
        found = operation["responses"].get("default")
        found = document["components"]["responses"][found["$ref"].rpartition("/")[2]]

        schema = found["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        assert {"code", "detail", "reference"} <= set(schemas[schema]["properties"]), (method, path)


def test_every_reference_inside_the_document_leads_somewhere(document: dict[str, Any]) -> None:
    for name in set(re.findall(r"'\$ref': '#/([^']+)'", str(document))):
        place: Any = document
        for part in name.split("/"):
            place = place[part]

        assert place


def test_the_page_is_from_our_own_origin_alone_and_runs_no_inline_script(world: World) -> None:
    client = world.browser()
    page = client.get("/api/docs")

    named = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    policy = page.headers["Content-Security-Policy"]
    assert page.status_code == 200
    assert len(named) == 5
    assert all(each.startswith("/") and not each.startswith("//") for each in named)
    assert [client.get(each, buffered=True).status_code for each in named] == [200] * 5
    assert not re.search(r"<script(?![^>]*\bsrc=)", page.text)
    assert not re.search(r"\son\w+=", page.text)
    assert "script-src 'self';" in policy
    assert "style-src 'self' 'unsafe-inline';" in policy


def test_of_swagger_ui_only_the_files_of_the_page_are_served(world: World) -> None:
    client = world.browser()

    names = ["index.html", "swagger-initializer.js", "../__init__.py", "swagger-ui.css.map", "x"]
    assert [client.get(f"/api/docs/{name}").status_code for name in names] == [404] * 5


def test_the_files_of_swagger_ui_are_kept_for_a_day(world: World) -> None:
    answer = world.browser().get("/api/docs/swagger-ui.css", buffered=True)

    assert answer.mimetype == "text/css"
    assert "max-age=86400" in answer.headers["Cache-Control"]
