"""The card, the list and the API of an answer that is not sure."""

import pytest

from silabo.domain.answers import AnswerKind, Outcome, Sentence
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
