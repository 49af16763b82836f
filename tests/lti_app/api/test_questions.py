from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from silabo.storage import courses
from silabo.storage.tables import Course, Person, Question
from tests.lms import CLAIM
from tests.lti_app.api.asked import answered
from tests.world import World

QUESTION = {
    *("id", "text", "language", "state", "asked_at", "answered_at", "waiting", "passages"),
    *("answer", "delivery", "follows", "handed_at", "if_unseen", "quoted", "unread"),
    *("turn_to", "unapproved_since"),
}
PASSAGE = {"document", "version", "title", "path", "anchor", "page", "text"}
ZONES = ("Pacific/Kiritimati", "Pacific/Pago_Pago")


def test_an_accepted_question_comes_back_with_its_first_passages(course: World) -> None:
    answer = course.student().ask("¿Cuándo es el primer parcial?")

    body = answer.get_json()
    assert answer.status_code == 201
    assert set(body) == QUESTION
    assert UUID(body["id"]).version == 4
    assert body["text"] == "¿Cuándo es el primer parcial?"
    assert (body["state"], body["language"]) == ("queued", "es")
    assert body["waiting"] == {"place": 1, "of": 1, "seconds": None}
    assert body["answer"] is body["answered_at"] is body["delivery"] is None
    assert body["quoted"] == []
    assert datetime.fromisoformat(body["asked_at"]).tzinfo
    assert body["asked_at"][-5] == "."
    assert body["asked_at"].endswith("Z")
    assert set(body["passages"][0]) == PASSAGE
    assert body["passages"][0]["title"] == "Reglas"
    assert body["passages"][0]["path"] == ["Reglas"]
    assert "1 de octubre" in body["passages"][0]["text"]


@pytest.mark.parametrize("zone", ZONES)
def test_the_first_passage_for_today_is_of_the_day_that_it_is_in_the_course(
    world: World, zone: str
) -> None:
    # At each moment it is another day in these two places.
    today = {each: datetime.now(ZoneInfo(each)).date() for each in ZONES}
    rules = "".join(
        f"# Clase\n\nHay clase el {day:%d/%m/%Y} en {each}.\n\n" for each, day in today.items()
    )
    world.instructor().upload("Reglas.md", rules.encode())
    world.work()
    courses.choose_zone(Course.get().id, zone, default="UTC")

    first = world.student().ask("¿Dónde hay clase hoy?").get_json()["passages"][0]

    assert zone in first["text"]


def test_a_course_without_documents_has_no_passages_and_says_so(world: World) -> None:
    assert world.student().ask("When?").get_json()["passages"] == []


def test_an_answer_has_a_receipt_for_every_sentence(course: World) -> None:
    student = course.student()
    body = student.get(f"/api/questions/{answered(course, student)}").get_json()

    answer = body["answer"]
    numbers = {each["number"] for each in answer["citations"]}
    assert body["state"] == "answered"
    assert body["waiting"] is None
    assert (answer["kind"], answer["revision"], answer["language"]) == ("extractive", 1, "es")
    assert all(set(each["citations"]) <= numbers for each in answer["sentences"])
    assert all(each["citations"] for each in answer["sentences"])
    assert {"document", "version", "anchor", "quote", "title", "path", "page", "row"} <= set(
        answer["citations"][0]
    )
    assert body["delivery"] == "sent"


def test_what_the_documents_do_not_say_is_declined_with_what_came_near(course: World) -> None:
    student = course.student()
    asked = student.ask("¿Dónde compro el libro de biología marina?").get_json()
    course.work()

    answer = student.get(f"/api/questions/{asked['id']}").get_json()["answer"]
    assert answer["kind"] == "declined"
    assert answer["sentences"] == answer["citations"] == []


def test_the_same_key_and_text_make_one_question(world: World) -> None:
    student = world.student()
    key = {"Idempotency-Key": "one"}

    first, second = student.ask("When?", headers=key), student.ask(" When? ", headers=key)

    assert (first.status_code, second.status_code) == (201, 200)
    assert first.get_json()["id"] == second.get_json()["id"]
    assert Question.select().count() == 1


def test_the_same_key_for_another_text_is_a_conflict(world: World) -> None:
    student = world.student()
    key = {"Idempotency-Key": "one"}
    student.ask("When?", headers=key)

    answer = student.ask("Where?", headers=key)

    assert answer.status_code == 409
    assert answer.get_json()["code"] == "idempotency_conflict"


def test_two_persons_may_use_one_key(world: World) -> None:
    key = {"Idempotency-Key": "one"}

    answers = [world.student(sub).ask("When?", headers=key).status_code for sub in ("3", "4")]

    assert answers == [201, 201]


def test_without_a_key_each_request_is_a_question(world: World) -> None:
    student = world.student()

    ids = {student.ask("When?").get_json()["id"] for _ in range(2)}

    assert len(ids) == 2


@pytest.mark.row("attack-39")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "question_empty"),
        ("  \n\t ", "question_empty"),
        ("\u200b\u200d\u2060\ufeff", "question_empty"),
        ("\u202e\0\x07\ud800", "question_empty"),
        ("a" * 8001, "question_too_long"),
        ("é" * 8001, "question_too_long"),
    ],
    ids=ascii,
)
def test_a_question_of_nothing_or_of_too_much_is_refused(
    world: World, text: str, code: str
) -> None:
    answer = world.student().ask(text)

    assert answer.status_code == 422
    assert answer.get_json()["code"] == code
    assert not Question.select().exists()


@pytest.mark.row("attack-39")
@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  When \t is   it?  ", "When is it?"),
        ("When\n\nis it?\r\n", "When\n\nis it?"),
        ("exa\u00admen par\u200bcial", "examen parcial"),
        ("When\0is it?", "When is it?"),
        ("e\u0301", "é"),
        ("a" * 8000, "a" * 8000),
        ("¿" + "e\u0301" * 7999, "¿" + "é" * 7999),
        ("\u202eabc", "abc"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
    ],
    ids=lambda text: ascii(text)[:20],
)
def test_a_question_is_kept_in_one_form_without_what_is_not_seen(
    world: World, text: str, kept: str
) -> None:
    assert world.student().ask(text).get_json()["text"] == kept


@pytest.mark.row("attack-39")
def test_a_question_of_a_megabyte_is_not_read(world: World) -> None:
    answer = world.student().ask("a" * (1 << 20))

    assert answer.status_code == 413
    assert answer.get_json()["code"] == "too_large"


@pytest.mark.row("attack-8")
@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": None},
        {"text": 7},
        {"text": ["When?"]},
        {"text": "When?", "person_id": 1},
        {"text": "When?", "course_id": 2},
        {"text": "When?", "state": "answered"},
        {"text": "When?", "letter": {}},
        {"text": "When?", "letter": "perhaps"},
        [],
        "When?",
    ],
    ids=repr,
)
def test_a_question_of_another_shape_is_invalid(world: World, body: object) -> None:
    answer = world.student().post("/api/questions", json=body)

    assert answer.status_code == 422
    assert answer.get_json()["code"] == "invalid"
    assert not Question.select().exists()


def test_a_key_beyond_measure_is_invalid(world: World) -> None:
    answer = world.student().ask("When?", headers={"Idempotency-Key": "k" * 101})

    assert answer.status_code == 422


def test_who_is_not_enrolled_may_not_ask(world: World) -> None:
    answer = world.visit(**{f"{CLAIM}roles": []}).ask("May I?")

    assert answer.status_code == 403
    assert answer.get_json()["code"] == "viewer"
    assert not Question.select().exists()


def test_the_tick_for_the_letter_is_remembered(world: World) -> None:
    student = world.student()

    student.post("/api/questions", json={"text": "One?", "letter": False})
    student.ask("Two?")
    student.post("/api/questions", json={"text": "Three?", "letter": True})

    kept = [row.letter for row in Question.select().order_by(Question.id)]
    assert kept == [False, False, True]
    assert Person.get().letters is True


def test_a_question_is_in_the_language_it_was_asked_in_else_in_the_sessions(world: World) -> None:
    student = world.student()

    languages = [
        student.ask(text).get_json()["language"]
        for text in ("When is the first exam?", "Quand a lieu le premier examen ?", "42?")
    ]

    assert languages == ["en", "fr", "es"]


def test_a_fourth_question_that_would_wait_is_refused_with_a_time(world: World) -> None:
    student = world.student()
    for number in range(3):
        student.ask(f"Question {number}?")
    refused = student.ask("Question 4?")
    world.work()
    later = student.ask("Question 4?")

    assert refused.status_code == 429
    assert refused.get_json()["code"] == "questions_open"
    assert int(refused.headers["Retry-After"]) > 0
    assert later.status_code == 201
