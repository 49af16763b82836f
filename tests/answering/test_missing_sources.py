"""What becomes of a written sentence without a source, and of a text that says there is none."""

import pytest

from silabo.domain.answers import AnswerKind, WhyQuoted
from tests.answering.courses import Course
from tests.answering.models import SpokenModel
from tests.answering.test_written_answers import GOOD, ask


@pytest.fixture
def course(courses: dict[str, Course]) -> Course:
    return courses["es"]


def test_a_sentence_that_one_passage_alone_proves_has_that_source(course: Course) -> None:
    outcome = ask(course, SpokenModel(["El segundo parcial es el 3 de julio, en el aula 4."]))

    assert outcome.kind is AnswerKind.GENERATED
    assert [sentence.citations for sentence in outcome.sentences] == [(1,)]
    assert "3 de julio" in outcome.citations[0].quote


def test_a_source_behind_two_sentences_is_that_of_both_where_it_proves_both(
    course: Course,
) -> None:
    asked, model = "¿A qué hora empiezan los parciales?", SpokenModel([GOOD])
    ask(course, model, asked)
    blocks = model.prompts[0][1].text.split(" end>>")
    (twice,) = [number for number, block in enumerate(blocks, start=1) if "18:30" in block]
    text = f"Los parciales empiezan a las 18:30. Duran dos horas [{twice}]."
    outcome = ask(course, SpokenModel([text]), asked)

    assert [sentence.citations for sentence in outcome.sentences] == [(1,), (1,)]


@pytest.mark.parametrize(
    "text",
    ["Los pasajes no dicen cuándo es.", "No hay información sobre eso [1].", "NOT_STATED"],
)
def test_a_refusal_in_prose_is_one(course: Course, text: str) -> None:
    outcome = ask(course, SpokenModel([text]))

    assert outcome.why_quoted is WhyQuoted.NOTHING_WRITTEN
