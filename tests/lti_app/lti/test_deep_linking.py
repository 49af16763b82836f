"""Deep linking: what a platform asks for when an instructor adds the activity."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from silabo.storage import sessions
from silabo.storage.tables import Launch
from tests.lms import CLAIM, MEMBERSHIP
from tests.lti_app.lti.launches import refused
from tests.world import World

SETTINGS = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"
RETURN = "https://lms.example/mod/lti/contentitem_return.php?course=2&sesskey=gV5lAgZTyG"
MOODLE = {
    "accept_types": ["ltiResourceLink"],
    "accept_presentation_document_targets": ["frame", "iframe", "window"],
    "accept_multiple": True,
    "auto_create": False,
    "deep_link_return_url": RETURN,
    "title": "",
    "text": "",
}


def claims(settings: object = MOODLE, **changes: Any) -> dict[str, Any]:
    """A request as Moodle makes it: no resource link, no document target."""
    return {
        f"{CLAIM}message_type": "LtiDeepLinkingRequest",
        f"{CLAIM}roles": [f"{MEMBERSHIP}Instructor"],
        f"{CLAIM}resource_link": None,
        SETTINGS: settings,
        **changes,
    }


def launch(world: World, settings: object = MOODLE, **changes: Any) -> TestResponse:
    return world.platform.launch(world.browser(), **claims(settings, **changes))


def test_an_instructor_who_adds_the_activity_is_asked_what_to_place(world: World) -> None:
    visitor = world.visit(**claims())

    page = visitor.get("/fragments/home")
    shell = visitor.client.get(f"/panel/{visitor.launch}")
    policy = shell.headers["Content-Security-Policy"]
    assert 'id="placing"' in page.text
    assert "form-action 'self' https://lms.example;" in policy
    assert RETURN not in page.text + shell.text


def test_the_form_may_go_where_the_platform_wants_it_back(world: World) -> None:
    elsewhere = MOODLE | {"deep_link_return_url": "https://courses.example/back?x=1"}
    visitor = world.visit(**claims(elsewhere))

    policy = visitor.client.get(f"/panel/{visitor.launch}").headers["Content-Security-Policy"]

    assert "form-action 'self' https://lms.example https://courses.example;" in policy


@pytest.mark.row("lti-33")
@pytest.mark.parametrize(
    "roles",
    [[], [f"{MEMBERSHIP}Learner"], [f"{MEMBERSHIP}Mentor"], [f"{MEMBERSHIP}/Learner#Instructor"]],
)
def test_whoever_is_no_instructor_of_the_course_places_nothing(
    world: World, roles: list[str]
) -> None:
    refused(launch(world, **{f"{CLAIM}roles": roles}), 403, "instructors_only")


@pytest.mark.row("lti-46")
@pytest.mark.parametrize(
    "settings",
    [
        None,
        [],
        "text",
        7,
        True,
        {},
        [{"deep_link_return_url": RETURN}],
        MOODLE | {"deep_link_return_url": None},
        MOODLE | {"deep_link_return_url": ""},
        MOODLE | {"deep_link_return_url": 7},
        MOODLE | {"deep_link_return_url": [RETURN]},
        MOODLE | {"deep_link_return_url": "/relative"},
        MOODLE | {"deep_link_return_url": "javascript:alert(1)"},
        MOODLE | {"deep_link_return_url": "data:text/html,x"},
        MOODLE | {"deep_link_return_url": "https://["},
        MOODLE | {"deep_link_return_url": "https://evil.example;script-src *"},
        MOODLE | {"deep_link_return_url": "https://lms.example/\n"},
        MOODLE | {"deep_link_return_url": "https://lms.example/\0"},
        MOODLE | {"deep_link_return_url": "https://lms.example/ñ"},
        MOODLE | {"data": 7},
        MOODLE | {"data": {"a": 1}},
        MOODLE | {"data": ["x"]},
        MOODLE | {"data": "a\0b"},
        MOODLE | {"data": "\ud800"},
        MOODLE | {"accept_types": ["link", "file"]},
        MOODLE | {"accept_types": "ltiResourceLink"},
        MOODLE | {"accept_types": None},
        MOODLE | {"accept_types": [{}, []]},
        MOODLE | {"accept_presentation_document_targets": []},
        MOODLE | {"accept_presentation_document_targets": None},
    ],
    ids=lambda value: ascii(value)[-40:],
)
def test_settings_that_ask_for_nothing_that_can_be_placed_are_refused(
    world: World, settings: object
) -> None:
    refused(launch(world, settings), 400, "bad_message")


@pytest.mark.parametrize("data", [None, "", "opaque ñ", "x" * 10_000])
def test_data_is_kept_until_the_answer(world: World, data: str | None) -> None:
    settings = MOODLE if data is None else MOODLE | {"data": data}

    assert launch(world, settings).status_code == 303
    assert Launch.get().deep_link["data"] == data


def test_where_a_placing_goes_back_is_forgotten_when_nobody_can_answer_it_any_more(
    world: World,
) -> None:
    launch(world)
    sessions.sweep()
    soon = Launch.get().deep_link
    day_ms = 24 * 3_600_000
    Launch.update(
        created_at=Launch.created_at - day_ms - 1, code_until=Launch.code_until - day_ms - 1
    ).execute()

    sessions.sweep()

    assert soon["return_url"] == RETURN
    assert Launch.get().deep_link is None


def test_a_launch_of_an_activity_places_nothing(world: World) -> None:
    visitor = world.instructor()

    assert 'id="placing"' not in visitor.get("/fragments/home").text
    assert visitor.post("/api/placements", json={"title": "Ask"}).status_code == 404
