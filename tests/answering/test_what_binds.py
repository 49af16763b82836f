"""What stands with a noun is met with it, and what is quoted says nothing of another one."""

from pathlib import Path

import pytest

from silabo.domain.answers import AnswerKind
from silabo.language.detect import detect
from tests.answering.courses import Course, Writing, course_of, quoted


@pytest.fixture
def course(tmp_path: Path) -> Course:
    writing = Writing("Guía", "es").heading("Fechas")
    writing.paragraph(
        "Los trabajos TP1, TP2 y TP10 se hacen de a dos. El TP1 vence el 4 de septiembre."
        " El TP10 vence el 30 de octubre."
    )
    writing.paragraph("El examen final es el 05/03/2027 a las 9:00.")
    writing.paragraph("La entrega final es el 12 de diciembre.")
    writing.paragraph("El seminario empieza el 03/05/2027.")
    writing.heading("Correlatividades").paragraph("La materia INF-230 requiere INF-120 aprobada.")
    return course_of(writing, tmp_path)


@pytest.mark.parametrize(
    ("asked", "said", "other"),
    [
        ("¿Cuándo es la entrega final?", "12 de diciembre", "05/03/2027"),
        ("¿Cuándo es el final?", "05/03/2027", "12 de diciembre"),
        ("¿Cuándo vence el TP 1?", "4 de septiembre", "30 de octubre"),
        ("¿Hay examen el 5 de marzo?", "05/03/2027", "03/05/2027"),
        ("¿Qué hay el 5/3?", "05/03/2027", "03/05/2027"),
        ("What happens on March 5?", "05/03/2027", "03/05/2027"),
        ("que requiere inf230", "INF-120", "TP1"),
    ],
)
def test_what_stands_with_a_noun_is_answered_and_no_other_date_is_quoted(
    course: Course, asked: str, said: str, other: str
) -> None:
    outcome = course.ask(asked)

    assert outcome.kind is AnswerKind.EXTRACTIVE
    assert said in quoted(outcome)
    assert other not in quoted(outcome)


def test_the_date_of_another_one_of_the_passage_is_not_told(course: Course) -> None:
    assert course.ask("¿Cuándo vence el TP2?").kind is not AnswerKind.EXTRACTIVE


def test_what_is_allowed_is_not_quoted_before_what_is_not(tmp_path: Path) -> None:
    writing = Writing("Rules", "en").heading("Exams")
    writing.paragraph("Dictionaries are allowed. Phones are not allowed in the exam room.")
    outcome = course_of(writing, tmp_path).ask("What is not allowed in the exam room?")

    assert quoted(outcome) == "Phones are not allowed in the exam room."


def test_another_date_for_some_stands_beside_the_date_of_all(tmp_path: Path) -> None:
    writing = Writing("Exams", "en").heading("Exams")
    writing.paragraph("The written exam takes place on 3 June.")
    writing.paragraph("Group B takes it on 5 June instead.")
    writing.paragraph("The oral exam takes place on 12 June.")
    outcome = course_of(writing, tmp_path).ask("When is the written exam?")

    assert [each.text for each in outcome.sentences] == [
        "The written exam takes place on 3 June.",
        "Group B takes it on 5 June instead.",
    ]


def test_how_long_it_lasts_is_told_without_the_word(tmp_path: Path) -> None:
    writing = Writing("Programa", "es").heading("Parciales")
    writing.paragraph("El primer parcial abarca las unidades 1 a 4.")
    writing.paragraph("Para el primer parcial hay dos horas.")
    outcome = course_of(writing, tmp_path).ask("¿Cuánto dura el primer parcial?")

    assert "dos horas" in quoted(outcome)


OTHER_WORK = [
    # its last word, or its first one in Spanish and French, is met only beside another noun
    ("The final exam lasts two hours and is on 3 June.", "How long is the final project?"),
    ("The final exam lasts two hours and is on 3 June.", "When is the final project?"),
    ("The final project lasts three weeks, until 3 June.", "How long is the final exam?"),
    ("The final project lasts three weeks, until 3 June.", "How long is the final?"),
    ("The final project counts 40 % of the grade.", "how much is the final worth"),
    ("El examen final dura dos horas y es el 3 de junio.", "¿Cuánto dura el proyecto final?"),
    ("El examen final dura dos horas y es el 3 de junio.", "¿Cuánto dura el examen oral?"),
    ("El examen escrito es el 5 de mayo en el aula 12.", "¿En qué aula es el examen oral?"),
    ("El examen final dura dos horas y es el 3 de junio.", "¿Cuánto dura el examen recuperatorio?"),
    ("El trabajo práctico 1 se entrega el 4 de abril.", "¿Cuándo se entrega el trabajo final?"),
    ("El proyecto final dura tres semanas, hasta el 3 de junio.", "¿Cuánto dura el final?"),
    ("L’examen final dure deux heures et a lieu le 3 juin.", "Combien dure le projet final ?"),
    ("Le projet final dure trois semaines.", "Combien de temps dure l’examen final ?"),
    ("L’examen écrit a lieu le 5 mai en salle 12.", "Dans quelle salle a lieu l’examen oral ?"),
    # it is met only in a sentence beside the one that says how long another one lasts
    ("The final lasts two hours. The project is due on Friday.", "How long is the project?"),
    ("El final dura dos horas. El proyecto se entrega el viernes.", "¿Cuánto dura el proyecto?"),
    ("Le final dure deux heures. Le projet est rendu vendredi.", "Quelle est la durée du projet ?"),
]


@pytest.mark.parametrize(("said", "asked"), OTHER_WORK)
def test_what_is_said_of_other_work_is_no_answer(tmp_path: Path, said: str, asked: str) -> None:
    course = course_of(Writing("Guide", detect(said)).heading("Info").paragraph(said), tmp_path)

    assert course.ask(asked).kind is not AnswerKind.EXTRACTIVE


@pytest.mark.parametrize(
    ("said", "asked", "answer"),
    [
        ("The final project lasts three weeks.", "How long is the final project?", "three weeks"),
        ("The project lasts three weeks.", "How long is the final project?", "three weeks"),
        ("The final exam lasts two hours.", "How long is the final?", "two hours"),
        ("The exam has two parts. It lasts two hours.", "How long is the exam?", "two hours"),
        ("The exam lasts two hours. A quiz is weekly.", "How long is the exam?", "two hours"),
        ("El proyecto final dura tres semanas.", "¿Cuánto dura el proyecto?", "tres semanas"),
        ("El examen oral dura 20 minutos.", "¿Cuánto dura el examen oral?", "20 minutos"),
        ("Le projet final dure trois semaines.", "Combien dure le projet ?", "trois semaines"),
    ],
)
def test_the_same_work_in_other_words_is(
    tmp_path: Path, said: str, asked: str, answer: str
) -> None:
    course = course_of(Writing("Guide", detect(said)).heading("Info").paragraph(said), tmp_path)

    assert answer in quoted(course.ask(asked))


def test_a_heading_that_names_the_length_and_a_time_of_day_are_no_length(tmp_path: Path) -> None:
    writing = Writing("Programa", "es").heading("Contenido y duración")
    writing.items(
        "Los parciales:",
        "El primer parcial abarca las unidades 1 a 4.",
        "Cada parcial dura dos horas y media.",
    )
    writing.heading("Calendario").table(("Semana", "Notas"), ("8", "Primer parcial, 18 h, aula 3"))
    outcome = course_of(writing, tmp_path).ask("¿Cuánto dura el primer parcial?")

    assert "dos horas y media" in quoted(outcome)
    assert "18 h" not in quoted(outcome)


@pytest.mark.parametrize(
    ("language", "rows", "asked", "topic"),
    [
        ("en", ("Weeks: 1-3 · processes.", "Weeks: 4-6 · memory."), "topics of week 5", "memory"),
        (
            "es",
            ("Semanas 1 a 3: procesos.", "Semanas 4 a 6: memoria."),
            "¿Qué se ve en la semana 5?",
            "memoria",
        ),
        (
            "fr",
            ("Semaines 1 à 3 : processus.", "Semaines 4 à 6 : mémoire."),
            "Que fait-on en semaine 2 ?",
            "processus",
        ),
    ],
)
def test_a_week_is_answered_by_the_span_that_holds_it(
    tmp_path: Path, language: str, rows: tuple[str, str], asked: str, topic: str
) -> None:
    writing = Writing("Plan", language).heading("Info").paragraph(rows[0]).paragraph(rows[1])

    assert course_of(writing, tmp_path).ask(asked).sentences[0].text.endswith(f"{topic}.")


@pytest.mark.parametrize(
    ("language", "said", "asked"),
    [
        ("en", "Lecturer: Dr Ana Paz, phone 555-0100, ana@example.org.", "Can I use my phone?"),
        ("es", "Docente: Ana Paz, teléfono 555-0100, ana@example.org.", "¿Puedo usar el teléfono?"),
        ("fr", "Enseignante : Ana Paz, téléphone 555-0100.", "Puis-je utiliser mon téléphone ?"),
    ],
)
def test_whether_a_phone_may_be_used_is_not_answered_with_a_number(
    tmp_path: Path, language: str, said: str, asked: str
) -> None:
    course = course_of(Writing("Plan", language).heading("Info").paragraph(said), tmp_path)

    assert course.ask(asked).kind is not AnswerKind.EXTRACTIVE


def test_a_rule_for_phones_and_how_to_phone_somebody_are_answered(tmp_path: Path) -> None:
    writing = Writing("Plan", "en").heading("Info")
    writing.paragraph("Phones may be used in class; lost ones: lost@example.org.")
    writing.paragraph("The lecturer answers the phone, 555-0100, on Mondays.")
    course = course_of(writing, tmp_path)

    assert "may be used" in quoted(course.ask("Can I use my phone in class?"))
    assert "555-0100" in quoted(course.ask("Can I phone the lecturer?"))


@pytest.mark.parametrize(
    ("language", "said", "asked", "day"),
    [
        (
            "es",
            "El TP1 vence el 4 de mayo. El TP2 vence el 9 de mayo.",
            "¿Cuándo vence el TP2?",
            "9",
        ),
        ("en", "Lab1 is due on 4 May. Lab2 is due on 9 May.", "When is lab 2 due?", "9"),
        ("fr", "Le TP1 est à rendre le 4 mai. Le TP2, le 9 mai.", "Quand rendre le TP 1 ?", "4"),
    ],
)
def test_work_whose_number_is_written_to_it_is_found(
    tmp_path: Path, language: str, said: str, asked: str, day: str
) -> None:
    course = course_of(Writing("Plan", language).heading("Info").paragraph(said), tmp_path)
    first = course.ask(asked).sentences[0].text

    assert course.ask(asked).kind is AnswerKind.EXTRACTIVE
    assert f"{day} " in first


@pytest.mark.parametrize("asked", ["When is lab 2 due?", "lab 2 deadline?"])
def test_a_day_of_another_number_in_the_same_row_is_not_told_of_this_one(
    tmp_path: Path, asked: str
) -> None:
    notes = "Lab 1 due: Friday 2 October. Lab 2 starts: a scheduler for Pebble"
    writing = Writing("Calendar", "en").heading("Weeks")
    writing.table(("Week", "Notes"), ("4", notes), ("5", "Lab 3 is announced"))

    assert course_of(writing, tmp_path).ask(asked).kind is not AnswerKind.EXTRACTIVE
    assert "2 October" in quoted(course_of(writing, tmp_path).ask("When is lab 1 due?"))


@pytest.fixture
def rules(tmp_path: Path) -> Course:
    writing = Writing("Reglas", "es")
    writing.paragraph("El ensayo tiene un máximo de 2.500 palabras.")
    writing.paragraph("El examen se rinde con carpeta cerrada.")
    writing.paragraph("The attendance at the seminar is optional.")
    writing.paragraph("La comisión A cursa los lunes a las 8. La comisión B cursa los jueves.")
    writing.paragraph("El Parcial I es el 3 de mayo. El Parcial II es el 21 de junio.")
    writing.paragraph("Le devoir 1 est à rendre le 2 mars. Le devoir 2 est à rendre le 2 mai.")
    writing.paragraph("The field trip leaves on 8 November from the north gate.")
    return course_of(writing, tmp_path)


@pytest.mark.parametrize(
    ("asked", "said", "other"),
    [
        ("cuando cursa la comision b", "jueves", "lunes a las 9"),
        ("¿Cuándo es el segundo parcial?", "21 de junio", "7 de mayo"),
        ("¿Cuándo es el parcial 2?", "21 de junio", "7 de mayo"),
        ("quand rendre le devoir deux", "2 mai", "4 septembre"),
        ("when is the fieldtrip", "8 November", "mayo"),
        ("¿El examen es con carpeta abierta?", "carpeta cerrada", "palabras"),
        ("is attendance at the seminar compulsory?", "optional", "trip"),
    ],
)
def test_a_label_a_number_in_words_and_the_contrary_lead_to_what_is_said(
    rules: Course, asked: str, said: str, other: str
) -> None:
    outcome = rules.ask(asked)

    assert outcome.kind is AnswerKind.EXTRACTIVE
    assert said in quoted(outcome)
    assert other not in quoted(outcome)


@pytest.mark.parametrize(
    "asked",
    [
        "¿Cuándo cursa la comisión C?",
        "¿Cuándo es el Parcial III?",
        "¿Cuántas páginas tiene el ensayo?",
        "How many pages has the essay?",
    ],
)
def test_of_another_label_or_measure_nothing_is_told_as_the_answer(
    rules: Course, asked: str
) -> None:
    assert rules.ask(asked).kind is not AnswerKind.EXTRACTIVE
