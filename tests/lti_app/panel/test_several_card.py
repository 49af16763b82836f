"""The card, the list, the API and the letter of a message that asks several questions."""

import re
from dataclasses import replace
from datetime import date

import pytest

from silabo.domain.answers import AnswerKind, Outcome, Part, Sentence, WhyQuoted
from silabo.wording.catalogues import say
from silabo.wording.error_sentences import sentence
from tests import seeds
from tests.delivery.claims import letter
from tests.lti_app.panel.fragments import answered, card, show
from tests.lti_app.panel.markup import Markup
from tests.world import Visitor, World

SEVERAL = Outcome(
    kind=AnswerKind.EXTRACTIVE,
    language="es",
    sentences=(
        Sentence("El parcial es el 1 de octubre.", (1,), part=1),
        Sentence("Se rinde en el edificio sur.", (2,), part=2),
    ),
    citations=(
        seeds.citation(1),
        seeds.citation(2, quote="Se rinde en el edificio sur.", anchor="p9"),
    ),
    parts=(
        Part("cuándo es el parcial?", AnswerKind.EXTRACTIVE),
        Part("y dónde?", AnswerKind.CLOSEST, ("aula",), understood_as="¿Dónde es el parcial?"),
        Part("hay parking?", AnswerKind.DECLINED, ("parking",)),
        Part("haceme el tp 2", AnswerKind.REPLY, reply="reply_graded_work"),
        Part("y el final?", None),
    ),
)
NOT_LOOKED_AT = "Not looked at: Sílabo answers the first questions of a message. Ask it by itself."


@pytest.fixture
def asked(world: World) -> tuple[Visitor, str]:
    return answered(world, SEVERAL)


@pytest.fixture
def shown(asked: tuple[Visitor, str]) -> Markup:
    return card(*asked)


@pytest.mark.row("several-7")
def test_each_question_stands_as_it_was_typed_over_what_came_of_it(shown: Markup) -> None:
    in_order = [
        "cuándo es el parcial?",
        SEVERAL.sentences[0].text,
        "y dónde?",
        say("es", "This may not answer it. The closest that the documents say:"),
        SEVERAL.sentences[1].text,
        "hay parking?",
        say("es", "The documents do not say"),
        "haceme el tp 2",
        sentence("es", "reply_graded_work"),
        "y el final?",
        say("es", NOT_LOOKED_AT),
    ]
    places = [shown.words.index(each) for each in in_order]

    assert places == sorted(places)
    assert len(shown.find("section", class_="part")) == len(SEVERAL.parts)


def test_every_sentence_of_it_opens_its_source(asked: tuple[Visitor, str], shown: Markup) -> None:
    for number in (1, 2):
        assert shown.links.count(f"#/questions/{asked[1]}/citations/{number}") >= 2


def test_the_list_says_that_it_is_answered_in_part(asked: tuple[Visitor, str]) -> None:
    assert "Respondida en parte" in show(asked[0], "questions").words


def test_what_is_not_answered_of_it_can_be_asked_another_way(
    world: World, asked: tuple[Visitor, str], shown: Markup
) -> None:
    whole = replace(SEVERAL, parts=SEVERAL.parts[:1], sentences=SEVERAL.sentences[:1])

    assert shown.find("button", data_action="rephrase")
    assert not card(*answered(world, whole)).find("button", data_action="rephrase")


def test_its_asker_can_say_that_the_closest_was_it(asked: tuple[Visitor, str]) -> None:
    student, question = asked
    before = card(student, question)
    student.put(f"/api/questions/{question}/feedback", json={"answered": True})
    after = card(student, question)

    assert before.find("button", data_action="confirm")
    assert after.find("button", data_action="unconfirm")


def test_what_is_not_sure_as_a_whole_says_so_in_the_list(world: World) -> None:
    unsure = replace(SEVERAL, kind=AnswerKind.CLOSEST, parts=SEVERAL.parts[1:3])
    student, _ = answered(world, unsure)

    assert "Sin certeza" in show(student, "questions").words


def test_the_api_tells_each_question_and_whose_a_sentence_is(asked: tuple[Visitor, str]) -> None:
    answer = asked[0].get(f"/api/questions/{asked[1]}").get_json()["answer"]

    assert [part["kind"] for part in answer["parts"]] == [
        "extractive",
        "closest",
        "declined",
        "reply",
        None,
    ]
    assert [each["part"] for each in answer["sentences"]] == [1, 2]
    assert answer["parts"][2]["searched"] == ["parking"]
    assert answer["parts"][3]["reply"] == sentence("es", "reply_graded_work")


def test_a_question_in_another_language_than_the_documents_is_not_said_to_be_unanswered(
    world: World,
) -> None:
    part = Part("is there parking?", AnswerKind.DECLINED, ("parking",), documents_in=("es",))
    student, question = answered(world, replace(SEVERAL, parts=(SEVERAL.parts[0], part)))
    shown = card(student, question)

    assert say("es", "Nothing found") in shown.words
    assert say("es", "The documents do not say") not in shown.words


@pytest.mark.row("several-7")
def test_a_letter_tells_them_in_order_in_both_its_forms() -> None:
    composed = letter(sentences=SEVERAL.sentences, citations=SEVERAL.citations, parts=SEVERAL.parts)

    for text in (composed.text, composed.html):
        places = [text.index(part.asked) for part in SEVERAL.parts]
        assert places == sorted(places)
        assert places[1] < text.index("edificio sur") < places[2]
        assert places[2] < text.index("parking.") < places[3]
        assert say("es", NOT_LOOKED_AT) in text


def test_a_letter_quotes_nothing_that_a_model_wrote() -> None:
    written = replace(SEVERAL.parts[0], kind=AnswerKind.GENERATED)
    composed = letter(
        kind=AnswerKind.GENERATED,
        sentences=SEVERAL.sentences,
        citations=SEVERAL.citations,
        parts=(written, *SEVERAL.parts[1:]),
    )
    quoted = "".join(re.findall(r"<blockquote.*?</blockquote>", composed.html, re.S))

    assert SEVERAL.sentences[0].text in composed.html
    assert f"> {SEVERAL.sentences[0].text}" not in composed.text
    assert SEVERAL.sentences[0].text not in quoted
    assert SEVERAL.sentences[1].text in quoted


DATED = replace(
    SEVERAL,
    sentences=(replace(SEVERAL.sentences[0], day=date(2020, 10, 1)), SEVERAL.sentences[1]),
)


@pytest.mark.row("several-8")
def test_how_far_a_day_is_stands_under_its_question(world: World) -> None:
    words = card(*answered(world, DATED)).words

    assert words.index("cuándo es el parcial?") < words.index("1 oct 2020, fue hace unos")
    assert words.index("1 oct 2020, fue hace unos") < words.index("y dónde?")


@pytest.mark.row("several-8")
def test_a_letter_says_how_far_a_day_is_under_its_question() -> None:
    composed = letter(
        sentences=DATED.sentences,
        citations=DATED.citations,
        parts=DATED.parts,
        delivery={"today": date(2020, 9, 26)},
    )
    for text in (composed.text, composed.html):
        assert text.count("1 oct 2020, dentro de 5 días") == 1
        assert text.index("1 oct 2020, dentro de 5 días") < text.index("y dónde?")


IN_ENGLISH = tuple(replace(each, language="en") for each in SEVERAL.citations)
ORIGINAL = "Citas textuales en el idioma original de los documentos: inglés."
MAY_SAY = "Los documentos están en inglés y la pregunta no"
ELSEWHERE = (
    SEVERAL.parts[0],
    *(replace(part, documents_in=("en",)) for part in SEVERAL.parts[1:3]),
)


@pytest.mark.row("several-8")
def test_the_card_says_in_which_language_the_answers_are_quoted(world: World) -> None:
    outcome = replace(SEVERAL, citations=IN_ENGLISH, parts=ELSEWHERE)
    shown = card(*answered(world, outcome))

    assert ORIGINAL in shown.words
    assert say("es", "Quoted from the documents.") not in shown.words
    assert shown.words.count(MAY_SAY) == 1


@pytest.mark.row("several-8")
@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (AnswerKind.EXTRACTIVE, None),
        (AnswerKind.EXTRACTIVE, WhyQuoted.QUEUE_LONG),
        (AnswerKind.CLOSEST, None),
    ],
)
def test_the_letter_says_in_which_language_the_answers_are_quoted(
    kind: AnswerKind, why: WhyQuoted | None
) -> None:
    composed = letter(
        kind=kind,
        why_quoted=why,
        sentences=SEVERAL.sentences,
        citations=IN_ENGLISH,
        parts=ELSEWHERE,
    )
    for text in (composed.text, composed.html):
        plain = " ".join(text.split())
        assert plain.count(ORIGINAL) == 1
        assert plain.count(MAY_SAY) == 1
        assert say("es", "Quoted from the documents.") not in plain


def test_who_found_the_answer_in_the_closest_is_not_sent_to_ask_again(world: World) -> None:
    outcome = replace(SEVERAL, citations=IN_ENGLISH, parts=ELSEWHERE[:2])
    student, question = answered(world, outcome)
    before = card(student, question).words
    student.put(f"/api/questions/{question}/feedback", json={"answered": True})

    assert MAY_SAY in before
    assert MAY_SAY not in card(student, question).words
