"""The letter of an answer that is not sure."""

import pytest

from silabo.domain.answers import AnswerKind, Choice
from silabo.wording.catalogues import say
from tests.delivery.claims import Page, closest


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("es", "No es seguro que responda. Lo más cercano que dicen los documentos:"),
        ("en", "This may not answer it. The closest that the documents say:"),
        ("fr", "Il n’est pas sûr que cela réponde à la question."),
    ],
)
def test_a_letter_that_is_not_sure_says_so_and_quotes_with_places(language: str, says: str) -> None:
    composed = closest(language)

    for text in (composed.text, Page(composed.html).text):
        assert says in text
        assert "tercer parcial, aula" in text
        assert "El parcial es el 1 de octubre. [1]" in text
        assert "[1] Programa 2026, Fechas" in text
    assert say(language, "The documents of the course say:") not in composed.text
    assert say(language, "Quoted from the documents.") not in composed.text


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("es", "¿A cuál te refieres? Elige debajo de la respuesta en el curso, o pregunta allí:"),
        ("en", "Which one do you mean? Choose it under the answer in the course, or ask there:"),
        ("fr", "Choisissez sous la réponse dans le cours, ou posez-y la question"),
    ],
)
@pytest.mark.parametrize("kind", [AnswerKind.CLOSEST, AnswerKind.EXTRACTIVE, AnswerKind.GENERATED])
def test_a_letter_says_which_questions_say_which_one_is_meant(
    language: str, says: str, kind: AnswerKind
) -> None:
    choices = (Choice("final <b>", "When is the final <b>?"), Choice("lab 2", "When is lab 2?"))
    composed = closest(language, kind=kind, choices=choices)
    lines = composed.text.splitlines()

    assert "- When is the final <b>?" in lines
    assert "- When is lab 2?" in lines
    for text in (composed.text, Page(composed.html).text):
        assert says in " ".join(text.split())
    assert '<li dir="auto">When is the final &lt;b&gt;?</li>' in composed.html


def test_a_letter_asks_nothing_back_where_the_question_says_which() -> None:
    composed = closest("en")

    assert "Which one do you mean?" not in composed.text + composed.html
