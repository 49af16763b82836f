"""What courses of a platform lend each other, seen from both sides of the wall."""

import pytest

from tests.world import Visitor, World

RULE = b"# Reglamento\n\nCon tres faltas se pierde la regularidad.\n"
MINUTES = "# Actas\n\nLa comisión trató las faltas del personal.\n".encode()
OTHERS = "/api/offered-documents"
ASKED = "¿Con cuántas faltas se pierde la regularidad?"


@pytest.fixture
def rules(world: World) -> str:
    """A document of course 2 that is offered, by its id; another one is not."""
    lender = world.instructor()
    made = lender.upload("Reglamento.md", RULE).get_json()
    lender.upload("Actas.md", MINUTES)
    world.work()
    assert lender.put(f"/api/documents/{made['id']}/offer").status_code == 200
    return str(made["id"])


def reader(world: World) -> Visitor:
    return world.instructor("8", "7")


def first_passages(world: World, course: str) -> list[str]:
    """The first passages that a student of a course is shown."""
    student = world.student("30", course)
    asked = student.ask(ASKED).get_json()["id"]
    found = student.get(f"/api/questions/{asked}").get_json()["passages"]
    student.delete(f"/api/questions/{asked}")
    return [each["text"] for each in found]


def test_an_offer_is_seen_by_instructors_of_other_courses_and_answers_nobody_yet(
    world: World, rules: str
) -> None:
    (offered,) = reader(world).get(OTHERS).get_json()
    offer = world.instructor().get(f"/api/documents/{rules}/offer").get_json()

    assert (offered["id"], offered["title"]) == (rules, "Reglamento")
    assert (offered["course"], offered["state"]) == ("Course 2", "offered")
    assert offer == {"offered": True, "courses": []}
    assert first_passages(world, "7") == []


def test_what_was_taken_answers_students_and_opens_in_their_course_and_nothing_else_does(
    world: World, rules: str
) -> None:
    instructor = reader(world)
    taken = instructor.put(f"{OTHERS}/{rules}")
    (read,) = instructor.get(OTHERS).get_json()
    found = first_passages(world, "7")
    world.work()
    after = first_passages(world, "7")
    student = world.student("30", "7")
    opened = student.get(f"/fragments/versions/{read['version']}")
    (minutes,) = (
        each
        for each in world.instructor().get("/api/documents").get_json()
        if each["title"] == "Actas"
    )

    assert taken.status_code == 204
    assert read["state"] == "read"
    assert found == after == ["Con tres faltas se pierde la regularidad."]
    assert opened.status_code == 200
    assert "tres faltas" in opened.text
    for path in (f"/fragments/versions/{minutes['version']}", f"/api/documents/{minutes['id']}"):
        assert instructor.get(path).status_code == 404
    assert instructor.get("/api/documents").get_json() == []
    assert instructor.get(f"/api/documents/{rules}").status_code == 404
    assert instructor.delete(f"/api/documents/{rules}").status_code == 404
    assert student.get(f"/fragments/versions/{minutes['version']}").status_code == 404


def test_both_desks_name_the_other_course(world: World, rules: str) -> None:
    instructor = reader(world)
    offered = instructor.get("/fragments/desk/documents").text
    instructor.put(f"{OTHERS}/{rules}")
    read = instructor.get("/fragments/desk/documents").text
    lent = world.instructor().get("/fragments/desk/documents").text

    assert "Ofrecidos por otros cursos" in offered
    assert "Documentos de otros cursos" in read
    assert "Course 2" in read
    assert "Course 7" in lent
    assert "Lo lee 1 curso" in lent


def test_the_end_of_an_offer_stops_answers_and_is_told_once(world: World, rules: str) -> None:
    instructor, lender = reader(world), world.instructor()
    instructor.put(f"{OTHERS}/{rules}")
    world.work()
    version = instructor.get(OTHERS).get_json()[0]["version"]
    ended = lender.delete(f"/api/documents/{rules}/offer")
    (told,) = instructor.get(OTHERS).get_json()
    desk = instructor.get("/fragments/desk/documents").text
    noted = instructor.delete(f"{OTHERS}/{rules}")

    assert (ended.status_code, noted.status_code) == (204, 204)
    assert (told["state"], told["version"]) == ("ended", None)
    assert "ya no" in desk
    assert first_passages(world, "7") == []
    assert instructor.get(f"/fragments/versions/{version}").status_code == 404
    assert instructor.get(OTHERS).get_json() == []
    assert lender.get(f"/api/documents/{rules}/offer").get_json() == {
        "offered": False,
        "courses": [],
    }


def test_an_activity_may_be_limited_to_what_its_course_reads(world: World, rules: str) -> None:
    instructor = reader(world)
    instructor.put(f"{OTHERS}/{rules}")
    placing = instructor.get("/fragments/placing").text

    assert rules in placing
    assert "de \u2068Course 2\u2069" in placing


@pytest.mark.row("attack-9")
def test_only_instructors_of_the_course_itself_offer_take_and_end(world: World, rules: str) -> None:
    offer, other = f"/api/documents/{rules}/offer", f"{OTHERS}/{rules}"
    student, elsewhere = world.student("31", "7"), reader(world)
    refused = [
        student.get(OTHERS),
        student.put(other),
        student.delete(other),
        student.get(offer),
        student.put(offer),
        student.delete(offer),
    ]
    unknown = [
        elsewhere.get(offer),
        elsewhere.put(offer),
        elsewhere.delete(offer),
        elsewhere.delete(other),
        world.instructor().put(other),
    ]

    assert [each.status_code for each in refused] == [403] * 6
    assert [each.status_code for each in unknown] == [404] * 5
    assert unknown[0].content_type == "application/problem+json"


def test_a_list_that_has_not_changed_is_not_sent_again(world: World, rules: str) -> None:
    instructor = reader(world)
    tag = instructor.get(OTHERS).headers["ETag"]
    same = instructor.get(OTHERS, headers={"If-None-Match": tag})
    instructor.put(f"{OTHERS}/{rules}")

    assert same.status_code == 304
    assert instructor.get(OTHERS, headers={"If-None-Match": tag}).status_code == 200
