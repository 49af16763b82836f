"""The card and the list of questions that go on from another one."""

from dataclasses import replace

import pytest

from silabo.domain.people import Role
from silabo.storage.tables import Launch
from silabo.wording.catalogues import say
from tests import seeds
from tests.lti_app.panel.fragments import answered, card, show
from tests.world import Visitor, World

WHOLE = "¿Cuándo es el segundo <parcial>?"


def ask_on(student: Visitor, text: str, follows: str) -> str:
    asked = student.post("/api/questions", json={"text": text, "follows": follows})
    return str(asked.get_json()["id"])


@pytest.mark.row("thread-1")
def test_a_completed_question_says_what_it_was_understood_as_and_how_to_undo_it(
    course: World,
) -> None:
    shown = card(*answered(course, replace(seeds.extractive(), understood_as=WHOLE)))

    assert say("es", "Understood as: %(question)s", question="").strip() in shown.words
    assert WHOLE in shown.words
    assert shown.one("article")["data-understood"] == WHOLE
    assert shown.find("button", data_action="as-written")


def test_a_question_as_it_was_written_says_nothing_of_it(course: World) -> None:
    shown = card(*answered(course, seeds.extractive()))

    assert "Entendida" not in shown.words
    assert not shown.find("button", data_action="as-written")
    assert shown.find("button", data_action="ask-on")


def test_a_follow_up_stands_under_what_it_goes_on_from_and_that_names_it(course: World) -> None:
    student, first = answered(course, seeds.extractive())
    second = ask_on(student, "y el segundo?", first)
    below, above = card(student, second), card(student, first)

    assert below.one("article")["data-follows"] == first
    assert f"#/questions/{first}" in below.links
    assert "¿Cuándo es el parcial?" in below.words
    assert f"#/questions/{second}" in above.links
    assert say("es", "Asked about this") in above.words
    assert not below.find("button", data_action="ask-on")  # it waits


@pytest.mark.row("thread-3")
def test_a_card_names_no_question_that_was_deleted(course: World) -> None:
    student, first = answered(course, seeds.extractive())
    second = ask_on(student, "y el segundo?", first)
    student.delete(f"/api/questions/{first}")

    assert card(student, second).one("article")["data-follows"] == ""
    assert f"#/questions/{first}" not in card(student, second).links


def test_who_may_only_read_is_offered_nothing_to_ask(course: World) -> None:
    student, first = answered(course, replace(seeds.extractive(), understood_as=WHOLE))
    Launch.update(role=Role.VIEWER).execute()
    shown = card(student, first)

    assert WHOLE in shown.words
    assert not shown.find("button", data_action="ask-on")
    assert not shown.find("button", data_action="as-written")


def test_the_same_words_in_two_threads_are_two_questions_in_the_list(course: World) -> None:
    student, first = answered(course, seeds.extractive())
    other = str(student.ask("¿Cuándo es el recuperatorio?").get_json()["id"])
    course.work()
    ids = [ask_on(student, "y el segundo?", each) for each in (first, other, other)]

    listed = show(student, "questions")
    order = [each["data-question"] for each in listed.find("a", class_="question")]

    assert order == [ids[2], ids[1], ids[0], other, first]
    assert len(listed.find("details", class_="again")) == 1


def test_the_list_says_what_a_completed_question_meant(course: World) -> None:
    student, _ = answered(course, replace(seeds.extractive(), understood_as=WHOLE))

    assert WHOLE in show(student, "questions").words
