"""A question that leaves open which one it means is asked back in the documents' own words, or
answered for each of them.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from silabo.answering.asked_back import choices
from silabo.answering.closest import closest
from silabo.answering.pipeline import answer
from silabo.answering.reading import Reading
from silabo.answering.taken import find_evidence
from silabo.domain.answers import AnswerKind, Choice, Outcome
from silabo.domain.passages import Hit, Passage
from silabo.language.variants import LONGEST
from tests.answering.courses import Course, Writing, course_of, query, quoted

IN_JANUARY = datetime(2026, 1, 15, tzinfo=UTC)


def course(folder: Path, language: str, *texts: str, headings: Sequence[str] = ()) -> Course:
    """The texts, each a paragraph, under one heading or each under its own."""
    writing = Writing("2026", language).heading("A")
    for number, text in enumerate(texts):
        if headings:
            writing.heading(headings[number])
        writing.paragraph(text)
    return course_of(writing, folder)


def asked(text: str, language: str, course: Course) -> tuple[Choice, ...]:
    """What is asked back where what was found is not sure, whatever the gate thinks of it."""
    meant = replace(query(text), language=language)
    look = find_evidence(meant, course, Reading())
    near = closest(look.question.expected, look.weighed, course)
    return choices(meant, look.question, look.weighed, near)


def names(text: str, language: str, course: Course) -> tuple[str, ...]:
    return tuple(choice.name for choice in asked(text, language, course))


OPEN = [
    (
        "es",
        "¿Se puede llevar hoja al parcial?",
        ("El primer parcial es a libro cerrado.", "El segundo parcial admite una hoja."),
        ("primer parcial", "segundo parcial"),
    ),
    (
        "es",
        "cuanto dura el examen",
        ("El parcial se rinde en el aula 4.", "El examen final es escrito."),
        ("parcial", "examen final"),
    ),
    (
        "es",
        "¿Hay que defender el TP?",
        ("TP1: se entrega en papel.", "TP2: se presenta en clase."),
        ("TP1", "TP2"),
    ),
    (
        "es",
        "puedo cambiar de comisión",
        ("La comisión B cursa los martes.", "La comisión A cursa los lunes."),
        ("comisión A", "comisión B"),
    ),
    (
        "es",
        "el examen tiene nota mínima",
        ("El examen oral es en julio.", "El examen escrito es en el aula magna."),
        ("examen oral", "examen escrito"),
    ),
    (
        "en",
        "is the lab graded",
        ("Lab 3 has a report.", "Lab 1 is done in pairs.", "Lab 2 is done alone."),
        ("lab 1", "lab 2", "lab 3"),
    ),
    (
        "en",
        "Can I bring notes to the exam?",
        ("The midterm is closed book.", "The final exam is open book."),
        ("midterm", "final exam"),
    ),
    (
        "en",
        "is there a hurdle in the exam",
        ("The oral exam is in room 3.", "The written exam takes two hours."),
        ("oral exam", "written exam"),
    ),
    (
        "en",
        "can I change my group",
        ("Group A meets on Monday.", "Group B meets in the library."),
        ("group A", "group B"),
    ),
    (
        "fr",
        "combien dure l'examen",
        ("L'examen partiel a lieu en salle 3.", "L'examen final est écrit."),
        ("examen partiel", "examen final"),
    ),
    (
        "fr",
        "combien dure l'examen",
        ("L'examen oral a lieu en salle 7.", "L'examen écrit porte sur le livre."),
        ("examen oral", "examen écrit"),
    ),
    (
        "fr",
        "peut-on changer de groupe",
        ("Le groupe A a cours le lundi.", "Le groupe B travaille à la bibliothèque."),
        ("groupe A", "groupe B"),
    ),
]


@pytest.mark.parametrize(("language", "question", "texts", "named"), OPEN)
def test_each_that_may_be_meant_is_named_as_in_the_documents(
    language: str, question: str, texts: tuple[str, ...], named: tuple[str, ...], tmp_path: Path
) -> None:
    found = names(question, language, course(tmp_path, language, *texts))

    assert sorted(found) == sorted(named)


CLOSED = [
    ("es", "¿Cuánto dura el segundo parcial?", ("El primer parcial dura.", "El segundo no.")),
    ("es", "¿Cuándo son los parciales?", ("El primer parcial es hoy.", "El segundo parcial no.")),
    ("es", "¿Cuánto dura el parcial?", ("El primer parcial es escrito.", "Se aprueba con 4.")),
    ("es", "¿Cuánto vale la asistencia?", ("El primer parcial.", "El segundo parcial.")),
    ("es", "cuanto dura el próximo parcial", ("El primer parcial.", "El segundo parcial.")),
    ("es", "¿el examen oral es difícil?", ("El examen oral dura.", "El examen escrito no.")),
    (
        "es",
        "se puede hacer el tp solo",
        ("Los trabajos prácticos se hacen en grupo. El TP 1 es largo. El TP 2 es corto.",),
    ),
    ("en", "Is lab 2 graded?", ("Lab 1 is done in pairs.", "Lab 2 is done alone.")),
    ("en", "Is the lab before the exam?", ("Lab 1 is first.", "Lab 2 is second.")),
    ("en", "Is the lab graded?", tuple(f"Lab {number} is graded {number}." for number in range(6))),
    ("en", "is the lab graded", ("Lab 1 is graded by tutors.", "Lab 2 is graded by tutors.")),
    ("en", "is the last exam hard", ("The midterm is long.", "The final exam is short.")),
    ("en", "is the exam hard", ("The exam 12 October is long.", "The exam 3 December is short.")),
    ("en", "is the lab graded", ("Lab 3 hours each week.", "Lab 2 points a week.")),
    ("en", "how is the project marked", ("The final group project.", "The final team project.")),
    ("fr", "l'examen final est-il dur", ("Le partiel est long.", "L'examen final est court.")),
    ("fr", "combien durent les examens", ("Le partiel est long.", "Le final est court.")),
    ("fr", "le prochain examen est-il dur", ("Le partiel est long.", "Le final est court.")),
]


@pytest.mark.parametrize(("language", "question", "texts"), CLOSED)
def test_what_says_which_or_is_one_alone_or_too_many_or_all_alike_is_not_asked_back(
    language: str, question: str, texts: tuple[str, ...], tmp_path: Path
) -> None:
    assert asked(question, language, course(tmp_path, language, *texts)) == ()


def test_those_of_one_kind_are_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    texts = ("Lab 3 has a report.", "Lab 1 is done in pairs.", "Lab 2 is done alone.")
    assert names("is the lab graded", "en", course(tmp_path, "en", *texts)) == (
        "lab 1",
        "lab 2",
        "lab 3",
    )


def test_a_heading_says_which_too(tmp_path: Path) -> None:
    found = course(
        tmp_path,
        "es",
        "Se rinde en el aula 4.",
        "Se rinde en el aula 7.",
        headings=("Primer parcial", "Segundo parcial"),
    )
    assert names("¿Se puede llevar hoja al parcial?", "es", found) == (
        "primer parcial",
        "segundo parcial",
    )


def test_each_is_the_question_that_says_which(tmp_path: Path) -> None:
    found = course(tmp_path, "fr", "L'examen partiel est en salle 3.", "Le final est écrit.")
    assert asked("combien dure l'examen ?", "fr", found) == (
        Choice("examen partiel", "Combien dure l'examen partiel ?"),
        Choice("final", "Combien dure le final ?"),
    )


def test_a_group_takes_the_place_of_the_word_for_it(tmp_path: Path) -> None:
    found = course(tmp_path, "en", "Group A meets on Monday.", "Group B meets in the library.")
    assert [choice.question for choice in asked("can I change my group?", "en", found)] == [
        "Can I change my group A?",
        "Can I change my group B?",
    ]


def test_a_name_that_is_no_name_is_not_told(tmp_path: Path) -> None:
    long = f"midterm{'m' * LONGEST}"
    found = course(tmp_path, "en", f"The {long} 1 is hard.", f"The {long} 2 is easy.")

    assert all(len(each.name) <= LONGEST for each in asked("is the midterm fair", "en", found))


# Each states what is asked for of one of them alone: the documents, a question, what is told.
STATED = [
    (
        "en",
        ("The midterm exam is on 12 October in room 3.", "The final exam is on 3 May in room 5."),
        ("When is the exam?", "where is the exam"),
    ),
    (
        "es",
        (
            "El primer parcial es el 12 de mayo en el aula 3.",
            "El segundo parcial es el 30 de junio en el aula 5.",
        ),
        ("¿Cuándo es el parcial?", "en que aula es el parcial"),
    ),
    (
        "es",
        ("El TP 1 se entrega el 3 de abril.", "El TP 2 se entrega el 3 de junio."),
        ("cuando se entrega el tp",),
    ),
    (
        "es",
        ("La comisión A cursa los lunes a las 8 h.", "La comisión B cursa los martes a las 14 h."),
        ("cuando cursa la comisión",),
    ),
    (
        "fr",
        (
            "L'examen partiel a lieu le 12 mai en salle 3.",
            "L'examen final a lieu le 30 juin en salle 5.",
        ),
        ("Quand est l'examen ?", "c'est où l'examen"),
    ),
]


@pytest.mark.parametrize(("language", "texts", "questions"), STATED)
def test_what_answers_for_one_of_them_is_told_with_what_answers_for_the_other(
    language: str, texts: tuple[str, ...], questions: tuple[str, ...], tmp_path: Path
) -> None:
    found = course(tmp_path, language, *texts)
    for question in questions:
        outcome = in_january(question, found)

        assert outcome.kind is AnswerKind.EXTRACTIVE, question
        assert all(text in quoted(outcome) for text in texts), question
        assert outcome.choices == ()


def in_january(question: str, found: Course) -> Outcome:
    return answer(replace(query(question), asked_at=IN_JANUARY), found)


def test_whoever_says_which_is_told_of_that_alone(tmp_path: Path) -> None:
    texts = ("The midterm exam is on 12 October.", "The final exam is on 3 December.")
    outcome = in_january("when is the midterm exam", course(tmp_path, "en", *texts))

    assert quoted(outcome) == texts[0]


def test_what_is_over_does_not_stand_beside_what_is_to_come(tmp_path: Path) -> None:
    texts = ("The final exam is on 3 May 2026.", "The midterm exam is on 12 January 2026.")
    outcome = in_january("when is the exam", course(tmp_path, "en", *texts))

    assert quoted(outcome) == texts[0]


LONG = (
    "The midterm exam is on 12 October at 10:00 in room 3, which is on the third floor of the old "
    "building, to the left of the library, where whoever comes by bicycle may leave it, and which "
    "opens half an hour before; a map of both floors hangs at the entrance beside the lift.",
    "The final exam is on 3 December at 14:00 in room 5, which is on the ground floor of the new "
    "building, behind the cafeteria, whose terrace is closed on that day, and which opens half an "
    "hour before; a map of all floors is on the page of the university for its guests.",
)


def test_where_stating_all_of_them_is_long_an_answer_asks_back(tmp_path: Path) -> None:
    outcome = in_january("when is the exam", course(tmp_path, "en", *LONG))

    assert outcome.kind is AnswerKind.EXTRACTIVE
    assert {choice.question for choice in outcome.choices} == {
        "When is the midterm exam?",
        "When is the final exam?",
    }


def test_what_is_found_by_meaning_too_is_asked_back_and_told_alike(tmp_path: Path) -> None:
    texts = (
        "The midterm exam is on 12 October in room 3.",
        "The final exam is on 3 May in room 5.",
    )
    found = ByMeaning(course(tmp_path, "en", *texts))
    outcome = in_january("when is the exam", found)

    told = outcome.choices or tuple(text for text in texts if text in quoted(outcome))
    assert len(told) == 2


class ByMeaning(Course):
    """The same passages, found by meaning too."""

    def __init__(self, found: Course) -> None:
        super().__init__(found.passages, found.index)

    def __call__(self, words: str, *, limit: int, question: str = "") -> list[Hit]:
        found = super().__call__(words, limit=limit, question=question)
        return [replace(hit, similarity=0.88) for hit in found]

    def following(self, passage: Passage, *, limit: int) -> list[Passage]:
        return super().following(passage, limit=limit)
