"""The API of documents that disagree, and who may see and end it."""

from typing import Any

import pytest

from silabo.domain.queues import Queue
from tests.world import World

LISTED = "/api/disagreements"
FIRST, SECOND = "Entrega del TP 9: 3 de mayo", "Entrega del TP 9: 4 de mayo"


@pytest.fixture
def two(course: World) -> World:
    """A course one of whose documents states another day than another one."""
    instructor = course.instructor()
    for name, text in (("Uno.md", FIRST), ("Dos.md", SECOND)):
        assert instructor.upload(name, text.encode()).status_code == 201
        course.work()
        course.system.workers.run(Queue.DOCUMENTS)
        course.system.workers.run(Queue.DOCUMENTS)
    return course


def test_what_documents_state_differently_is_listed_with_both_places_and_taken_off(
    two: World,
) -> None:
    instructor = two.instructor()
    (found,) = instructor.get(LISTED).get_json()
    desk = instructor.get("/fragments/desk/documents").text
    ended = instructor.delete(f"{LISTED}/{found['id']}")

    assert found["kind"] == "date"
    assert {found["one_value"], found["other_value"]} == {"3 de mayo", "4 de mayo"}
    assert "Los documentos no coinciden" in desk
    assert "3 de mayo" in desk
    assert ended.status_code == 204
    assert instructor.get(LISTED).get_json() == []


@pytest.mark.row("attack-9")
def test_only_the_courses_own_instructors_see_and_end_it(two: World) -> None:
    (found,) = two.instructor().get(LISTED).get_json()
    path = f"{LISTED}/{found['id']}"
    student, other = two.student("31"), two.instructor("9", "3")
    seen: Any = other.get(LISTED).get_json()

    assert (student.get(LISTED).status_code, student.delete(path).status_code) == (403, 403)
    assert (seen, other.delete(path).status_code) == ([], 404)
    assert len(two.instructor().get(LISTED).get_json()) == 1
