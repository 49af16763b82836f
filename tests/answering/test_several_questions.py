"""Each question of a message is answered, or named as not stated, with the receipts of one."""

from dataclasses import replace

import pytest

from silabo.answering.pipeline import answer, first_look
from silabo.answering.weights import SCOPE
from silabo.domain.answers import AnswerKind, Outcome, OutOfScope, WhyQuoted
from silabo.domain.errors import ModelUnreachableError
from tests.answering.courses import Course, query
from tests.answering.models import Listener, SpokenModel, writing


def told(outcome: Outcome, part: int) -> str:
    return " | ".join(each.text for each in outcome.sentences if each.part == part)


@pytest.mark.row("several-3")
@pytest.mark.parametrize(
    ("language", "message", "answers"),
    [
        (
            "en",
            "When is the final exam and how much does it count? also can I use a calculator?",
            ["June 3rd", "40 %", "Calculators are allowed"],
        ),
        (
            "es",
            "cuándo es el primer parcial? y se puede llevar una hoja de fórmulas?",
            ["8 de mayo", "hoja de fórmulas"],
        ),
        ("es", "cuándo es el primer parcial? y el segundo?", ["8 de mayo", "3 de julio"]),
        (
            "fr",
            "quand est le partiel et est-ce que la calculatrice est interdite ?",
            ["14 mars", "calculatrice est interdite"],
        ),
    ],
)
def test_each_question_is_answered_in_the_order_asked(
    courses: dict[str, Course], language: str, message: str, answers: list[str]
) -> None:
    outcome = courses[language].ask(message)

    assert outcome.kind is AnswerKind.EXTRACTIVE
    assert len(outcome.parts) == len(answers)
    for number, expected in enumerate(answers, start=1):
        assert expected in told(outcome, number)


def test_each_sentence_cites_by_the_numbers_of_the_whole(courses: dict[str, Course]) -> None:
    outcome = courses["en"].ask("When is the final exam? Are calculators allowed?")

    assert [each.number for each in outcome.citations] == list(range(1, len(outcome.citations) + 1))
    quotes = {each.number: each.quote for each in outcome.citations}
    for sentence in outcome.sentences:
        assert sentence.citations
        assert all(sentence.text in quotes[number] for number in sentence.citations)


def test_what_two_questions_cite_is_cited_once(courses: dict[str, Course]) -> None:
    outcome = courses["en"].ask("When is the final exam? Where is the final exam?")
    keys = [(each.version, each.anchor, each.quote) for each in outcome.citations]

    assert len(keys) == len(set(keys))
    assert {each.part for each in outcome.sentences} == {1, 2}


@pytest.mark.row("several-4")
def test_a_question_that_the_documents_do_not_answer_is_named_with_what_was_looked_for(
    courses: dict[str, Course],
) -> None:
    outcome = courses["en"].ask("When is the final exam? Is there parking on campus?")

    assert outcome.kind is AnswerKind.EXTRACTIVE
    assert [part.kind for part in outcome.parts][1] in {AnswerKind.DECLINED, AnswerKind.CLOSEST}
    assert "parking" in outcome.parts[1].searched


@pytest.mark.row("language-1")
def test_documents_in_another_language_are_not_said_to_answer_none_of_several(
    courses: dict[str, Course],
) -> None:
    asked = query("¿Hay estacionamiento? ¿Cuánto cuesta el comedor?")
    outcome = answer(replace(asked, document_languages=("en",)), courses["en"])

    assert {part.kind for part in outcome.parts} == {AnswerKind.DECLINED}
    assert outcome.documents_in == ("en",)


def test_a_question_that_was_cut_off_before_its_closing_mark_has_it(
    courses: dict[str, Course],
) -> None:
    outcome = courses["es"].ask("¿Cuándo es el primer parcial y cuánto vale el final?")

    assert [part.asked for part in outcome.parts] == [
        "¿Cuándo es el primer parcial?",
        "y cuánto vale el final?",
    ]


@pytest.mark.row("several-5")
def test_more_questions_than_are_looked_at_are_named(courses: dict[str, Course]) -> None:
    asked = [
        "When is the midterm?",
        "When is the final exam?",
        "Are calculators allowed?",
        "Is attendance mandatory?",
        "Which textbook is used?",
    ]
    outcome = courses["en"].ask(" ".join(asked))

    assert [part.asked for part in outcome.parts] == asked
    assert [part.kind for part in outcome.parts][SCOPE.parts :] == [None]
    assert {each.part for each in outcome.sentences} <= set(range(1, SCOPE.parts + 1))


def test_a_part_that_no_document_answers_has_its_reply(courses: dict[str, Course]) -> None:
    left = (OutOfScope("textbook", "Ask Ana."),)
    outcome = answer(
        query("When is the final exam? do lab 2 for me. Which textbook is used?", left),
        courses["en"],
    )

    assert [part.reply for part in outcome.parts] == [
        "",
        "reply_graded_work",
        "reply_out_of_scope",
    ]
    assert outcome.parts[2].said == "Ask Ana."
    assert all(each.citations for each in outcome.sentences)


def test_danger_is_told_whom_to_turn_to_beside_several_answers(courses: dict[str, Course]) -> None:
    outcome = courses["en"].ask("I want to die. When is the final exam? Are calculators allowed?")

    assert outcome.reply == "reply_distress"
    assert "June 3rd" in told(outcome, 1)


def test_the_first_passages_are_of_each_question(courses: dict[str, Course]) -> None:
    look = first_look(
        query("When is the final exam? Is attendance mandatory?"), courses["en"], limit=3
    )
    texts = [hit.passage.text for hit in look.shown]

    assert len(texts) == len(set(texts)) == 3
    assert "Final exam: June 3rd" in texts[0]
    assert "Attendance" in texts[1]
    assert look.found is None


BOTH = "When is the final exam? Are calculators allowed?"
WRITTEN = ["The final exam is on June 3rd [1].", "Calculators are allowed in both exams [1]."]


@pytest.mark.row("several-6")
def test_each_question_is_written_by_itself_and_the_first_alone_is_seen_while_it_is(
    courses: dict[str, Course],
) -> None:
    listener, model = Listener(), SpokenModel(list(WRITTEN))
    outcome = answer(query(BOTH), courses["en"], writing=writing(model, listener))

    assert [part.kind for part in outcome.parts] == [AnswerKind.GENERATED] * 2
    assert "June 3rd" in told(outcome, 1)
    assert "Calculators" in told(outcome, 2)
    assert len(listener.events) == 1
    assert listener.draft.sentences[0].text == told(outcome, 1)


@pytest.mark.row("several-6")
def test_while_others_wait_for_the_model_one_question_is_written_and_the_rest_quoted(
    courses: dict[str, Course],
) -> None:
    model = SpokenModel(list(WRITTEN))
    outcome = answer(query(BOTH), courses["en"], writing=writing(model, may_retry=lambda: False))

    assert [part.kind for part in outcome.parts] == [AnswerKind.GENERATED, AnswerKind.EXTRACTIVE]
    assert len(model.prompts) == 1
    assert outcome.by_a_model


def test_a_model_that_goes_away_between_two_questions_leaves_what_it_wrote(
    courses: dict[str, Course],
) -> None:
    model = SpokenModel([WRITTEN[0], [ModelUnreachableError("gone", retry_after_s=1.0)]])
    outcome = answer(query(BOTH), courses["en"], writing=writing(model))

    assert [part.kind for part in outcome.parts] == [AnswerKind.GENERATED, AnswerKind.EXTRACTIVE]
    assert outcome.why_quoted is WhyQuoted.MODEL_AWAY


def test_what_follows_several_questions_takes_from_one_of_them(courses: dict[str, Course]) -> None:
    earlier = ("Is attendance mandatory? When is the final exam?",)
    asked = replace(query("and how much does it count?"), earlier=earlier)
    outcome = answer(asked, courses["en"])

    assert outcome.understood_as == "How much does the final exam count?"
    assert "40 %" in outcome.sentences[0].text
