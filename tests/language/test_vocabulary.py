import pytest

from silabo.language.vocabulary import mentions, phrases
from silabo.language.words import words


@pytest.mark.parametrize(
    ("text", "language", "concepts"),
    [
        ("horas de consulta", "es", {"office_hours"}),
        ("the make-up exam", "en", {"resit"}),
        ("note minimale", "fr", {"pass_mark"}),
        ("¿Cuánto vale el parcial?", "es", {"weight", "midterm"}),
        ("course notes", "en", {"materials"}),
        ("la note de l'examen", "fr", {"grade", "exam"}),
    ],
)
def test_the_longest_phrase_names_the_concept(text: str, language: str, concepts: set[str]) -> None:
    found = {name for one in mentions(words(text), language) for name in one.concepts}

    assert found == concepts


def test_a_concept_is_said_in_the_three_languages() -> None:
    said = {(phrase.language, " ".join(phrase.words)) for phrase in phrases("office_hours")}

    assert {("es", "horas de consulta"), ("en", "office hours"), ("fr", "permanence")} <= said


def test_a_general_concept_includes_the_narrower_ones() -> None:
    assert "midterm" in {" ".join(phrase.words) for phrase in phrases("exam")}
    assert "quiz" not in {" ".join(phrase.words) for phrase in phrases("midterm")}


def test_words_that_share_a_stem_and_mean_another_thing_name_no_concept() -> None:
    assert mentions(["libre"], "es") == []
    assert mentions(["libres"], "es") == []
    assert mentions(["libro"], "es")
    assert mentions(["falte"], "es")


@pytest.mark.parametrize(
    ("code", "concept", "written"),
    [
        ("es", "exam", "exámenes"),
        ("es", "exam", "examenes"),
        ("es", "exam", "pruebas"),
        ("es", "exam", "certamenes"),
        ("es", "assignment", "tareas"),
        ("es", "assignment", "tps"),
        ("es", "review", "reclamos"),
        ("es", "notes_sheet", "resumenes"),
        ("es", "lecturer", "titulares"),
        ("es", "assistant", "jtps"),
        ("es", "midterm", "parciales"),
        ("en", "quiz", "quizzes"),
        ("en", "format", "pdfs"),
        ("en", "essay", "essays"),
        ("fr", "exam", "examens"),
        ("fr", "exam", "epreuves"),
        ("fr", "quiz", "interros"),
        ("fr", "presentation", "oraux"),
        ("fr", "laboratory", "labos"),
        ("fr", "assignment", "travaux"),
        ("fr", "room", "amphis"),
    ],
)
def test_a_concept_is_named_by_its_plural_too(code: str, concept: str, written: str) -> None:
    (mention,) = mentions([written], code)
    assert concept in mention.concepts
