"""Programs that take part by a token of the course: what they may, and everything that they may
not.
"""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from lti_app.bearer import FOR_PROGRAMS
from silabo.domain.programs import LONGEST_NAME, MOST_TOKENS
from silabo.domain.reviews import MOST_SENTENCES
from silabo.storage import audit
from silabo.storage.tables import Decision, ServiceToken
from tests import seeds
from tests.guards.test_api_is_walled import WITHOUT_BEARER, addresses
from tests.lti_app.api.test_reviews import PARKING, ask, hand_over, let_the_ten_seconds_pass
from tests.world import Visitor, World

SAID = "Sí, detrás del aula magna. Se entra por el norte."


def made(instructor: Visitor, name: str = "Mesa de ayuda", days: Any = 30) -> TestResponse:
    return instructor.post("/api/service-tokens", json={"name": name, "days": days})


def program(world: World, course: str = "2") -> Visitor:
    """A program that has a new token of a course."""
    token = made(world.instructor("5", course)).get_json()["token"]
    return Visitor(client=world.browser(), launch="", token=token)


def answer(who: Visitor, question: str, text: str = SAID, **more: Any) -> TestResponse:
    return who.post(f"/api/questions/{question}/answer", json={"text": text, **more})


def handed(world: World, sub: str = "31", text: str = PARKING) -> tuple[Visitor, str]:
    student, question = ask(world, sub, text)
    assert hand_over(student, question).status_code == 200
    return student, question


def test_a_token_is_shown_once_and_kept_by_its_digest_alone(world: World) -> None:
    instructor = world.instructor(name="Marta")
    token = made(instructor).get_json()
    (listed,) = instructor.get("/api/service-tokens").get_json()

    assert len(token["token"]) == 43
    assert listed == {key: token[key] for key in token if key != "token"}
    assert (listed["name"], listed["made_by"], listed["used_at"]) == (
        "Mesa de ayuda",
        "Marta",
        None,
    )
    assert token["token"] not in str(ServiceToken.get().__data__)


def test_a_program_reads_what_was_handed_over_without_a_name_and_answers_it(
    course: World,
) -> None:
    ana, first = ask(course, "31")
    beto, question = handed(course, "32")
    desk = program(course)
    (waits,) = desk.get("/api/hand-overs").get_json()
    answered = answer(desk, question)
    let_the_ten_seconds_pass(course)
    told = [
        who.get(f"/api/questions/{each}").get_json()["answer"]
        for who, each in ((ana, first), (beto, question))
    ]
    third = course.student("33").ask(PARKING).get_json()["answer"]

    assert (waits["question"], waits["text"], waits["waits"]) == (question, PARKING, True)
    assert waits["answer"]["kind"] == "declined"
    assert "Person" not in str(waits)
    assert (answered.status_code, answered.get_json()["told"]) == (201, 2)
    for each in (*told, third):
        assert each["kind"] == "curated"
        assert each["checked_at"] is not None
        assert " ".join(one["text"] for one in each["sentences"]) == SAID
    assert desk.get("/api/hand-overs").get_json() == []
    assert desk.get(f"/api/hand-overs/{question}").get_json()["waits"] is False


def test_an_instructors_own_api_token_answers_too(course: World) -> None:
    _, question = ask(course, "31")
    instructor = course.instructor()
    token = instructor.post("/api/session/tokens").get_json()["token"]
    own = Visitor(client=course.browser(), launch="", token=token)

    assert answer(own, question).status_code == 201
    assert Decision.get().person.sub == "5"


def test_the_same_answer_again_is_the_same_decision(course: World) -> None:
    _, question = handed(course)
    desk = program(course)
    first, again = answer(desk, question), answer(desk, question)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.get_json()["id"] == again.get_json()["id"]


def test_the_audit_names_the_token_that_answered(course: World) -> None:
    _, question = handed(course)
    answer(program(course), question)
    (entry,) = [each for each in audit.listed() if each.event == "review_decided"]

    assert entry.actor == ServiceToken.get().public_id


def test_what_waits_is_read_again_for_nothing_while_it_is_the_same(course: World) -> None:
    _, question = handed(course)
    desk = program(course)
    for path in ("/api/hand-overs", f"/api/hand-overs/{question}"):
        first = desk.get(path)
        same = desk.get(path, headers={"If-None-Match": first.headers["ETag"]})

        assert (first.status_code, same.status_code) == (200, 304)


def test_a_program_is_refused_everywhere_else(course: World) -> None:
    desk = program(course)
    tried = 0
    for method, path, rule in addresses(course):
        if rule in WITHOUT_BEARER | FOR_PROGRAMS:
            continue
        refused = desk.client.open(path, method=method, headers=desk.headers)
        tried += 1

        assert refused.status_code == 403, (method, path)
        assert refused.get_json()["code"] == "not_for_programs", (method, path)
    assert tried > 60


def test_where_a_program_may_act_are_these_addresses_and_they_exist(course: World) -> None:
    rules = {rule for _, _, rule in addresses(course)}

    assert {
        "/api/hand-overs",
        "/api/hand-overs/<uuid:question_id>",
        "/api/questions/<uuid:question_id>/answer",
    } == FOR_PROGRAMS
    assert rules >= FOR_PROGRAMS


def ended(world: World) -> Visitor:
    found = program(world)
    seeds.change(ServiceToken, ends_at=1)
    return found


def revoked(world: World) -> Visitor:
    found = program(world)
    row = ServiceToken.get()
    assert world.instructor().delete(f"/api/service-tokens/{row.public_id}").status_code == 204
    return found


def no_token(world: World) -> Visitor:
    return Visitor(client=world.browser(), launch="", token="")


WHO = {
    "nobody": (no_token, 401, 401),
    "an ended token": (ended, 401, 401),
    "a revoked token": (revoked, 401, 401),
    "another course's token": (lambda world: program(world, "9"), 404, 404),
    "another course's instructor": (lambda world: world.instructor("9", "3"), 404, 404),
    "a student": (lambda world: world.student("32"), 403, 403),
    "its asker": (lambda world: world.student("31"), 403, 403),
}


@pytest.mark.row("attack-9")
@pytest.mark.parametrize("who", WHO)
def test_nobody_else_reads_or_answers_what_was_handed_over(course: World, who: str) -> None:
    _, question = handed(course)
    make, reading, answering = WHO[who]
    visitor = make(course)
    read = visitor.get(f"/api/hand-overs/{question}")
    written = answer(visitor, question)
    listed = visitor.get("/api/hand-overs")

    assert (read.status_code, written.status_code) == (reading, answering)
    assert all(PARKING not in each.text for each in (read, written, listed))
    assert Decision.select().count() == 0


@pytest.mark.row("attack-9")
def test_a_program_neither_reads_nor_answers_what_was_not_handed_over(course: World) -> None:
    _, question = ask(course, "31")
    desk = program(course)

    assert desk.get(f"/api/hand-overs/{question}").status_code == 404
    assert answer(desk, question).status_code == 404


@pytest.mark.row("attack-9")
def test_students_other_courses_and_tokens_make_see_and_revoke_no_tokens(course: World) -> None:
    token = made(course.instructor()).get_json()["id"]
    path = f"/api/service-tokens/{token}"
    student, other = course.student("31"), course.instructor("9", "3")
    own = course.instructor().post("/api/session/tokens").get_json()["token"]
    api = Visitor(client=course.browser(), launch="", token=own)

    assert [made(student).status_code, made(api).status_code] == [403, 403]
    assert made(api).get_json()["code"] == "only_on_the_desk"
    assert student.get("/api/service-tokens").status_code == 403
    assert other.get("/api/service-tokens").get_json() == []
    assert [each.delete(path).status_code for each in (student, other)] == [403, 404]
    assert ServiceToken.select().count() == 1


@pytest.mark.parametrize(
    ("name", "days", "code"),
    [
        ("\u200b ", 30, "token_name"),
        ("a" * (LONGEST_NAME + 1), 30, "token_name"),
        ("a" * 10_000, 30, "invalid"),
        ("Mesa", 0, "invalid"),
        ("Mesa", 367, "invalid"),
        ("Mesa", None, "invalid"),
    ],
)
def test_a_token_without_a_name_or_an_end_is_none(
    world: World, name: str, days: Any, code: str
) -> None:
    refused = made(world.instructor(), name, days)

    assert (refused.status_code, refused.get_json()["code"]) == (422, code)
    assert ServiceToken.select().count() == 0


def test_a_course_has_an_end_of_tokens(world: World) -> None:
    instructor = world.instructor()
    answers = [made(instructor) for _ in range(MOST_TOKENS + 1)]

    assert {each.status_code for each in answers[:-1]} == {201}
    assert (answers[-1].status_code, answers[-1].get_json()["code"]) == (409, "too_many_tokens")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "nothing_to_publish"),
        ("\u200b \n", "nothing_to_publish"),
        ("a" * 1001, "sentence_length"),
        ("a" * 9000, "sentence_length"),
        ("Una frase. " * (MOST_SENTENCES + 1), "too_many_sentences"),
        ("a" * 100_000, "invalid"),
        (7, "invalid"),
    ],
    ids=["nothing", "nothing to be seen", "long", "longer", "too many", "too much", "no text"],
)
def test_what_is_no_answer_is_a_problem_in_the_readers_language(
    course: World, text: Any, code: str
) -> None:
    _, question = handed(course)
    desk = program(course)
    said = set()
    for language in ("es", "en", "fr"):
        refused = desk.post(
            f"/api/questions/{question}/answer",
            json={"text": text},
            headers={"Accept-Language": language},
        )
        said.add(refused.get_json()["detail"])

        assert (refused.status_code, refused.get_json()["code"]) == (422, code)
        assert refused.mimetype == "application/problem+json"
    assert len(said) == 3
    assert Decision.select().count() == 0


def test_who_answers_what_was_decided_meanwhile_looks_again(course: World) -> None:
    _, question = handed(course)
    desk = program(course)
    course.instructor().post(f"/api/reviews/{question}/decisions", json={"kind": "dismissed"})
    refused = answer(desk, question)
    known = desk.get(f"/api/hand-overs/{question}").get_json()["decided"]

    assert (refused.status_code, refused.get_json()["code"]) == (409, "decided_meanwhile")
    assert answer(desk, question, decided=known).status_code == 201
