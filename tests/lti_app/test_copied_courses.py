"""What lies in the LMS outlives what it points to: a course is copied, a document comes anew."""

import io
import zipfile
from typing import Any

import pytest

from silabo.storage import tables
from tests.lms import CLAIM, FakePlatform, register
from tests.lti_app.lti.test_deep_linking import claims
from tests.world import Visitor, World

PROGRAMA = b"# Programa\n\nEl parcial es el 1 de octubre a las 10.\n"
CORRECTED = b"# Programa\n\nEl parcial es el 8 de octubre a las 10.\n"
NO_DOCUMENTS = "Your instructors have not added documents yet."
NONE_OF_THEM = "none of them is in the course now"


def custom(*documents: str, history: str = "") -> dict[str, Any]:
    """The custom parameters of a launch, as Moodle sends those of a copied activity."""
    said = {"silabo_documents": ",".join(documents)} if documents else {}
    return {
        f"{CLAIM}custom": {**said, "context_history": history},
        f"{CLAIM}launch_presentation": {"locale": "en"},
    }


def add(visitor: Visitor, name: str, content: bytes, world: World) -> str:
    """Upload a file, have it read, and return the document's public id."""
    made = visitor.upload(name, content)
    assert made.status_code == 201, made.text
    world.work()
    return str(made.get_json()["id"])


def read(visitor: Visitor, path: str) -> str:
    """A fragment as it is read: the marks that isolate a name's direction are not seen."""
    return visitor.get(path).text.translate(dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069)))


def titles(visitor: Visitor) -> list[str]:
    return [each["file_name"] for each in visitor.get("/api/documents").get_json()]


@pytest.mark.row("copy-1")
def test_a_document_that_was_deleted_and_uploaded_again_is_matched_by_its_content(
    world: World,
) -> None:
    teacher = world.instructor()
    first = add(teacher, "Programa.md", PROGRAMA, world)
    assert teacher.delete(f"/api/documents/{first}").status_code == 204
    world.work()
    add(teacher, "Programa 2027.md", PROGRAMA, world)
    student = world.student(**custom(first))

    assert "This activity answers from: Programa 2027" in read(student, "/fragments/panel")
    assert student.ask("¿Cuándo es el parcial?").get_json()["passages"]
    assert "stale-limit" not in read(world.instructor(**custom(first)), "/fragments/desk")


@pytest.mark.row("copy-1")
def test_a_limit_whose_documents_are_gone_is_named_on_the_desk_and_to_students(
    world: World,
) -> None:
    teacher = world.instructor(**custom("00000000-0000-4000-8000-000000000000"))
    before = world.student(**custom("00000000-0000-4000-8000-000000000000"))
    assert NO_DOCUMENTS in read(before, "/fragments/panel")
    first = add(teacher, "Programa.md", PROGRAMA, world)
    teacher.delete(f"/api/documents/{first}")
    corrected = add(teacher, "Programa.md", CORRECTED, world)
    teacher, student = world.instructor(**custom(first)), world.student(**custom(first))
    desk, panel = read(teacher, "/fragments/desk"), read(student, "/fragments/panel")

    assert NONE_OF_THEM in panel
    assert NO_DOCUMENTS not in panel
    assert "these are not here: Programa.md. So students get no answers in it." in " ".join(
        desk.split()
    )
    assert f'data-documents="{corrected}"' in desk


@pytest.mark.row("copy-1")
def test_asking_by_the_api_says_what_the_panel_says_instead_of_a_box(world: World) -> None:
    teacher = world.instructor()
    first = add(teacher, "Programa.md", PROGRAMA, world)
    student, elsewhere = world.student(**custom(first)), world.student()
    teacher.delete(f"/api/documents/{first}")
    add(teacher, "Otro.md", b"# Otro\n\nLa biblioteca abre a las 9.\n", world)

    refused = student.ask("¿Cuándo es el parcial?")
    problem = refused.get_json()
    assert (refused.status_code, problem["code"]) == (409, "limit_stale")
    assert problem["detail"] in read(student, "/fragments/panel")
    assert NONE_OF_THEM in problem["detail"]
    assert student.get("/api/questions").get_json() == []
    assert elsewhere.ask("¿Cuándo abre la biblioteca?").status_code == 201


@pytest.mark.row("copy-1")
@pytest.mark.parametrize("everything", [True, False])
def test_an_instructor_mends_a_limit_for_everybody_in_the_activity(
    world: World, everything: bool
) -> None:
    teacher = world.instructor()
    first = add(teacher, "Programa.md", PROGRAMA, world)
    teacher.delete(f"/api/documents/{first}")
    corrected = add(teacher, "Programa.md", CORRECTED, world)
    add(teacher, "Otro.md", b"# Otro\n\nLa biblioteca abre a las 9.\n", world)
    student = world.student(**custom(first))  # who has it open meanwhile
    teacher = world.instructor(**custom(first))
    chosen = [] if everything else [corrected]
    mended = teacher.client.put(
        "/api/activity/limit", json={"documents": chosen}, headers=teacher.headers
    )
    panel = read(student, "/fragments/panel")

    assert mended.status_code == 204
    assert NONE_OF_THEM not in panel
    assert ("This activity answers from: Programa." in panel) is not everything
    assert "stale-limit" not in read(teacher, "/fragments/desk")
    # Another limit from the LMS is another choice.
    again = world.student(**custom("00000000-0000-4000-8000-000000000000"))
    assert NONE_OF_THEM in read(again, "/fragments/panel")


@pytest.mark.row("copy-2")
def test_nobody_else_mends_a_limit_and_none_names_a_foreign_document(world: World) -> None:
    foreign = add(world.instructor(course="9"), "Ajeno.md", PROGRAMA, world)
    mine = add(world.instructor(), "Programa.md", CORRECTED, world)
    limited = custom("00000000-0000-4000-8000-000000000000")

    def put(visitor: Visitor, *documents: str) -> int:
        sent = {"documents": list(documents)}
        return visitor.client.put(
            "/api/activity/limit", json=sent, headers=visitor.headers
        ).status_code

    assert put(world.student(**limited), mine) == 403
    assert put(world.instructor(**limited), foreign) == 404
    assert put(world.instructor(), mine) == 404  # this activity has no limit
    assert put(world.instructor(**limited), mine) == 204


@pytest.mark.row("copy-3")
@pytest.mark.parametrize("by_limit", [True, False])
def test_whoever_teaches_both_takes_the_documents_of_the_copied_course_over(
    world: World, by_limit: bool
) -> None:
    first = add(world.instructor(course="2"), "Programa.md", PROGRAMA, world)
    brought = custom(first) if by_limit else custom(history="2,1")
    copy = world.instructor(course="7", **brought)
    desk = read(copy, "/fragments/desk")

    assert "Documents of “Course 2” that are not here" in desk
    assert first in desk
    taken = copy.post("/api/activity/documents", json={"document": first})
    world.work()
    own = taken.get_json()["id"]
    student = world.student(course="7", **brought)

    assert taken.status_code == 201
    assert own != first
    assert titles(copy) == ["Programa.md"]
    assert [each["document"] for each in student.ask("parcial").get_json()["passages"]] == [own]
    assert "Course 2" not in read(copy, "/fragments/desk")
    # Each course keeps its own: what goes there stays here.
    world.instructor(course="2").delete(f"/api/documents/{first}")
    world.work()
    assert student.get(f"/fragments/versions/{taken.get_json()['version']}").status_code == 200


@pytest.mark.row("copy-3")
def test_what_is_hidden_in_the_first_course_stays_hidden_in_the_copy(world: World) -> None:
    teacher = world.instructor(course="2")
    first = add(teacher, "Soluciones.md", PROGRAMA, world)
    teacher.put(f"/api/documents/{first}/visibility", json={"visible": False})
    copy = world.instructor(course="7", **custom(history="2"))
    taken = copy.post("/api/activity/documents", json={"document": first})
    world.work()
    (there,) = copy.get("/api/documents").get_json()
    seen = world.student(course="7").ask("¿Cuándo es el parcial?").get_json()["passages"]

    assert taken.status_code == 201
    assert (there["state"], there["visible"]) == ("ready", False)
    assert not seen


@pytest.mark.row("copy-3")
def test_of_an_archive_its_documents_are_offered_and_what_was_taken_out_stays_out(
    world: World,
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Programa.md", PROGRAMA)
        archive.writestr("Viejo.md", CORRECTED)
    teacher = world.instructor(course="2")
    first = add(teacher, "todo.zip", packed.getvalue(), world)
    kept = {each["file_name"]: each["id"] for each in teacher.get("/api/documents").get_json()}
    teacher.delete(f"/api/documents/{kept['Viejo.md']}")
    copy = world.instructor(course="7", **custom(history="2"))
    desk = read(copy, "/fragments/desk")
    whole = copy.post("/api/activity/documents", json={"document": first})
    copy.post("/api/activity/documents", json={"document": kept["Programa.md"]})
    world.work()

    assert f'data-documents="{kept["Programa.md"]}"' in desk
    assert whole.status_code == 404
    assert titles(copy) == ["Programa.md"]


@pytest.mark.row("copy-3")
def test_a_second_installation_of_the_same_course_is_no_silent_empty_course(
    world: World,
) -> None:
    first = add(world.instructor(), "Programa.md", PROGRAMA, world)
    anew = FakePlatform(key=world.platform.key, address=world.platform.address, client_id="anew")
    register(anew)
    elsewhere = World(world.system, anew).instructor(**custom())

    assert first in read(elsewhere, "/fragments/desk")
    taken = elsewhere.post("/api/activity/documents", json={"document": first})
    assert taken.status_code == 201


@pytest.mark.row("copy-4")
def test_custom_parameters_open_no_course_that_one_does_not_teach(world: World) -> None:
    first = add(world.instructor(sub="5", course="2"), "Programa.md", PROGRAMA, world)
    forged = {f"{CLAIM}custom": {**custom(first, history="2")[f"{CLAIM}custom"]}}

    def refused(visitor: Visitor) -> bool:
        taken = visitor.post("/api/activity/documents", json={"document": first})
        desk = read(visitor, "/fragments/desk")
        return taken.status_code in {403, 404} and first not in desk and "Programa" not in desk

    # Somebody else who teaches the copy; a student there; an instructor who became a student.
    assert refused(world.instructor(sub="66", course="7", **forged))
    world.student(sub="66", course="2")
    assert refused(world.instructor(sub="66", course="7", **forged))
    world.student(sub="5", course="2")
    assert refused(world.instructor(sub="5", course="7", **forged))
    world.instructor(sub="5", course="2")
    assert refused(world.student(sub="5", course="7", **forged))
    # The same numbers at another platform are another person and other courses.
    other = FakePlatform(key=world.platform.key, address=world.platform.address)
    other.issuer = "https://other.example"
    register(other)
    with other.serving():
        assert refused(World(world.system, other).instructor(sub="5", course="7", **forged))
    assert tables.Document.select().count() == 1


@pytest.mark.row("copy-4")
def test_a_document_of_no_earlier_course_is_not_taken_though_one_teaches_there(
    world: World,
) -> None:
    first = add(world.instructor(course="2"), "Programa.md", PROGRAMA, world)
    unrelated = world.instructor(course="7", **custom(history="3"))
    taken = unrelated.post("/api/activity/documents", json={"document": first})

    assert taken.status_code == 404


@pytest.mark.row("copy-3")
def test_a_copy_whose_instructor_does_not_teach_the_first_course_is_told_why_it_is_empty(
    world: World,
) -> None:
    copy = world.instructor(sub="66", course="7", **custom(history="2"))
    new = world.instructor(sub="66", course="8", **custom(history="$Context.id.history"))

    assert "Documents are not copied with it." in read(copy, "/fragments/desk")
    assert "Documents are not copied with it." not in read(new, "/fragments/desk")


@pytest.mark.row("copy-3")
def test_whoever_places_the_activity_in_an_empty_copy_is_offered_what_the_desk_offers(
    world: World,
) -> None:
    first = add(world.instructor(), "Programa.md", PROGRAMA, world)
    here = {f"{CLAIM}context": {"id": "7", "title": "Course 7"}}
    placing = world.visit(sub="5", **here, **claims(), **custom(history="2"))
    page = read(placing, "/fragments/home")
    assert "Documents of “Course 2” that are not here" in page
    assert f'data-documents="{first}"' in page
    taken = placing.post("/api/activity/documents", json={"document": first})
    while_read = read(placing, "/fragments/home")
    world.work()
    afterwards = read(placing, "/fragments/home")

    assert taken.status_code == 201
    assert "1 document is still being read." in while_read
    assert 'name="documents"' not in while_read
    assert "Documents are not copied with it." not in while_read + afterwards
    assert "Course 2" not in while_read + afterwards
    assert f'value="{taken.get_json()["id"]}"' in afterwards
    assert "still being read" not in afterwards


@pytest.mark.row("copy-3")
def test_whoever_places_the_activity_in_a_copy_of_others_is_told_why_it_is_empty(
    world: World,
) -> None:
    add(world.instructor(), "Programa.md", PROGRAMA, world)
    here = {f"{CLAIM}context": {"id": "7", "title": "Course 7"}}
    placing = world.visit(sub="66", **here, **claims(), **custom(history="2"))
    page = read(placing, "/fragments/home")

    assert "Documents are not copied with it." in page
    assert "Programa" not in page
