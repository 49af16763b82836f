"""The choice beside the tick, and what a card says of itself to be seen."""

from dataclasses import replace

from silabo.storage import questions
from silabo.storage.tables import Question
from silabo.wording.catalogues import catalogue, say
from tests import seeds
from tests.lti_app.panel.fragments import ASKED, ask, card, show
from tests.world import Visitor, World

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


def test_a_card_without_the_choice_is_not_asked_about(course: World) -> None:
    student = course.student()
    question = ask(student)
    course.work()

    assert "data-unseen" not in card(student, question).one("article")


def test_a_card_of_a_failure_says_that_it_shows_no_answer(course: World) -> None:
    student = course.student()
    question = asked_if_unseen(student)
    taken = seeds.claim_question()
    seeds.change(Question, attempt=5)
    questions.give_back(replace(taken, attempt=5), "broken", 0.5, counted=True)

    assert card(student, question).one("article")["data-unseen"] == "0"
