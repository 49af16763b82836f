"""What card, list, API and letters say to messages that no document answers."""

from dataclasses import replace

import pytest

from silabo.domain.answers import AnswerKind, Outcome, Sentence
from silabo.wording.catalogues import say
from silabo.wording.error_sentences import sentence
from silabo.wording.replies import reply_text
from tests import seeds
from tests.delivery.claims import ANSWER, letter
from tests.lti_app.panel.fragments import answered, ask, card, show
from tests.world import World
from wiring.parts import build
from wiring.settings import Settings

CONTACT = "Orientación, +34 900 000 000"
DISTRESS = Outcome(AnswerKind.REPLY, "es", reply="reply_distress")
BESIDE = replace(seeds.extractive(), reply="reply_distress")
OWN = Outcome(
    AnswerKind.REPLY, "es", (Sentence("Pregunten a Ana.", ()),), reply="reply_out_of_scope"
)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A university that named its contact."""
    return settings.model_copy(update={"counselling": CONTACT})


def test_distress_is_told_the_contact_of_the_university_and_nothing_is_quoted(
    world: World,
) -> None:
    shown = card(*answered(world, DISTRESS))

    assert sentence("es", "reply_distress_contact", {"contact": CONTACT}) in shown.words
    assert not shown.find("blockquote")


def test_the_contact_stands_above_the_answer_of_who_may_be_in_danger(world: World) -> None:
    student, question = answered(world, BESIDE)

    shown = card(student, question)

    assert CONTACT in shown.words
    assert shown.words.index(CONTACT) < shown.words.index(BESIDE.sentences[0].text)
    assert say("es", "Answered") in show(student, "questions").words


def test_without_a_contact_the_sentence_names_nobody(world: World, settings: Settings) -> None:
    world.system = build(settings.model_copy(update={"counselling": ""}))
    shown = card(*answered(world, DISTRESS))

    assert sentence("es", "reply_distress") in shown.words
    assert CONTACT not in shown.words


def test_instructors_words_stand_where_a_topic_is_left_out(world: World) -> None:
    student, question = answered(world, OWN)

    assert "Pregunten a Ana." in card(student, question).words
    assert "Aquí no se responde" in show(student, "questions").words


@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("reply_graded_work", "Trabajo con nota"),
        ("reply_off_topic", "No es del curso"),
        ("reply_distress", "A quién acudir"),
    ],
)
def test_the_list_names_what_was_replied_to(world: World, code: str, named: str) -> None:
    student, _ = answered(world, Outcome(AnswerKind.REPLY, "es", reply=code))

    assert named in show(student, "questions").words


def test_the_api_says_the_reply(world: World) -> None:
    student = world.student()
    question = ask(student, "resolveme el ejercicio 3")
    world.work()

    answer = student.get(f"/api/questions/{question}").get_json()["answer"]

    assert (answer["kind"], answer["sentences"]) == ("reply", [])
    assert answer["reply"] == sentence("es", "reply_graded_work")


def test_an_answer_by_letter_says_to_whom_somebody_in_danger_can_turn() -> None:
    composed = letter(reply="reply_distress")

    for text in (composed.text, composed.html):
        assert "número de emergencias" in text
    assert "número de emergencias" not in letter().text


def test_a_full_stop_after_the_contact_is_not_doubled() -> None:
    answer = replace(ANSWER, reply="reply_distress")

    assert "Ana, office 3. " in reply_text("en", answer, "Ana, office 3.")
    assert reply_text("en", replace(answer, reply=""), CONTACT) == ""
