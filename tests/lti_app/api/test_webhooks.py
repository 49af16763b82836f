"""Addresses at which programs are told: who makes and sees them, and which cannot be."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.test import TestResponse

from silabo.domain.webhooks import MOST_WEBHOOKS
from silabo.storage.tables import Webhook, WebhookCall
from tests.fakes.receiver import Receiver, receiving
from tests.lti_app.api.test_programs import answer, handed, program
from tests.lti_app.api.test_reviews import PARKING, let_the_ten_seconds_pass
from tests.world import Visitor, World

ADDRESS = "https://desk.example/told"


@pytest.fixture
def desk() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def made(who: Visitor, address: Any = ADDRESS) -> TestResponse:
    return who.post("/api/webhooks", json={"address": address})


def test_a_secret_is_shown_once(world: World) -> None:
    instructor = world.instructor(name="Marta")
    webhook = made(instructor).get_json()
    listed = instructor.get("/api/webhooks")

    assert webhook["secret"].startswith("whsec_")
    assert listed.get_json() == [{key: webhook[key] for key in webhook if key != "secret"}]
    assert (webhook["address"], webhook["made_by"], webhook["taken_at"]) == (ADDRESS, "Marta", None)
    assert "whsec_" not in listed.text


def test_a_help_desk_hears_of_a_question_answers_it_and_hears_that_it_was_answered(
    course: World, desk: Receiver
) -> None:
    assert course.platform.served is not None
    course.platform.served.add_passthru(desk.address)  # it is really called
    assert made(course.instructor(), desk.address).status_code == 201
    _, question = handed(course)
    course.work()
    (first,) = [json.loads(body) for _, body in desk.calls]
    answered = answer(program(course), first["data"]["question"])
    let_the_ten_seconds_pass(course)
    _, last = [json.loads(body) for _, body in desk.calls]

    assert answered.status_code == 201
    assert [first["type"], last["type"]] == ["question.handed_over", "question.answered"]
    assert first["data"]["question"] == last["data"]["question"] == question
    assert len(set(desk.ids)) == 2
    assert all(PARKING.encode() not in body for _, body in desk.calls)


def test_of_a_question_that_nobody_handed_over_nothing_is_told(course: World) -> None:
    made(course.instructor())
    student = course.student("31")
    question = str(student.ask(PARKING).get_json()["id"])
    course.work()
    assert answer(course.instructor(), question).status_code == 201
    let_the_ten_seconds_pass(course)

    assert WebhookCall.select().count() == 0


@pytest.mark.row("attack-9")
def test_students_other_courses_and_tokens_make_see_and_remove_none(course: World) -> None:
    webhook = made(course.instructor()).get_json()["id"]
    path = f"/api/webhooks/{webhook}"
    student, other, desk = course.student("31"), course.instructor("9", "3"), program(course)
    own = course.instructor().post("/api/session/tokens").get_json()["token"]
    api = Visitor(client=course.browser(), launch="", token=own)

    assert [made(each).status_code for each in (student, desk, api)] == [403, 403, 403]
    assert [each.get("/api/webhooks").status_code for each in (student, desk)] == [403, 403]
    assert other.get("/api/webhooks").get_json() == []
    assert [each.delete(path).status_code for each in (student, desk, other)] == [403, 403, 404]
    assert Webhook.select().count() == 1
    assert course.instructor().delete(path).status_code == 204
    assert Webhook.select().count() == 0


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("", "webhook_address"),
        ("desk.example", "webhook_address"),
        ("ftp://desk.example/", "webhook_address"),
        ("https:///told", "webhook_address"),
        ("https://ana:secret@desk.example/", "webhook_address"),
        ("https://desk.example/caf\u00e9", "webhook_address"),
        ("https://desk.example:99999/", "webhook_address"),
        ("https://desk.example/" + "a" * 1100, "invalid"),
        (7, "invalid"),
    ],
)
def test_an_address_that_cannot_be_called_is_refused(world: World, address: Any, code: str) -> None:
    refused = made(world.instructor(), address)

    assert (refused.status_code, refused.get_json()["code"]) == (422, code)
    assert Webhook.select().count() == 0


def test_a_course_has_an_end_of_addresses(world: World) -> None:
    instructor = world.instructor()
    answers = [made(instructor, f"{ADDRESS}/{n}") for n in range(MOST_WEBHOOKS + 1)]

    assert {each.status_code for each in answers[:-1]} == {201}
    assert (answers[-1].status_code, answers[-1].get_json()["code"]) == (409, "too_many_webhooks")


def test_the_same_address_twice_is_refused_and_takes_no_room(world: World) -> None:
    instructor = world.instructor()
    first, again = made(instructor), made(instructor, f" {ADDRESS} ")

    assert first.status_code == 201
    assert (again.status_code, again.get_json()["code"]) == (409, "told_already")
    assert again.get_json()["detail"].startswith("Esta dirección ya está en la lista.")
    assert Webhook.select().count() == 1
