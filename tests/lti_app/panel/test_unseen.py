"""The choice beside the tick, and what a card says of itself to be seen."""

from dataclasses import replace

import pytest

from silabo.storage import questions
from silabo.storage.tables import Question
from silabo.wording.catalogues import catalogue, say, say_count
from tests import seeds
from tests.lti_app.panel.fragments import ASKED, ask, card, show
from tests.world import Visitor, World

PRESENTATION = "https://purl.imsglobal.org/spec/lti/claim/launch_presentation"
SENTENCES = (
    "Only if I have not seen the answer: when I leave this page, or after %(num)s minute",
    "Only if I have not seen the answer: when I leave this page, or after %(num)s minutes",
)


def asked_if_unseen(student: Visitor) -> str:
    body = {"text": ASKED, "letter": True, "if_unseen": True}
    return str(student.post("/api/questions", json=body).get_json()["id"])


def test_the_choice_stands_beside_the_tick_and_says_when_the_letter_comes(course: World) -> None:
    panel = show(course.student(), "panel")

    assert panel.one("input", name="if_unseen")["type"] == "checkbox"
    assert "checked" not in panel.one("input", name="if_unseen")
    assert catalogue("es").ngettext(*SENTENCES, 10) % {"num": 10} in panel.words


def test_the_choice_is_kept_for_the_next_visit(course: World) -> None:
    student = course.student()
    asked_if_unseen(student)

    assert "checked" in show(student, "panel").one("input", name="if_unseen")


def test_without_an_address_there_is_no_choice(course: World) -> None:
    assert not show(course.student(email=""), "panel").find("input", name="if_unseen")


def test_a_card_whose_letter_waits_says_which_answer_it_shows(course: World) -> None:
    student = course.student()
    question = asked_if_unseen(student)
    waiting = card(student, question)
    course.work()
    shown = card(student, question).one("article")
    student.put(f"/api/questions/{question}/seen", json={"revision": 1})

    assert "data-unseen" not in waiting.one("article")
    assert (
        say(
            "es",
            "You can close this page. The answer will be here, and comes by e-mail if you do not"
            " see it.",
        )
        in waiting.words
    )
    assert shown["data-unseen"] == "1"
    assert "data-unseen" not in card(student, question).one("article")


def test_a_card_says_which_answer_is_news_until_that_was_seen(course: World) -> None:
    student = course.student()
    question = ask(student)
    course.work()
    news = card(student, question).one("article")
    student.put(f"/api/questions/{question}/seen", json={"revision": 1})

    assert news["data-unseen"] == "1"
    assert "data-unseen" not in card(student, question).one("article")


@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_the_list_says_in_words_what_is_new_and_how_much(course: World, language: str) -> None:
    student = course.student(**{PRESENTATION: {"locale": language}})
    first, second = ask(student), ask(student, "¿Cuándo se entrega el trabajo?")
    course.work()
    student.put(f"/api/questions/{first}/seen", json={"revision": 1})
    listed = show(student, "questions")
    of_panel = show(student, "panel")
    student.put(f"/api/questions/{second}/seen", json={"revision": 1})

    assert say_count(language, "%(num)s new", "%(num)s new", 1, num=1) in listed.words
    assert [len(page.find("strong", class_="new")) for page in (listed, of_panel)] == [1, 1]
    assert say(language, "New") in listed.words
    assert say(language, "New") not in show(student, "questions").words


def test_older_questions_come_without_the_heading_again(course: World) -> None:
    student = course.student()
    question = ask(student)

    assert show(student, "questions").find("h2")
    assert not show(student, f"questions/after/{question}").find("h2")


def test_a_card_of_a_failure_says_that_it_shows_no_answer(course: World) -> None:
    student = course.student()
    question = asked_if_unseen(student)
    taken = seeds.claim_question()
    seeds.change(Question, attempt=5)
    questions.give_back(replace(taken, attempt=5), "broken", 0.5, counted=True)

    assert card(student, question).one("article")["data-unseen"] == "0"
