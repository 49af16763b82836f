"""A question in another language than all of the documents: what is not found may be there."""

from dataclasses import replace

import pytest

from silabo.answering.foreign import documents_in
from silabo.answering.pipeline import answer
from silabo.domain.answers import AnswerKind
from tests.answering.courses import Course, query

UNFOUND = "¿Se puede estacionar el coche en el campus?"


@pytest.mark.parametrize(
    ("language", "documents", "told"),
    [
        ("es", ("en",), ("en",)),
        ("es", ("en", "fr"), ("en", "fr")),
        ("es", ("en", "es"), ()),
        ("en", ("en",), ()),
        # it cannot be told in which language something is
        ("und", ("en",), ()),
        ("es", ("en", "und"), ()),
        ("es", (), ()),
    ],
)
def test_the_languages_of_the_documents_are_told_where_the_question_is_in_none(
    language: str, documents: tuple[str, ...], told: tuple[str, ...]
) -> None:
    asked = replace(query(UNFOUND), language=language, document_languages=documents)

    assert documents_in(asked) == told


@pytest.mark.parametrize(("language", "told"), [("en", ("en",)), ("es", ())])
def test_what_is_not_found_in_another_language_is_not_said_to_be_absent(
    courses: dict[str, Course], language: str, told: tuple[str, ...]
) -> None:
    asked = replace(query(UNFOUND), document_languages=(language,))
    outcome = answer(asked, courses[language])

    assert outcome.kind in {AnswerKind.DECLINED, AnswerKind.CLOSEST}
    assert outcome.documents_in == told


def test_what_is_answered_in_another_language_says_nothing_of_missing(
    courses: dict[str, Course],
) -> None:
    asked = replace(query("¿Cuándo es el examen final?"), document_languages=("en",))
    outcome = answer(asked, courses["en"])

    assert outcome.kind is AnswerKind.EXTRACTIVE
    assert outcome.documents_in == ()
