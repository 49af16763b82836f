"""Placing the activity: what is signed for the platform, and what is refused before that."""

import time
from typing import Any
from uuid import uuid4

import jwt
import pytest

from lti_app.lti.keys import public_keys
from silabo.storage.tables import Launch
from tests.lti_app.lti.test_deep_linking import MOODLE, RETURN, claims
from tests.parallel import at_once
from tests.world import Visitor, World

DL = "https://purl.imsglobal.org/spec/lti-dl/claim/"
LTI = "https://purl.imsglobal.org/spec/lti/claim/"


def teacher(world: World, **settings: Any) -> Visitor:
    """An instructor who is placing the activity."""
    return world.visit(sub="5", **claims(MOODLE | settings))


def document(world: World, course: str = "2") -> str:
    """The id of a document of the course."""
    answer = world.instructor(course=course).upload("Rules.md", b"# Rules\n\nNo calculators.\n")
    return str(answer.get_json()["id"])


def place(visitor: Visitor, **given: Any) -> dict[str, Any]:
    """Place the activity; what the browser will post to the platform."""
    answer = visitor.post("/api/placements", json=given)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def read(world: World, placed: dict[str, Any]) -> dict[str, Any]:
    """The claims of the answer, proven by the key that the tool publishes."""
    token = placed["jwt"]
    keys = public_keys(world.system.settings.keys_dir)["keys"]
    kid = jwt.get_unverified_header(token)["kid"]
    (key,) = [each for each in keys if each["kid"] == kid]
    found: dict[str, Any] = jwt.decode(
        token, jwt.PyJWK(key).key, algorithms=["RS256"], audience=world.platform.issuer
    )
    return found


def test_the_answer_places_one_activity_by_its_title(world: World) -> None:
    placed = place(teacher(world), title="  Ask   the course ")

    answer = read(world, placed)
    now = time.time()
    assert placed["return_url"] == RETURN
    assert answer[f"{DL}content_items"] == [{"type": "ltiResourceLink", "title": "Ask the course"}]
    assert answer["iss"] == world.platform.client_id
    assert answer[f"{LTI}deployment_id"] == world.platform.deployment_id
    assert answer[f"{LTI}message_type"] == "LtiDeepLinkingResponse"
    assert answer[f"{LTI}version"] == "1.3.0"
    assert answer["iat"] <= now < answer["exp"] <= now + 600
    assert answer["nonce"]


@pytest.mark.row("lti-46")
def test_nothing_that_is_empty_is_sent_since_moodle_fails_on_it(world: World) -> None:
    answer = read(world, place(teacher(world), title="Ask"))

    (item,) = answer[f"{DL}content_items"]
    assert set(item) == {"type", "title"}
    assert f"{DL}data" not in answer


@pytest.mark.parametrize("data", ["", "opaque ñ \"'<>&"])
def test_data_goes_back_as_it_came_and_only_if_it_came(world: World, data: str) -> None:
    answer = read(world, place(teacher(world, data=data), title="Ask"))

    assert answer[f"{DL}data"] == data


def test_the_activity_may_be_limited_to_documents_which_its_launches_bring_back(
    world: World,
) -> None:
    chosen = document(world)
    answer = read(world, place(teacher(world), title="Rules", documents=[chosen]))

    (item,) = answer[f"{DL}content_items"]
    assert item["custom"] == {"silabo_documents": chosen}
    world.student(**{f"{LTI}custom": item["custom"]})
    assert Launch.select().order_by(Launch.id.desc()).get().documents == [chosen]


def test_without_a_title_the_answer_is_a_cancel(world: World) -> None:
    placed = place(teacher(world), title=" ", documents=[document(world)])

    assert read(world, placed)[f"{DL}content_items"] == []


@pytest.mark.row("lti-46")
def test_the_answer_goes_where_the_launch_said_whatever_the_request_says(world: World) -> None:
    visitor = teacher(world)
    forged = {"title": "Ask", "return_url": "https://evil.example/", "data": "x"}

    refused = visitor.post("/api/placements", json=forged)
    placed = place(visitor, title="Ask")

    assert refused.status_code == 422
    assert placed["return_url"] == RETURN


@pytest.mark.row("lti-46")
@pytest.mark.parametrize(
    "title",
    ["a\nb", "a\rb", "a\tb", "a\0b", "a\u2028b", "a\u202eb", "a\u200bb", "a\x7fb", "\n", "x" * 256],
    ids=ascii,
)
def test_a_title_that_could_add_a_parameter_is_refused(world: World, title: str) -> None:
    visitor = teacher(world)

    answer = visitor.post("/api/placements", json={"title": title})

    assert answer.status_code == 422
    assert answer.get_json()["code"] == "bad_title"
    assert place(visitor, title="Ask")


@pytest.mark.parametrize("title", [None, 7, ["Ask"], {"a": 1}])
def test_a_title_is_text(world: World, title: object) -> None:
    answer = teacher(world).post("/api/placements", json={"title": title})

    assert answer.status_code == 422


def test_a_title_of_any_letters_is_signed_as_it_is(world: World) -> None:
    title = "¿Dudas? «Álgebra» & <b>más</b> 🎓"

    (item,) = read(world, place(teacher(world), title=title))[f"{DL}content_items"]

    assert item["title"] == title


@pytest.mark.row("lti-44")
def test_documents_of_another_course_are_unknown(world: World) -> None:
    foreign, own = document(world, course="9"), document(world)
    visitor = teacher(world)
    for chosen in ([foreign], [own, foreign], [str(uuid4())]):
        answer = visitor.post("/api/placements", json={"title": "Ask", "documents": chosen})

        assert answer.status_code == 404

    assert place(visitor, title="Ask", documents=[own])


@pytest.mark.parametrize("documents", [["x"], [7], "all", [None], [str(uuid4())] * 101])
def test_documents_are_a_hundred_ids_at_most(world: World, documents: object) -> None:
    answer = teacher(world).post("/api/placements", json={"title": "A", "documents": documents})

    assert answer.status_code == 422


@pytest.mark.row("lti-46")
def test_a_placing_is_answered_once(world: World) -> None:
    visitor = teacher(world)

    answers = at_once(8, lambda _: visitor.post("/api/placements", json={"title": "Ask"}))

    assert sorted(each.status_code for each in answers) == [201] + [404] * 7
    assert Launch.get().deep_link is None


def test_without_a_key_the_placing_waits_until_there_is_one(world: World) -> None:
    folder = world.system.settings.keys_dir
    (key,) = folder.glob("*.pem")
    visitor = teacher(world)
    aside = key.rename(key.with_suffix(".aside"))
    failed = visitor.post("/api/placements", json={"title": "Ask"})
    aside.rename(key)

    assert failed.status_code == 503
    assert place(visitor, title="Ask")


def test_a_student_places_nothing(world: World) -> None:
    answer = world.student().post("/api/placements", json={"title": "Ask"})

    assert answer.status_code == 403
