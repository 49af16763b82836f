"""The card, the list and the API of an answer that is not sure."""

from dataclasses import replace
from typing import Any

import pytest

from silabo.domain.answers import AnswerKind, Choice, Outcome, Sentence
from silabo.wording.catalogues import say
from tests import seeds
from tests.lti_app.panel.fragments import answered, card, show
from tests.lti_app.panel.markup import Markup
from tests.world import Visitor, World

UNSURE = Outcome(
    kind=AnswerKind.CLOSEST,
    language="es",
    sentences=(Sentence("El parcial es el 1 de octubre.", (1,)), Sentence("Aula 4.", (2,))),
    citations=(seeds.citation(1), seeds.citation(2, quote="Aula 4.", anchor="p9")),
    searched=("tercer parcial", "aula"),
)


@pytest.fixture
def asked(world: World) -> tuple[Visitor, str]:
    """A student, and their question that the documents may not answer."""
    return answered(world, UNSURE)


@pytest.fixture
def shown(asked: tuple[Visitor, str]) -> Markup:
    return card(*asked)


def test_what_may_not_answer_is_marked_and_opens_at_its_place(
    asked: tuple[Visitor, str], shown: Markup
) -> None:
    place = f"#/questions/{asked[1]}/citations/1"

    assert shown.one("article")["data-kind"] == "closest"
    assert say("es", "Not sure") in shown.words
    assert "No es seguro que responda. Lo más cercano que dicen los documentos:" in shown.words
    assert shown.links.count(place) >= 2
    assert say("es", "Quoted from the documents.") not in shown.words


def test_what_may_not_answer_says_what_was_looked_for_and_whom_to_ask(shown: Markup) -> None:
    assert "Busqué:" in shown.words
    assert "tercer parcial" in shown.words
    assert say("es", "Your instructors can tell you.") in shown.words
    assert shown.find("button", data_action="rephrase")
    assert shown.find("button", data_action="copy")


def test_the_list_says_that_it_is_not_sure(asked: tuple[Visitor, str]) -> None:
    listed = show(asked[0], "questions")

    assert "Sin certeza" in listed.words
    assert say("es", "Answered") not in listed.words


def say_it_answers(asked: tuple[Visitor, str], answered: bool = True) -> Any:
    return asked[0].put(f"/api/questions/{asked[1]}/feedback", json={"answered": answered})


def test_what_was_it_for_its_asker_is_shown_so_to_them(
    asked: tuple[Visitor, str], shown: Markup
) -> None:
    said = say_it_answers(asked)
    after, listed = card(*asked), show(asked[0], "questions")

    assert shown.one("button", data_action="confirm")
    assert (said.status_code, said.get_json()["answer"]["confirmed"]) == (200, True)
    assert "Respondida para ti" in after.words
    assert "Respondida para ti" in listed.words
    assert say("es", "Not sure") not in after.words + listed.words
    assert after.one("button", data_action="unconfirm")
    assert not after.find("button", data_action="confirm")


def test_what_was_it_can_be_taken_back(asked: tuple[Visitor, str], shown: Markup) -> None:
    say_it_answers(asked)
    taken_back = say_it_answers(asked, answered=False)
    after = card(*asked)

    assert taken_back.get_json()["answer"]["confirmed"] is False
    assert say("es", "Not sure") in shown.words
    assert say("es", "Not sure") in after.words
    assert after.one("button", data_action="confirm")


def test_who_polls_is_told_that_it_was_it(asked: tuple[Visitor, str]) -> None:
    student, question = asked
    path = f"/api/questions/{question}"
    tag = student.get(path).headers["ETag"]
    before = student.get(path, headers={"If-None-Match": tag})
    say_it_answers(asked)
    after = student.get(path, headers={"If-None-Match": tag})

    assert (before.status_code, after.status_code) == (304, 200)


def test_nobody_else_says_what_answered_an_asker(asked: tuple[Visitor, str], world: World) -> None:
    _, question = asked
    for other in (world.student("77"), world.instructor()):
        said = say_it_answers((other, question))

        assert (said.status_code, said.get_json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("body", [{}, {"answered": "perhaps"}, {"answered": None}, None])
def test_what_answered_is_yes_or_no(asked: tuple[Visitor, str], body: object) -> None:
    said = asked[0].put(f"/api/questions/{asked[1]}/feedback", json=body)

    assert said.status_code == 422


def test_only_the_closest_is_confirmed(world: World) -> None:
    told = answered(world, seeds.extractive())
    said = say_it_answers(told)

    assert (said.status_code, said.get_json()["answer"]["helped"]) == (200, True)
    assert said.get_json()["answer"]["confirmed"] is False


def test_what_was_declined_cannot_have_helped(world: World) -> None:
    outcome = seeds.extractive(kind=AnswerKind.DECLINED, sentences=(), citations=())
    said = say_it_answers(answered(world, outcome))

    assert (said.status_code, said.get_json()["code"]) == (409, "nothing_to_judge")


def test_the_api_gives_the_closest_with_a_receipt_for_every_sentence(
    asked: tuple[Visitor, str],
) -> None:
    student, question = asked
    body = student.get(f"/api/questions/{question}").get_json()
    answer = body["answer"]
    numbers = {each["number"] for each in answer["citations"]}

    assert (body["state"], answer["kind"], answer["nearest"]) == ("answered", "closest", [])
    assert answer["sentences"]
    assert all(each["citations"] for each in answer["sentences"])
    assert all(set(each["citations"]) <= numbers for each in answer["sentences"])
    assert answer["searched"] == ["tercer parcial", "aula"]


def test_a_question_that_leaves_open_which_one_it_means_is_asked_back(world: World) -> None:
    choices = (
        Choice("primer <b>parcial", "¿Y el primer parcial?"),
        Choice("final", "¿Y el final?"),
    )
    visitor, question = answered(world, replace(UNSURE, choices=choices))
    shown = card(visitor, question)

    assert say("es", "Which one do you mean?") in shown.words
    (first, second) = shown.find("button", data_action="choose")
    assert first["data-question"] == "¿Y el primer parcial?"
    assert "primer <b>parcial" in shown.words
    assert first["data-choice"] != second["data-choice"]
    body = visitor.get(f"/api/questions/{question}").get_json()
    assert body["answer"]["choices"][1] == {"name": "final", "question": "¿Y el final?"}


@pytest.mark.parametrize("kind", [AnswerKind.EXTRACTIVE, AnswerKind.GENERATED])
def test_an_answer_that_is_about_one_of_several_asks_back_below(
    world: World, kind: AnswerKind
) -> None:
    choices = (Choice("parcial", "¿Y el parcial?"), Choice("final", "¿Y el final?"))
    shown = card(*answered(world, replace(UNSURE, kind=kind, searched=(), choices=choices)))

    group = shown.one("div", class_="asked-back")
    offered = shown.find("button", data_action="choose")

    assert group["role"] == "group"
    assert shown.find("p", id=group["aria-labelledby"])
    assert f"{say('es', 'Which one do you mean?')} parcial final" in " ".join(shown.words.split())
    assert [each["data-question"] for each in offered] == ["¿Y el parcial?", "¿Y el final?"]
    assert all(each["dir"] == "auto" for each in offered)


def test_nothing_is_asked_back_where_one_answer_is_meant(shown: Markup) -> None:
    assert not shown.find("button", data_action="choose")


def test_who_has_found_their_answer_is_offered_the_instructors_folded(
    asked: tuple[Visitor, str], shown: Markup
) -> None:
    say_it_answers(asked)

    assert not shown.find("details", class_="hand-over")
    assert card(*asked).find("details", class_="hand-over")
