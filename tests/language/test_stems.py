import threading

import pytest

from silabo.language.stems import document_stems, query_stems


@pytest.mark.parametrize(
    ("document", "language", "question"),
    [
        ("Las tutorías son los martes", "es", "tutoria"),
        ("tutorias", "es", "¿Cuándo hay tutoría?"),
        ("Biología", "es", "biologia"),
        ("Biología", "es", "biológica"),
        ("Los exámenes parciales", "es", "examen parcial"),
        ("The grading of assignments", "en", "graded assignment"),
        ("Les évaluations écrites", "fr", "evaluation écrite"),
        ("Programar en C++ y C#", "es", "c++"),
        ("Programar en C#", "es", "C#"),
        ("Unidad 3", "es", "unidad 3"),
        ("Une œuvre", "fr", "oeuvre"),
    ],
)
def test_a_question_finds_the_word_in_another_form(
    document: str, language: str, question: str
) -> None:
    assert set(document_stems(document, language)) & set(query_stems(question))


def test_plain_c_is_not_c_plus_plus() -> None:
    assert not set(document_stems("C++", "en")) & set(query_stems("C#"))


def test_small_words_are_left_out() -> None:
    assert document_stems("el de la y", "es") == []
    assert query_stems("¿de la que y?") == []


def test_a_document_of_unknown_language_is_found_in_each() -> None:
    stems = set(document_stems("exámenes grading évaluations", "und"))

    assert all(stems & set(query_stems(word)) for word in ("examen", "graded", "évaluation"))


def test_an_address_is_found_by_asking_for_an_email() -> None:
    assert "email" in document_stems("Marta Ruiz, m.ruiz@example.org", "es")


def test_many_threads_stem_alike() -> None:
    wanted = query_stems("evaluaciones continuas de laboratorio")
    words = "evaluaciones continuas de laboratorio"
    found: list[list[str]] = []
    threads = [
        threading.Thread(target=lambda: found.extend(query_stems(words) for _ in range(200)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [wanted] * 1600


@pytest.mark.parametrize(
    ("word", "other"), [("הקבלה", "קבלה"), ("במבחן", "מבחן"), ("الامتحان", "امتحان")]
)
def test_the_article_that_is_written_with_its_word_hides_it_not(word: str, other: str) -> None:
    assert set(query_stems(word)) & set(document_stems(other, "und"))
