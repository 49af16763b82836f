"""A person's own questions: the list, deleting, polling; and those of others, which are unknown."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from silabo.domain.queues import Queue
from silabo.storage import database
from tests.lms import FakePlatform, register
from tests.lti_app.api.asked import answered
from tests.world import Visitor, World

NOWHERE = f"/api/questions/{uuid4()}"


def same_refusal(one: object, other: object) -> bool:
    """Whether two problems differ in nothing but their references."""
    assert isinstance(one, dict)
    assert isinstance(other, dict)
    return one | {"reference": ""} == other | {"reference": ""}


def test_ones_own_questions_come_newest_first_page_by_page(world: World) -> None:
    student = world.student()
    ids = []
    for number in range(5):
        ids.insert(0, student.ask(f"Question {number}?").get_json()["id"])
        world.work()  # three of a student's questions may wait at a time

    pages = [
        student.get("/api/questions", query_string=query).get_json()
        for query in ({}, {"limit": 2}, {"limit": 2, "after": ids[1]}, {"after": ids[4]})
    ]

    assert [[each["id"] for each in page] for page in pages] == [ids, ids[:2], ids[2:4], []]


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 51}, {"limit": "x"}, {"after": "x"}])
def test_a_page_that_cannot_be_is_invalid(world: World, query: dict[str, object]) -> None:
    answer = world.student().get("/api/questions", query_string=query)

    assert answer.status_code == 422
    assert answer.get_json()["errors"]["query"]


def test_a_page_after_what_is_not_there_is_not_found(world: World) -> None:
    answer = world.student().get("/api/questions", query_string={"after": str(uuid4())})

    assert answer.status_code == 404


def test_deleting_cancels_what_waits_and_forgets_what_is_answered(course: World) -> None:
    student = course.student()
    done = answered(course, student)
    waits = student.ask("¿Y el segundo parcial?").get_json()["id"]

    deleted = [student.delete(f"/api/questions/{each}") for each in (done, waits)]

    assert [each.status_code for each in deleted] == [204, 204]
    assert [each.data for each in deleted] == [b"", b""]
    assert student.get("/api/questions").get_json() == []
    assert student.get(f"/api/questions/{done}").status_code == 404
    assert student.delete(f"/api/questions/{done}").status_code == 404
    assert not course.system.workers.run(Queue.ANSWERS)


@pytest.mark.row("lti-44")
@pytest.mark.row("attack-9")
@pytest.mark.parametrize("method", ["GET", "DELETE"])
@pytest.mark.parametrize(
    "who", ["another student", "the instructor", "another course", "another LMS"]
)
def test_a_foreign_question_is_as_unknown_as_none(
    world: World, platform: FakePlatform, method: str, who: str
) -> None:
    owner = world.student()
    question = owner.ask("When?").get_json()["id"]
    stranger = strangers(world, platform)[who]()

    path = f"/api/questions/{question}"
    foreign = stranger.client.open(path, method=method, headers=stranger.headers)
    unknown = stranger.client.open(NOWHERE, method=method, headers=stranger.headers)

    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert same_refusal(foreign.get_json(), unknown.get_json())
    assert len(foreign.data) == len(unknown.data)
    assert set(foreign.headers.keys()) == set(unknown.headers.keys())
    assert owner.get(path).status_code == 200
    assert stranger.get("/api/questions").get_json() == []


def strangers(world: World, platform: FakePlatform) -> dict[str, Callable[[], Visitor]]:
    """Ways to be somebody else, by who it is."""

    def at_another_lms() -> Visitor:
        other = FakePlatform(
            key=platform.key, address=platform.address, issuer="https://other.example"
        )
        register(other)
        assert platform.served
        platform.served.get(other.key_set_url, json=other.key_set())
        return World(world.system, other).student()

    return {
        "another student": lambda: world.student("4"),
        "the instructor": world.instructor,
        "another course": lambda: world.student("3", "3"),
        "another LMS": at_another_lms,
    }


def test_a_foreign_question_marks_no_page(world: World) -> None:
    question = world.student().ask("When?").get_json()["id"]

    answer = world.student("4").get("/api/questions", query_string={"after": question})

    assert answer.status_code == 404


@pytest.mark.parametrize("name", ["x", "1", "00000000", "../session", "%00", "' OR 1=1 --"])
def test_a_name_that_is_no_id_is_not_found(world: World, name: str) -> None:
    answer = world.student().get(f"/api/questions/{name}")

    assert answer.status_code == 404
    assert answer.get_json()["code"] == "not_found"


def test_who_polls_and_has_the_newest_gets_nothing_again(course: World) -> None:
    student = course.student()
    path = f"/api/questions/{student.ask('¿Cuándo es el primer parcial?').get_json()['id']}"
    tag = student.get(path).headers["ETag"]

    same = student.get(path, headers={"If-None-Match": tag})
    course.work()
    changed = student.get(path, headers={"If-None-Match": tag})

    assert (same.status_code, same.data) == (304, b"")
    assert same.headers["ETag"] == tag
    assert changed.status_code == 200
    assert changed.get_json()["state"] == "answered"


def test_what_is_not_found_has_no_tag(world: World) -> None:
    assert "ETag" not in world.student().get(NOWHERE).headers


@pytest.mark.row("growth-5")
def test_a_question_that_whoever_polls_has_is_not_loaded(course: World) -> None:
    student = course.student()
    path = f"/api/questions/{answered(course, student)}"
    tag = student.get(path).headers["ETag"]
    read: list[str] = []
    database.database.obj.query_hooks.append(lambda query: read.append(query.sql))
    same = student.get(path, headers={"If-None-Match": tag})
    of_same = [sum(f'"{table}"' in sql for sql in read) for table in ("citation", "passage")]
    read.clear()
    student.get(path)
    whole = [sum(f'"{table}"' in sql for sql in read) for table in ("citation", "passage")]

    assert (same.status_code, same.data) == (304, b"")
    assert same.headers["ETag"] == tag
    assert of_same == [0, 0]
    assert min(whole) > 0


def test_a_tag_ends_with_the_state_that_it_was_of(course: World) -> None:
    student = course.student()
    path = f"/api/questions/{student.ask('¿Cuándo es el primer parcial?').json['id']}"
    waiting = student.get(path)
    course.work()
    now = student.get(path, headers={"If-None-Match": waiting.headers["ETag"]})

    assert waiting.json["state"] == "queued"
    assert (now.status_code, now.json["state"]) == (200, "answered")
