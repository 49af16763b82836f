"""No way out for what waits for an instructor's approval: every one is tried with words that occur
nowhere else.
"""

from dataclasses import replace

import pytest
from werkzeug.test import TestResponse

from silabo.domain.answers import AnswerKind, Choice, Outcome, Part, Sentence
from silabo.domain.queues import Queue
from silabo.storage import courses, person_exports, questions, tables
from silabo.storage.database import now_ms
from tests import seeds
from tests.lti_app.panel.fragments import ASKED, RULES
from tests.world import Visitor, World

CANARY = "estornino-7391"


@pytest.fixture
def course(world: World) -> World:
    """A course whose answers wait."""
    world.instructor().upload("Reglas.md", RULES.encode())
    world.work()
    courses.choose_approval(number(), wanted=True)
    return world


def number() -> int:
    return int(tables.Course.get().id)


def secret(kind: AnswerKind) -> Outcome:
    """An answer that has the words in all that it tells."""
    version = tables.Version.get()
    cited = seeds.citation(
        document=version.document.public_id, version=version.public_id, quote=CANARY
    )
    return Outcome(
        kind,
        "es",
        sentences=(Sentence(f"Es {CANARY}.", (1,), part=1),),
        citations=(cited,),
        searched=(CANARY,),
        nearest=(replace(cited, number=3),),
        understood_as=f"¿{CANARY}?",
        parts=(Part(f"¿{CANARY}?", kind, searched=(CANARY,)),),
        quoted=(replace(cited, number=2),),
        choices=(Choice(CANARY, f"¿{CANARY}?"),),
    )


def kept_back(course: World, student: Visitor, kind: AnswerKind = AnswerKind.GENERATED) -> str:
    """A question whose answer waits, with what a model wrote for it."""
    asked = str(student.ask(ASKED).get_json()["id"])
    claimed = seeds.claim_question()
    questions.quote(claimed, secret(kind).citations)
    questions.record(claimed, secret(kind), took_ms=1)
    tables.ModelCall.create(
        question=claimed.id,
        course=number(),
        model="m",
        purpose="draft",
        prompt=CANARY,
        output=CANARY,
        took_ms=1,
        created_at=now_ms(),
    )
    return asked


def everything(course: World, visitor: Visitor, question: str) -> list[TestResponse]:
    """What a visitor gets of every address that can be read."""
    found = []
    for rule in course.system.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        path = rule.rule
        for argument in rule.arguments:
            path = path.replace(f"<uuid:{argument}>", question)
            path = path.replace(f"<int:{argument}>", "1").replace(f"<{argument}>", "p1")
        found.append(visitor.get(path))
    return found


@pytest.mark.parametrize("kind", [AnswerKind.GENERATED, AnswerKind.EXTRACTIVE, AnswerKind.CLOSEST])
def test_no_address_tells_it_to_its_asker_or_another_student(
    course: World, kind: AnswerKind
) -> None:
    student = course.student()
    question = kept_back(course, student, kind)
    other = course.student("9")
    other.ask(ASKED)
    read = [*everything(course, student, question), *everything(course, other, question)]
    asked_on = student.post("/api/questions", json={"text": "¿y el segundo?", "follows": question})
    judged = student.put(f"/api/questions/{question}/feedback", json={"answered": True})
    seen = student.put(f"/api/questions/{question}/seen", json={"revision": 1})
    handed = student.put(f"/api/questions/{question}/hand-over")
    tried = [*read, asked_on, judged, seen, handed]

    assert len(read) > 120
    assert [each.request.path for each in tried if CANARY.encode() in each.data] == []
    assert not any(each.headers.get("Content-Encoding") for each in tried)
    assert (judged.status_code, handed.status_code) == (409, 200)


def test_no_letter_copy_or_call_of_a_program_tells_it(course: World) -> None:
    student = course.student()
    question = kept_back(course, student)
    student.put(f"/api/questions/{question}/hand-over")
    course.work(Queue.LETTERS, Queue.UPKEEP)
    mails = [each.read_bytes() for each in (course.system.settings.data_dir / "mail").glob("*")]
    owed = [row.kind for row in tables.Delivery.select()]
    calls = [repr(row.__data__) for row in tables.WebhookCall.select()]
    person = tables.Person.get(tables.Person.sub == "3").public_id

    assert [each for each in mails if CANARY.encode() in each] == []
    assert not {"answer", "reply", "changed"} & set(owed)
    assert [each for each in calls if CANARY in each] == []
    assert CANARY not in repr(person_exports.export(person))


def test_it_is_waited_for_no_longer_once_it_waits_for_an_instructor(course: World) -> None:
    student = course.student()
    kept_back(course, student)
    again = student.post("/api/questions", json={"text": ASKED}, headers={"Prefer": "wait=1"})

    assert again.status_code == 201
    assert CANARY not in again.text


def test_the_question_says_that_it_waits_and_its_tag_changes_when_it_does(course: World) -> None:
    student = course.student()
    asked = str(student.ask(ASKED).get_json()["id"])
    before = student.get(f"/api/questions/{asked}")
    course.work(Queue.ANSWERS)
    after = student.get(
        f"/api/questions/{asked}", headers={"If-None-Match": before.headers["ETag"]}
    )
    body = after.get_json()

    assert after.status_code == 200
    assert (body["state"], body["answer"], body["unread"]) == ("unapproved", None, False)
    assert body["unapproved_since"]
    assert body["passages"]


def test_instructors_read_it_in_the_review(course: World) -> None:
    question = kept_back(course, course.student())
    teacher = course.instructor()
    review = teacher.get(f"/api/reviews/{question}").get_json()
    listed = teacher.get("/fragments/desk/questions").text

    assert CANARY in str(review["answer"])
    assert (review["group"]["harm"], review["group"]["unapproved"]) == ("unapproved", 1)
    assert "Espera tu visto bueno" in listed


def test_turned_off_in_the_settings_it_is_told_at_once(course: World) -> None:
    student = course.student()
    question = kept_back(course, student)
    teacher = course.instructor()
    settings = teacher.get("/api/course/settings").get_json()
    del settings["models"]
    kept = teacher.put("/api/course/settings", json={**settings, "approval": None})
    still = student.get(f"/api/questions/{question}").get_json()["state"]
    teacher.put("/api/course/settings", json={**settings, "approval": False})
    course.work(Queue.LETTERS)
    body = student.get(f"/api/questions/{question}").get_json()

    assert settings["approval"] is True
    assert (kept.status_code, still) == (204, "unapproved")
    assert body["state"] == "answered"
    assert CANARY in str(body["answer"])
    assert body["delivery"] == "sent"
