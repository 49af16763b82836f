"""Letters with an answer that a model wrote, and with quotations that stand in its place."""

from datetime import date

import pytest

from silabo.domain.answers import AnswerKind, Citation, Sentence, WhyQuoted
from silabo.domain.deliveries import DeliveryKind
from tests.delivery.claims import QUESTION_URL, letter

WRITTEN = {
    "kind": AnswerKind.GENERATED,
    "sentences": (
        Sentence("Se promociona con 7 <b>o más</b>.", (1,)),
        Sentence("Se entregan hasta el 28 de junio.", (2, 1)),
    ),
    "citations": (
        Citation(
            1, "d", "v", "t1r2", "Parciales · 7 o más", "Programa 2026", ("Evaluación",), row=2
        ),
        Citation(
            2, "d", "v", "p9", "Los trabajos se\nentregan hasta el 28 de junio.", "Reglamento"
        ),
    ),
}


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("es", "Escrita por un modelo con los pasajes citados aquí; números y fechas comprobados."),
        ("en", "Written by a model from the passages quoted here; numbers and dates checked."),
        ("fr", "Rédigée par un modèle à partir des passages cités ici\u202f; nombres et dates"),
    ],
)
def test_a_written_answer_comes_with_its_passages_and_says_who_wrote_it(
    language: str, line: str
) -> None:
    composed = letter(language=language, **WRITTEN)

    for text in (composed.text, composed.html):
        assert line in text
        assert "28 de junio." in text
        assert "Parciales · 7 o más" in text
        assert "Programa 2026, Evaluación" in text
        assert "Reglamento" in text


def test_a_written_answer_in_text_reads_as_it_stands() -> None:
    assert (
        "Se promociona con 7 <b>o más</b>. [1] Se entregan hasta el 28 de junio. [2][1]\n\n"
        "> Parciales · 7 o más\n\n[1] Programa 2026, Evaluación, fila\u00a02\n"
        f"    {QUESTION_URL}/answers/1/citations/1\n\n"
        "> Los trabajos se\n> entregan hasta el 28 de junio.\n\n[2] Reglamento\n"
        f"    {QUESTION_URL}/answers/1/citations/2\n"
    ) in letter(**WRITTEN).text


CURATED = {
    "kind": AnswerKind.CURATED,
    "sentences": (Sentence("Detrás del aula magna.", ()),),
    "citations": (),
    "delivery": {"kind": DeliveryKind.REPLY, "checked_on": date(2026, 5, 3)},
}


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("es", "Revisada por tus docentes el 3 may 2026."),
        ("en", "Checked by your instructors on May 3, 2026."),
        ("fr", "Vérifiée par l’équipe enseignante le 3 mai 2026."),
    ],
)
def test_what_an_instructor_wrote_says_so_with_its_date(language: str, line: str) -> None:
    composed = letter(language=language, **CURATED)

    for text in (composed.text, composed.html):
        assert "Detrás del aula magna." in text
        assert line in text.replace("\u00a0", " ")
    assert "Written by a model" not in composed.text


def test_what_a_model_writes_is_text_in_html_too() -> None:
    html = letter(**WRITTEN).html

    assert "&lt;b&gt;o más&lt;/b&gt;" in html
    assert "<b>o más</b>" not in html


@pytest.mark.parametrize("why", list(WhyQuoted))
def test_a_letter_says_why_nothing_was_written(why: WhyQuoted) -> None:
    quoted, plain = letter(why_quoted=why, language="en"), letter(language="en")

    for text in (quoted.text, quoted.html):
        assert "quoted from the documents" in text or "they are quoted as they stand" in text
        assert "Quoted from the documents." not in text
    assert "Quoted from the documents." in plain.text
