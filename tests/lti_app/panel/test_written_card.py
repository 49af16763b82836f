"""The card of an answer that a model wrote, and of quotations that stand in its place."""

from dataclasses import replace

import pytest

from silabo.domain.answers import AnswerKind, Outcome, Sentence, WhyQuoted
from silabo.wording.catalogues import say
from silabo.wording.error_sentences import sentence
from tests import seeds
from tests.lti_app.panel.fragments import answered
from tests.lti_app.panel.markup import Markup
from tests.world import Visitor, World

WRITTEN = Outcome(
    kind=AnswerKind.GENERATED,
    language="es",
    sentences=(
        Sentence("El parcial es el 1 de octubre <img src=x onerror=alert(1)>.", (2,)),
        Sentence("Dura dos horas.", (2, 1)),
    ),
    citations=(
        seeds.citation(1, language="en"),
        seeds.citation(2, quote="Dura dos horas.", anchor="t1r2", row=2),
    ),
)


def card(visitor: Visitor, question: str) -> Markup:
    return Markup(visitor.get(f"/fragments/questions/{question}").text)


@pytest.mark.row("attack-16")
def test_a_written_answer_has_sentences_with_their_sources(world: World) -> None:
    student, question = answered(world, WRITTEN)
    shown = card(student, question)
    base = f"#/questions/{question}/citations"

    assert [each["class"] for each in shown.find("span", **{"class": "sentence"})] == [
        "sentence"
    ] * 2
    assert shown.find("blockquote") == []
    assert not shown.find("img")
    assert shown.one("div", **{"class": "answer"})["lang"] == "es"
    assert len(shown.find("a", href=f"{base}/2")) == 3
    assert len(shown.find("a", href=f"{base}/1")) == 2
    line = "Written by a model from these sources; numbers and dates checked. It can be wrong."
    assert say("es", line) in shown.words


def test_what_is_quoted_stands_folded_below_what_a_model_wrote(world: World) -> None:
    quoted = seeds.citation(3, quote="Parcial: 1 de octubre <i>.", anchor="t1r2", row=2)
    student, question = answered(world, replace(WRITTEN, quoted=(quoted,)))
    shown = card(student, question)
    fold = shown.one("details", **{"class": "quoted"})
    opened = student.get(f"/fragments/questions/{question}/citations/3")
    told = student.get(f"/api/questions/{question}").get_json()["answer"]

    assert "open" not in fold
    assert "Citas textuales de los documentos" in shown.words
    assert "1 de octubre <i>." in shown.words
    assert len(shown.find("a", href=f"#/questions/{question}/citations/3")) == 1
    assert opened.status_code == 200
    assert [each["quote"] for each in told["quoted"]] == [quoted.quote]
    assert [each["number"] for each in told["citations"]] == [1, 2]


@pytest.mark.parametrize("why", list(WhyQuoted))
def test_quotations_say_why_no_model_wrote(world: World, why: WhyQuoted) -> None:
    student, question = answered(world, seeds.extractive(why_quoted=why))
    shown = card(student, question)

    assert len(shown.find("blockquote")) == 1
    assert sentence("es", why) in shown.words
    assert say("es", "Quoted from the documents.") not in shown.words


def test_the_api_says_it_too(world: World) -> None:
    student, question = answered(world, WRITTEN)
    written = student.get(f"/api/questions/{question}").get_json()["answer"]
    other, quoted = answered(world, seeds.extractive(why_quoted=WhyQuoted.QUEUE_LONG))
    instead = other.get(f"/api/questions/{quoted}").get_json()["answer"]

    assert (written["kind"], written["why_quoted"]) == ("generated", None)
    assert [each["citations"] for each in written["sentences"]] == [[2], [2, 1]]
    assert (instead["kind"], instead["why_quoted"]) == ("extractive", "queue_long")
