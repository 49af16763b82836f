"""The letter of an answer that is not sure."""

import pytest

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
