"""A lent document in all that a course does with documents, and the wall around everything else."""

from typing import Any

import pytest

from silabo.domain.queues import Queue
from silabo.storage import replacing, tables
from tests import seeds
from tests.lms import CLAIM
from tests.world import Visitor, World

RULE = "La regularidad se pierde con tres faltas."
RULES = f"# Reglamento\n\n{RULE}\n\nEntrega del TP 9: 3 de mayo\n".encode()
OWN = b"# Programa\n\nEntrega del TP 9: 4 de mayo\n"
ASKED = "¿Con cuántas faltas se pierde la regularidad?"
OTHERS = "/api/offered-documents"


@pytest.fixture
def lent(world: World) -> str:
    """The id of a document of course 2 that course 7 has taken."""
    lender = world.instructor()
    document = str(lender.upload("Reglamento.md", RULES).get_json()["id"])
    world.work()
    lender.put(f"/api/documents/{document}/offer")
    assert reader(world).put(f"{OTHERS}/{document}").status_code == 204
    world.work()
    return document


def reader(world: World) -> Visitor:
    return world.instructor("8", "7")


def limited(world: World, *documents: str) -> Visitor:
    """A student of course 7 whose activity is limited to these documents."""
    said = {f"{CLAIM}custom": {"silabo_documents": ",".join(documents)}}
    return world.student("30", "7", **said)


def answer(world: World, student: Visitor) -> dict[str, Any]:
    asked = student.ask(ASKED).get_json()
    world.work()
    return dict(student.get(f"/api/questions/{asked['id']}").get_json())


def test_an_answer_quotes_it_opens_it_and_keeps_only_the_quotation_when_it_is_ended(
    world: World, lent: str
) -> None:
    student = world.student("30", "7")
    told = answer(world, student)
    source = f"/fragments/questions/{told['id']}/citations/1"
    before = student.get(source).text
    world.instructor().delete(f"/api/documents/{lent}/offer")
    world.work()
    after = student.get(source)

    assert told["answer"]["citations"][0]["title"] == "Reglamento"
    assert "Entrega del TP 9" in before
    assert RULE in after.text
    assert "Entrega del TP 9" not in after.text


def test_whoever_was_told_what_it_says_is_answered_again_when_it_is_ended(
    world: World, lent: str
) -> None:
    student = world.student("30", "7")
    told = answer(world, student)
    world.work(Queue.UPKEEP)
    world.instructor().delete(f"/api/documents/{lent}/offer")
    world.work(Queue.UPKEEP)
    tables.Revisit.update(run_after=0).execute()
    world.work()
    now = student.get(f"/api/questions/{told['id']}").get_json()

    assert told["answer"]["kind"] == "extractive"
    assert now["answer"]["kind"] == "declined"


def test_an_activity_that_is_limited_to_it_answers_from_it_until_it_is_ended(
    world: World, lent: str
) -> None:
    student = limited(world, lent)
    told = answer(world, student)
    world.instructor().delete(f"/api/documents/{lent}/offer")
    reader(world).upload("Programa.md", OWN)
    world.work()
    refused = student.ask("¿Y ahora?")

    assert told["answer"]["kind"] == "extractive"
    assert (refused.status_code, refused.get_json()["code"]) == (409, "limit_stale")


def test_it_may_disagree_with_what_the_reading_course_has_and_only_there(
    world: World, lent: str
) -> None:
    instructor = reader(world)
    instructor.upload("Programa.md", OWN)
    for _ in range(3):
        world.work()
        world.system.workers.run(Queue.DOCUMENTS)
    found = instructor.get("/api/disagreements").get_json()

    assert [{each["one_value"], each["other_value"]} for each in found] == [
        {"3 de mayo", "4 de mayo"}
    ]
    assert world.instructor().get("/api/disagreements").get_json() == []


def test_a_third_course_takes_over_no_document_that_is_only_borrowed(
    world: World, lent: str
) -> None:
    reader(world).upload("Programa.md", OWN)
    world.work()
    third = world.instructor("8", "9")
    (source,) = third.get("/api/course/copies/sources").get_json()
    offered = third.get(f"/api/course/copies/sources/{source['id']}").get_json()

    assert [each["file_name"] for each in offered["documents"]] == ["Programa.md"]


def test_the_lending_course_learns_the_title_of_its_reader_and_nothing_else(
    world: World, lent: str
) -> None:
    answer(world, world.student("30", "7"))
    lender = world.instructor()
    offer = lender.get(f"/api/documents/{lent}/offer").get_json()
    questions = lender.get("/fragments/desk/questions?all=1").text

    assert offer["courses"] == ["Course 7"]
    assert "faltas" not in questions


def test_an_instructor_of_the_reading_course_changes_nothing_of_it(world: World, lent: str) -> None:
    instructor, path = reader(world), f"/api/documents/{lent}"
    refused = [
        instructor.delete(path),
        instructor.put(f"{path}/visibility", json={"visible": False}),
        instructor.post(f"{path}/readings"),
        instructor.put(f"{path}/offer"),
    ]
    instructor.put(f"{path}/visibility", json={"visible": False})

    assert [each.status_code for each in refused] == [404] * 4
    assert world.instructor().get(path).get_json()["visible"]


def test_the_desk_of_a_limit_that_is_partly_gone_tells_no_file_that_is_not_shown_there(
    world: World, lent: str
) -> None:
    lender = tables.Document.get(tables.Document.public_id == lent).course_id
    replacing.replace(lender, lent, seeds.upload("Borrador secreto.md"))
    named = f"{lent},00000000-0000-4000-8000-000000000000"
    said = {f"{CLAIM}custom": {"silabo_documents": named}}
    desk = world.instructor("8", "7", **said).get("/fragments/desk/documents").text

    assert "stale-limit" in desk
    assert "Reglamento" in desk
    assert "Borrador secreto" not in desk


def test_a_limit_that_is_gone_is_lifted_where_all_that_answers_is_borrowed(
    world: World, lent: str
) -> None:
    said = {f"{CLAIM}custom": {"silabo_documents": "00000000-0000-4000-8000-000000000000"}}
    desk = world.instructor("8", "7", **said).get("/fragments/desk/documents").text

    assert 'data-action="choose-limit" data-documents=""' in desk


def test_a_course_whose_activity_is_limited_to_a_lent_document_does_not_go_on_from_its_lender(
    world: World,
) -> None:
    lender = world.instructor("8")
    document = lender.upload("Reglamento.md", RULES).get_json()["id"]
    lender.upload("Actas.md", OWN)
    world.work()
    lender.put(f"/api/documents/{document}/offer")
    said = {f"{CLAIM}custom": {"silabo_documents": document}}
    before = world.instructor("8", "7", **said).get("/fragments/desk/documents").text
    reader(world).put(f"{OTHERS}/{document}")
    after = world.instructor("8", "7", **said).get("/fragments/desk/documents").text

    assert 'data-action="take-over"' in before
    assert 'data-action="take-over"' not in after
