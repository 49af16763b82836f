import io
import zipfile
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from silabo.domain.queues import Queue
from tests.world import Visitor, World

OLD = b"# Reglas\n\nEl primer parcial es el jueves 1 de octubre a las 14:00.\n"
NEW = b"# Reglas\n\nEl primer parcial es el viernes 2 de octubre a las 15:00.\n"
ASKED = "\u00bfCu\u00e1ndo es el primer parcial?"


def replace(
    visitor: Visitor, document: str, content: bytes, name: str = "Reglas.md"
) -> TestResponse:
    form = {"file": (io.BytesIO(content), name)}
    return visitor.post(
        f"/api/documents/{document}/versions", data=form, content_type="multipart/form-data"
    )


def zipped() -> bytes:
    """An archive of one document."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("Reglas.md", NEW)
    return stream.getvalue()


@pytest.fixture
def document(world: World) -> str:
    """A document of a course, ready, by its id."""
    made = world.instructor().upload("Reglas.md", OLD).get_json()
    world.work()
    return str(made["id"])


def told(world: World) -> str:
    """The first passages that a student is shown."""
    asked = world.student().ask(ASKED).get_json()
    return " ".join(each["text"] for each in asked["passages"])


def test_the_old_text_is_found_until_the_new_one_has_been_read(world: World, document: str) -> None:
    instructor = world.instructor()
    answer = replace(instructor, document, NEW)
    body = answer.get_json()
    before = told(world)
    world.work(Queue.DOCUMENTS, Queue.UPKEEP)
    after = told(world)
    now = instructor.get(f"/api/documents/{document}").get_json()

    assert answer.status_code == 201
    assert body["id"] == document
    assert body["state"] == "received"
    assert body["answering"] != body["version"]
    assert "1 de octubre" in before
    assert "2 de octubre" in after
    assert "1 de octubre" not in after
    assert now["answering"] == now["version"] == body["version"]


def test_a_replacement_that_is_refused_changes_nothing(world: World, document: str) -> None:
    instructor = world.instructor()
    same = replace(instructor, document, OLD)
    broken = replace(instructor, document, b"GIF89a", "Reglas.docx")
    nothing = replace(instructor, str(uuid4()), NEW)
    archive = replace(instructor, document, zipped(), "Todo.zip")

    assert (same.status_code, same.get_json()["code"]) == (409, "same_file")
    assert (broken.status_code, broken.get_json()["code"]) == (422, "wrong_content")
    assert (nothing.status_code, nothing.get_json()["code"]) == (404, "not_found")
    assert (archive.status_code, archive.get_json()["code"]) == (409, "archive_not_replaced")
    assert "1 de octubre" in told(world)


def test_a_replacement_is_given_up_and_what_answers_is_not(world: World, document: str) -> None:
    instructor = world.instructor()
    made = replace(instructor, document, NEW).get_json()
    answering = instructor.delete(f"/api/documents/{document}/versions/{made['answering']}")
    given_up = instructor.delete(f"/api/documents/{document}/versions/{made['version']}")
    world.work()

    assert (answering.status_code, given_up.status_code) == (404, 204)
    assert "1 de octubre" in told(world)
    assert instructor.get(f"/api/documents/{document}").get_json()["version"] == made["answering"]


def test_a_hidden_document_is_found_by_nobody_until_it_is_shown(
    world: World, document: str
) -> None:
    instructor, path = world.instructor(), f"/api/documents/{document}/visibility"
    hidden = instructor.put(path, json={"visible": False}).get_json()
    nothing = world.student().ask(ASKED).get_json()["passages"]
    dated = instructor.put(path, json={"visible": False, "from": "2199-03-12"}).get_json()
    past = instructor.put(path, json={"visible": False, "from": "2020-03-12"}).get_json()

    assert (hidden["visible"], hidden["visible_from"]) == (False, None)
    assert nothing == []
    assert (dated["visible"], dated["visible_from"]) == (False, "2199-03-12T00:00:00.000Z")
    assert (past["visible"], past["visible_from"]) == (True, None)
    assert "1 de octubre" in told(world)


@pytest.mark.parametrize("who", ["student", "other_course", "administrator"])
def test_only_instructors_of_the_course_replace_hide_or_show(
    world: World, document: str, who: str
) -> None:
    visitor = {
        "student": world.student,
        "other_course": lambda: world.instructor(course="9"),
        "administrator": lambda: world.visit(
            **{
                "https://purl.imsglobal.org/spec/lti/claim/roles": [
                    "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator"
                ]
            }
        ),
    }[who]()
    refused = 404 if who == "other_course" else 403
    answers = (
        replace(visitor, document, NEW),
        visitor.put(f"/api/documents/{document}/visibility", json={"visible": False}),
        visitor.delete(f"/api/documents/{document}/versions/{uuid4()}"),
    )

    assert [each.status_code for each in answers] == [refused] * 3
    assert "1 de octubre" in told(world)


def test_a_document_is_found_by_the_name_of_its_file(world: World, document: str) -> None:
    instructor = world.instructor()
    named = instructor.get("/api/documents", query_string={"file_name": "Reglas.md"}).get_json()
    other = instructor.get("/api/documents", query_string={"file_name": "Otro.md"}).get_json()

    assert [each["id"] for each in named] == [document]
    assert other == []


def test_a_citation_of_what_was_replaced_says_so_and_leads_to_what_stands_there_now(
    world: World, document: str
) -> None:
    student = world.student()
    asked = student.ask(ASKED).get_json()["id"]
    world.work()
    replace(world.instructor(), document, NEW)
    world.work()
    shown = student.get(f"/fragments/questions/{asked}/citations/1").text
    now = world.instructor().get(f"/api/documents/{document}").get_json()["version"]
    world.instructor().put(f"/api/documents/{document}/visibility", json={"visible": False})
    hidden = student.get(f"/fragments/questions/{asked}/citations/1").text
    read = student.get(f"/fragments/versions/{now}")

    assert "1 de octubre" in shown
    assert f'href="#/versions/{now}"' in shown
    assert f"#/versions/{now}" not in hidden
    assert read.status_code == 404
