"""The card of one question, in each of its states."""

from collections.abc import Callable, Sequence

import pytest
from flask import template_rendered

from silabo.domain.questions import QuestionState
from silabo.domain.queues import Queue
from silabo.storage import database, revisions
from silabo.storage.tables import Person, Question
from silabo.wording.catalogues import say
from silabo.wording.error_sentences import sentence
from tests import seeds
from tests.lti_app.panel.fragments import ASKED, ask, card
from tests.world import Visitor, World

Change = Callable[[World, Visitor, str], None]


def test_a_waiting_question_shows_its_place_and_the_first_passages(course: World) -> None:
    first, second = course.student("3"), course.student("4")
    ask(first)
    question = ask(second)

    shown = card(second, question)

    article = shown.one("article")
    assert article["data-state"] == "queued"
    assert article["aria-busy"] == "true"
    assert article["data-poll"] == "2000"
    assert say("es", "Waiting: %(place)s of %(of)s", place=2, of=2) in shown.words
    assert any(link.startswith("#/versions/") for link in shown.links)
    assert "1 de octubre" in shown.words
    assert shown.find("button", data_action="cancel")


def test_a_question_that_is_being_answered_says_so(course: World) -> None:
    student = course.student()
    question = ask(student)
    Question.update(state=QuestionState.WORKING, lease_token="x").execute()

    shown = card(student, question)

    assert shown.one("article")["data-state"] == "working"
    assert shown.one("article")["data-poll"] == "1000"


@pytest.mark.parametrize("address", ["ana@example.org", None])
def test_who_waits_is_told_where_the_answer_will_be(course: World, address: str | None) -> None:
    student = course.student(email=address)

    shown = card(student, ask(student))

    by_letter = "You can close this page. It will come by e-mail and stay here."
    here = "You can close this page. The answer will be here."
    assert say("es", by_letter if address else here) in shown.words


def test_the_estimate_is_measured_from_earlier_answers(course: World) -> None:
    student = course.student()
    ask(student)
    course.work()

    shown = card(student, ask(student, "¿Se permite calculadora?"))

    assert " ".join(say("es", "less than 1 min").split()) in shown.words


def test_an_answer_has_a_link_to_the_source_of_each_sentence(course: World) -> None:
    student = course.student()
    question = ask(student)
    course.work()

    shown = card(student, question)

    article = shown.one("article")
    place = f"#/questions/{question}/citations/1"
    assert (article["data-state"], article["data-kind"]) == ("answered", "extractive")
    assert article["data-poll"] == "0"
    assert "aria-busy" not in article
    assert place in [each["href"] for each in shown.find("a", class_="cite")]
    assert shown.links.count(place) >= 2
    assert "Reglas" in shown.words
    assert shown.find("button", data_action="copy")


@pytest.mark.parametrize("text", [ASKED, "¿Se permite calculadora gráfica de biología marina?"])
def test_a_source_that_has_left_the_course_is_marked(course: World, text: str) -> None:
    student, instructor = course.student(), course.instructor()
    question = ask(student, text)
    course.work()
    before = card(student, question)
    document = instructor.get("/api/documents").get_json()[0]["id"]
    instructor.delete(f"/api/documents/{document}")

    after = card(student, question)

    words = say("es", "since changed or taken out")
    assert f"#/questions/{question}/citations/1" in after.links
    assert (before.words.count(words), after.words.count(words) > 0) == (0, True)


def test_while_its_letter_is_on_the_way_an_answer_is_looked_at_again(course: World) -> None:
    student = course.student()
    question = ask(student)
    course.work(Queue.ANSWERS)
    before = card(student, question)
    course.work(Queue.LETTERS)

    after = card(student, question)

    assert before.one("article")["data-poll"] == "2000"
    assert after.one("article")["data-poll"] == "0"
    assert before.words != after.words


def test_a_declined_question_says_what_was_looked_for_and_whom_to_ask(course: World) -> None:
    student = course.student()
    question = ask(student, "¿Cuántos créditos vale la tesina de biología?")
    course.work()

    shown = card(student, question)

    assert shown.one("article")["data-kind"] == "declined"
    assert say("es", "The documents do not say") in shown.words
    assert say("es", "Your instructors can tell you.") in shown.words
    assert shown.find("button", data_action="rephrase")


def test_a_failed_question_keeps_what_the_documents_say(course: World) -> None:
    student = course.student()
    question = ask(student)
    Question.update(state=QuestionState.FAILED).execute()

    shown = card(student, question)

    assert shown.one("article")["data-state"] == "failed"
    assert shown.find("button", data_action="again")
    assert "1 de octubre" in shown.words


def test_a_greeting_is_answered_without_a_source(course: World) -> None:
    student = course.student()
    question = ask(student, "Hola")
    course.work()

    shown = card(student, question)

    assert shown.one("article")["data-kind"] == "reply"
    assert not shown.find("a", class_="cite")
    assert sentence("es", "reply_greeting") in shown.words


def test_who_polls_a_fragment_gets_it_once(course: World) -> None:
    student = course.student()
    path = f"/fragments/questions/{ask(student)}"
    tag = student.get(path).headers["ETag"]

    same = student.get(path, headers={"If-None-Match": tag})
    course.work()

    assert (same.status_code, same.data) == (304, b"")
    assert student.get(path, headers={"If-None-Match": tag}).status_code == 200


def _record(world: World, student: Visitor, question: str) -> None:
    world.work(Queue.ANSWERS)


def _send(world: World, student: Visitor, question: str) -> None:
    world.work(Queue.LETTERS)


def _revise(world: World, student: Visitor, question: str) -> None:
    revisions.revise(question, seeds.extractive())


def _add_document(world: World, student: Visitor, question: str) -> None:
    world.instructor().upload("Otras.md", b"# Otras\n\nOtra cosa.\n")
    world.work(Queue.DOCUMENTS)


def _refuse_address(world: World, student: Visitor, question: str) -> None:
    Person.update(refused_address=Person.email).execute()


def _hold(world: World, student: Visitor, question: str) -> None:
    Question.update(last_error="x", asked_at=1).execute()


def _let_one_go_first(world: World, student: Visitor, question: str) -> None:
    ask(world.student("9"))
    Question.update(round=1).where(Question.public_id == question).execute()


@pytest.mark.row("growth-5")
@pytest.mark.parametrize(
    ("before", "change"),
    [
        ((), _record),
        ((), _hold),
        ((), _let_one_go_first),
        ((), _refuse_address),
        ((), _add_document),
        ((_record,), _send),
        ((_record,), _revise),
        ((_record,), _add_document),
    ],
)
def test_a_card_has_a_tag_of_its_own_for_all_that_it_shows(
    course: World, before: Sequence[Change], change: Change
) -> None:
    student = course.student()
    question = ask(student)
    path = f"/fragments/questions/{question}"
    for each in before:
        each(course, student, question)
    tag = student.get(path).headers["ETag"]
    same = student.get(path, headers={"If-None-Match": tag}).status_code
    change(course, student, question)
    other = student.get(path, headers={"If-None-Match": tag})

    assert same == 304
    assert other.status_code == 200
    assert other.headers["ETag"] != tag


@pytest.mark.row("growth-5")
def test_a_card_that_whoever_polls_has_is_neither_loaded_nor_rendered(course: World) -> None:
    student = course.student()
    path = f"/fragments/questions/{ask(student)}"
    rendered: list[object] = []
    statements: list[str] = []
    first = student.get(path)
    hooks = database.database.obj.query_hooks
    hooks.append(lambda query: statements.append(query.sql))
    with template_rendered.connected_to(lambda *_, **__: rendered.append(1), course.system.app):
        student.get(path, headers={"If-None-Match": first.headers["ETag"]})
        same = (len(rendered), sum('"passage"' in each for each in statements))
        student.get(path)

    assert same == (0, 0)
    assert len(rendered) == 1
    assert sum('"passage"' in each for each in statements) > 0


@pytest.mark.row("lti-44")
@pytest.mark.parametrize("rest", ["", "/citations/1"])
def test_a_foreign_card_is_as_unknown_as_none(course: World, rest: str) -> None:
    owner, stranger = course.student("3"), course.student("4")
    question = ask(owner)
    course.work()

    foreign = stranger.get(f"/fragments/questions/{question}{rest}")

    assert foreign.status_code == 404
    assert owner.get(f"/fragments/questions/{question}{rest}").status_code == 200
