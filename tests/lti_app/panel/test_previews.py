import pytest

from silabo.storage import tables
from tests.world import World

PATH = "/fragments/desk/preview"
ASKED = "¿Cuándo es el primer parcial?"
DOCUMENT = "# Parciales\n\nEl primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4.\n"


@pytest.fixture
def course(world: World) -> World:
    world.instructor().upload("Reglas.md", DOCUMENT.encode())
    world.work()
    return world


def counted() -> dict[str, int]:
    """How many rows each table has, sessions and launches apart."""
    return {
        table._meta.table_name: table.select().count()
        for table in tables.TABLES
        if table._meta.table_name not in {"launch", "session"}
    }


def test_an_instructor_reads_what_a_student_would_and_nothing_is_kept(course: World) -> None:
    instructor = course.instructor()
    before = counted()
    shown = instructor.post(PATH, json={"text": ASKED})
    course.work()

    assert shown.status_code == 200
    assert "1 de octubre" in shown.text
    assert "#/versions/" in shown.text
    assert "/citations/" not in shown.text
    assert 'class="passages"' in shown.text
    assert "primer, parcial" in shown.text.replace("\u2068", "").replace("\u2069", "")
    assert counted() == before


def test_what_the_documents_do_not_say_is_told_as_to_a_student(course: World) -> None:
    shown = course.instructor().post(PATH, json={"text": "¿Cuál es la contraseña del wifi?"})

    assert "Los documentos no lo dicen" in shown.text
    assert "contraseña" in shown.text


def test_what_instructors_decided_is_what_is_shown(course: World) -> None:
    instructor = course.instructor()
    asked = course.student().ask(ASKED).get_json()["id"]
    course.work()
    decided = instructor.post(
        f"/api/reviews/{asked}/decisions",
        json={"kind": "published", "sentences": [{"text": "Se pasó al martes.", "citations": []}]},
    )
    tables.Decision.update(spread_after=0).execute()
    shown = instructor.post(PATH, json={"text": ASKED})

    assert decided.status_code == 201, decided.text
    assert "Se pasó al martes." in shown.text


@pytest.mark.parametrize("who", ["student", "other course"])
def test_nobody_else_tries_a_question_over_these_documents(course: World, who: str) -> None:
    visitor = course.student() if who == "student" else course.instructor(course="9")
    shown = visitor.post(PATH, json={"text": ASKED})

    assert "1 de octubre" not in shown.text
    assert shown.status_code == (403 if who == "student" else 200)


@pytest.mark.parametrize("said", [None, [], {}, {"text": 3}, {"text": ""}, {"text": "a" * 40_000}])
def test_what_is_no_question_is_refused(course: World, said: object) -> None:
    assert course.instructor().post(PATH, json=said).status_code in {400, 415, 422}
