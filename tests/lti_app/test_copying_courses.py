"""A course takes over from another one of the same instructor: by the desk and by the API."""

import io
import zipfile
from typing import Any

import pytest

from silabo.storage import tables
from tests.lms import FakePlatform, register
from tests.lti_app.test_copied_courses import CORRECTED, PROGRAMA, add, custom, read
from tests.world import Visitor, World

SOLUTIONS = b"# Soluciones\n\nLa respuesta es 42.\n"
SOURCES = "/api/course/copies/sources"
DESK = "/fragments/desk/copying"


def sources(visitor: Visitor) -> list[str]:
    return [each["id"] for each in visitor.get(SOURCES).get_json()]


def begin(visitor: Visitor, **chosen: Any) -> Any:
    return visitor.post("/api/course/copies", json=chosen)


def write_ahead(visitor: Visitor, question: str, said: str) -> None:
    sent = {"question": question, "sentences": [{"text": said, "citations": []}]}
    made = visitor.post("/api/curated-answers", json=sent)
    assert made.status_code == 201, made.text


@pytest.mark.row("copy-7")
def test_what_is_chosen_is_copied_and_what_may_be_of_last_year_is_told_to_nobody(
    world: World,
) -> None:
    last = world.instructor()
    document = add(last, "Programa.md", PROGRAMA, world)
    write_ahead(last, "¿Con qué nota se promociona?", "Con 8 o más.")
    write_ahead(last, "¿Cuándo se firma la regularidad?", "El 3 de julio a las 9.")
    tables.Decision.update(spread_after=1).execute()
    new = world.instructor(course="7", **custom())
    (source,) = sources(new)
    what = new.get(f"{SOURCES}/{source}").get_json()
    begun = begin(new, source=source, documents=[document], answers=True)
    world.work()
    tables.Decision.update(spread_after=1).execute()
    copied = new.get(f"/api/course/copies/{begun.get_json()['id']}").get_json()
    student = world.student(course="7")
    told = student.ask("¿Con qué nota se promociona?").get_json()
    waits = student.ask("¿Cuándo se firma la regularidad?").get_json()
    world.work()
    later = student.get(f"/api/questions/{waits['id']}").get_json()
    questions = read(new, "/fragments/desk/questions")

    assert (what["answers"]["count"], what["answers"]["dated"]) == (2, 1)
    assert [each["file_name"] for each in what["documents"]] == ["Programa.md"]
    assert begun.status_code == 202
    assert (copied["state"], copied["documents"]) == ("done", 1)
    assert (copied["answers"], copied["doubtful"]) == (2, 1)
    assert "8 o más" in str(student.get(f"/api/questions/{told['id']}").get_json()["answer"])
    assert "julio" not in str(later)
    assert "copied from another course, waits for you to confirm it" in questions
    assert "A document has changed" not in questions
    assert "may state what was last year’s" in read(new, "/fragments/desk/answers")


def test_the_desk_offers_what_the_lms_names_and_lists_the_other_courses(world: World) -> None:
    add(world.instructor(), "Programa.md", PROGRAMA, world)
    world.instructor(course="3")
    new = world.instructor(course="7", **custom(history="2"))
    first, second = sources(new)
    desk = read(new, "/fragments/desk")
    plain = read(world.instructor(course="3", **custom()), "/fragments/desk")
    listed = read(new, DESK)
    form = read(new, f"{DESK}?course={first}")

    assert f"#/desk/copying?course={first}" in desk
    assert 'href="#/desk/copying"' in plain
    assert listed.index(first) < listed.index(second)
    assert "continues that one" in listed
    assert "Programa.md" in form
    assert 'href="#/desk/copying"' in read(new, "/fragments/desk/settings")


@pytest.mark.row("copy-3")
def test_a_second_installation_of_the_course_is_offered_the_same(world: World) -> None:
    add(world.instructor(), "Programa.md", PROGRAMA, world)
    anew = FakePlatform(key=world.platform.key, address=world.platform.address, client_id="anew")
    register(anew)
    elsewhere = World(world.system, anew).instructor(**custom())
    offered = [each["offered"] for each in elsewhere.get(SOURCES).get_json()]

    assert offered == [True]
    assert f"course={sources(elsewhere)[0]}" in read(elsewhere, "/fragments/desk")


def test_an_archive_is_not_copied_but_its_documents_are(world: World) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Programa.md", PROGRAMA)
        archive.writestr("Soluciones.md", SOLUTIONS)
    last = world.instructor()
    add(last, "todo.zip", packed.getvalue(), world)
    new = world.instructor(course="7")
    what = new.get(f"{SOURCES}/{sources(new)[0]}").get_json()
    names = [each["file_name"] for each in what["documents"]]
    kept = {each["file_name"]: each["id"] for each in last.get("/api/documents").get_json()}
    refused = begin(new, source=sources(new)[0], documents=[kept["todo.zip"]])

    assert sorted(names) == ["Programa.md", "Soluciones.md"]
    assert refused.status_code == 404


@pytest.mark.row("copy-5")
def test_nobody_copies_from_a_course_that_they_do_not_teach_now(world: World) -> None:
    document = add(world.instructor(), "Programa.md", PROGRAMA, world)
    new = world.instructor(course="7", **custom(document, history="2"))
    (source,) = sources(new)
    wanted = {"source": source, "documents": [document], "answers": True}

    def refused(visitor: Visitor) -> tuple[int, int]:
        assert "Programa" not in read(visitor, f"{DESK}?course={source}")
        shown = visitor.get(f"{SOURCES}/{source}").status_code
        return shown, begin(visitor, **wanted).status_code

    assert refused(world.instructor(sub="66", course="7")) == (404, 404)
    assert refused(world.student(sub="66", course="7")) == (403, 403)
    world.student(sub="5", course="2")
    assert refused(new) == (404, 404)
    world.instructor(sub="5", course="2")
    other = FakePlatform(key=world.platform.key, address=world.platform.address)
    other.issuer = "https://other.example"
    register(other)
    with other.serving():
        assert refused(World(world.system, other).instructor(course="7")) == (404, 404)
    assert tables.CourseCopy.select().count() == 0
    assert begin(new, **wanted).status_code == 202


def test_a_copy_of_another_course_is_unknown(world: World) -> None:
    add(world.instructor(), "Programa.md", PROGRAMA, world)
    new = world.instructor(course="7")
    begun = begin(new, source=sources(new)[0], settings=True).get_json()["id"]

    assert new.get(f"/api/course/copies/{begun}").status_code == 200
    assert world.instructor().get(f"/api/course/copies/{begun}").status_code == 404
    assert world.student(course="7").get(f"/api/course/copies/{begun}").status_code == 403


def test_why_it_is_refused_is_a_problem(world: World) -> None:
    add(world.instructor(), "Programa.md", PROGRAMA, world)
    new = world.instructor(course="7", **custom())
    (source,) = sources(new)
    nothing = begin(new, source=source)
    first = begin(new, source=source, settings=True)
    second = begin(new, source=source, settings=True)

    assert (nothing.status_code, nothing.get_json()["code"]) == (422, "nothing_to_copy")
    assert first.status_code == 202
    assert (second.status_code, second.get_json()["code"]) == (409, "copying_already")
    assert second.mimetype == "application/problem+json"


def test_what_is_there_already_is_said_and_nothing_is_kept_twice(world: World) -> None:
    last = world.instructor()
    first = add(last, "Programa.md", PROGRAMA, world)
    second = add(last, "Corregido.md", CORRECTED, world)
    new = world.instructor(course="7", **custom())
    add(new, "Ya está.md", PROGRAMA, world)
    (source,) = sources(new)
    here = {
        each["file_name"]: each["here"]
        for each in new.get(f"{SOURCES}/{source}").get_json()["documents"]
    }
    begin(new, source=source, documents=[first, second])
    world.work()
    shown = read(new, DESK)

    assert here == {"Programa.md": True, "Corregido.md": False}
    assert "This file is already in the course, as “Ya está”" in shown
    assert len(new.get("/api/documents").get_json()) == 2


@pytest.mark.parametrize("path", ["/fragments/copying", DESK])
def test_a_student_sees_nothing_of_copying(world: World, path: str) -> None:
    assert world.student().get(path).status_code == 403


def test_the_audit_of_both_courses_names_who_copied_what(world: World) -> None:
    document = add(world.instructor(), "Programa.md", PROGRAMA, world)
    new = world.instructor(course="7")
    begin(new, source=sources(new)[0], documents=[document], answers=True)
    world.work()
    person = tables.Person.get(tables.Person.sub == "5").public_id
    entry = tables.AuditEntry
    noted = entry.select().where(entry.event.startswith("course_copied")).order_by(entry.id)
    added = entry.select().where(entry.event == "document_added").order_by(entry.id.desc()).get()

    assert [(each.event, each.actor, each.detail) for each in noted] == [
        ("course_copied", person, "1 documents, answers"),
        ("course_copied_from", person, "1 documents, answers"),
    ]
    assert added.actor == person
