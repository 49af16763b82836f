import pytest

from silabo.domain.answers import AnswerKind
from silabo.language.words import fold
from tests.answering.courses import Course, Writing, course_of


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("es", "¿Hay clase el 25 de mayo?"),
        ("es", "¿Cuándo es el tercer parcial?"),
        ("es", "¿Hay beca de transporte?"),
        ("es", "¿Puedo usar ChatGPT?"),
        ("es", "¿Cuántos habitantes había en Roma?"),
        ("es", "¿Cuándo murió Napoleón?"),
        ("en", "Is there a field trip?"),
        ("en", "How many credits is this course?"),
        ("en", "Who invented the telephone?"),
        ("fr", "Quel logiciel faut-il installer ?"),
        ("fr", "Qui a peint la Joconde ?"),
        ("es", "When does the swimming pool open?"),
        ("en", "When is the second midterm?"),
    ],
)
def test_what_the_documents_do_not_say_is_declined(
    courses: dict[str, Course], language: str, question: str
) -> None:
    outcome = courses[language].ask(question)

    assert outcome.kind is AnswerKind.DECLINED
    assert (outcome.sentences, outcome.citations) == ((), ())


def test_what_is_only_spoken_of_is_the_closest(courses: dict[str, Course]) -> None:
    outcome = courses["es"].ask("¿Cuándo es el final?")

    assert outcome.kind is AnswerKind.CLOSEST
    assert "El final es obligatorio." in outcome.sentences[0].text


def test_a_refusal_names_what_was_looked_for_and_the_nearest_passage(
    courses: dict[str, Course],
) -> None:
    outcome = courses["es"].ask("¿Hay clase el 25 de mayo?")

    assert outcome.searched == ("clase", "25 de mayo")
    (nearest,) = outcome.nearest
    assert "Feriados" in nearest.quote
    assert nearest.anchor == "t2r3"


def test_nothing_near_shows_no_passage(courses: dict[str, Course]) -> None:
    assert courses["es"].ask("¿Hay beca de transporte?").nearest == ()


def test_a_date_that_the_question_names_has_to_be_stated(tmp_path) -> None:
    writing = Writing("Programa", "es").paragraph(
        "Los trabajos prácticos grupales se entregan por el campus virtual."
    )
    course = course_of(writing, tmp_path)
    question = "¿Los trabajos prácticos grupales se entregan por el campus virtual"

    assert course.ask(f"{question}?").kind is AnswerKind.EXTRACTIVE
    assert course.ask(f"{question} el 25 de mayo?").kind is AnswerKind.CLOSEST


@pytest.mark.parametrize(
    ("language", "question", "kind"),
    [
        ("es", "¿El 3 de julio o el 4 de julio hay parcial?", AnswerKind.EXTRACTIVE),
        ("es", "¿El 4 de julio o el 3 de julio hay parcial?", AnswerKind.EXTRACTIVE),
        ("en", "Is there a midterm on 12 March or 13 March?", AnswerKind.EXTRACTIVE),
        ("es", "¿El 4 de julio o el 5 de julio hay parcial?", AnswerKind.CLOSEST),
        ("en", "Is there a midterm on 13 March or 14 March?", AnswerKind.CLOSEST),
    ],
)
def test_of_two_dates_that_the_question_names_one_has_to_be_stated(
    courses: dict[str, Course], language: str, question: str, kind: AnswerKind
) -> None:
    assert courses[language].ask(question).kind is kind


@pytest.mark.parametrize(
    ("language", "question", "kind"),
    [
        ("es", "¿Se puede rendir de nuevo el final?", AnswerKind.CLOSEST),
        ("es", "¿Hay que llevar cuaderno al final?", AnswerKind.CLOSEST),
        ("es", "¿Los trabajos se entregan por mail?", AnswerKind.CLOSEST),
        ("es", "¿Se puede llevar la calculadora del celular?", AnswerKind.CLOSEST),
        ("es", "¿Se puede entregar en papel?", AnswerKind.DECLINED),
        ("en", "Are calculators sold?", AnswerKind.CLOSEST),
        ("en", "Is late homework accepted after a week?", AnswerKind.CLOSEST),
        ("en", "Can I submit homework by email?", AnswerKind.DECLINED),
        ("es", "¿Cómo se define el determinante de una matriz cuadrada?", AnswerKind.DECLINED),
    ],
)
def test_what_shares_half_of_its_words_with_a_rule_is_not_answered_by_it(
    courses: dict[str, Course], language: str, question: str, kind: AnswerKind
) -> None:
    assert courses[language].ask(question).kind is kind


def test_a_question_of_when_needs_a_date_or_the_word_that_it_is_to_come(tmp_path) -> None:
    writing = Writing("Syllabus", "en").paragraph("The project talk is in the big hall.")
    course = course_of(writing, tmp_path)
    other = Writing("Plan", "en").paragraph("The project talk will be announced on Moodle.")
    (tmp_path / "other").mkdir()
    announced = course_of(other, tmp_path / "other")

    assert course.ask("When is the project talk?").kind is AnswerKind.CLOSEST
    assert announced.ask("When is the project talk?").kind is AnswerKind.EXTRACTIVE


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("El profesor pide puntualidad a sus alumnos.", "¿Quién es el profesor?"),
        ("El profesor comenta a Newton.", "¿Quién es el profesor?"),
        ("Es obligatorio asistir al examen.", "¿Dónde es el examen?"),
        ("Résultats de l'examen : session 2024-2025", "Quand est l'examen ?"),
    ],
)
def test_a_sentence_without_the_kind_of_answer_is_none(tmp_path, text: str, question: str) -> None:
    course = course_of(Writing("Programa", "es").paragraph(text), tmp_path)

    assert course.ask(question).kind is AnswerKind.CLOSEST


def test_a_heading_alone_is_no_answer(tmp_path) -> None:
    course = course_of(Writing("Syllabus", "en").paragraph("Attendance policy"), tmp_path)

    assert course.ask("What is the attendance policy?").kind is AnswerKind.DECLINED


def test_a_course_without_passages_declines(tmp_path) -> None:
    course = course_of(Writing("Vacío", "es"), tmp_path)
    outcome = course.ask("¿Cuándo es el parcial?")

    assert outcome.kind is AnswerKind.DECLINED
    assert outcome.searched == ("parcial",)


def test_the_confidence_of_a_refusal_is_lower(courses: dict[str, Course]) -> None:
    answered = courses["es"].ask("¿Cuándo es el segundo parcial?").confidence
    refused = courses["es"].ask("¿Cuándo es el tercer parcial?").confidence

    assert 0 <= refused < 0.5 <= answered <= 1


@pytest.mark.parametrize(
    "noise",
    [
        "¿Cuándo? ",
        "x ",
        "1/",
        "@",
        '" OR 1=1 -- ',
        "* NEAR( ",
        "col:x AND ",
        "examen ",
        "\x00",
        "\ud800",
        "😀",
        "a" * 50 + " ",
        "segundo parcial 3 de julio ",
    ],
)
def test_hostile_questions_are_harmless(courses: dict[str, Course], noise: str) -> None:
    outcome = courses["es"].ask(noise * (2000 // len(noise)))

    assert outcome.kind in set(AnswerKind)


def test_a_question_without_content_is_declined(courses: dict[str, Course]) -> None:
    outcome = courses["es"].ask("¿Cuándo?")

    assert outcome.kind is AnswerKind.DECLINED
    assert outcome.searched == ()


def test_what_was_looked_for_is_in_the_words_of_the_question(courses: dict[str, Course]) -> None:
    question = "¿Hay BECA de Transporte el 3/9?"

    searched = courses["es"].ask(question).searched

    assert searched == ("BECA", "Transporte", "3/9")
    assert all(fold(one) in fold(question) for one in searched)
