"""What an answer that has what is asked for need not say, and what it has to say all the same."""

from pathlib import Path

import pytest

from silabo.domain.answers import AnswerKind
from tests.answering.courses import Course, Writing, course_of, quoted

COURSES = {
    "en": [
        ("Midterm", "Date: Tuesday 14 October."),
        ("Attendance", "Two absences are allowed."),
        ("Field work", "Students work in teams of 5. Sign up your team by 3 October."),
        ("Essay", "It is due on 20 November. Essays handed in late lose 4 points a day."),
        ("Tools", "Samples are counted with ImageJ 1.54."),
        ("Tools", "Group A: Thursday, 13:00 to 15:00, room C-021."),
        ("Rules", "A mark below 40 fails the whole unit. Enrolment is capped at 30."),
        ("Survey", "The survey has two milestones."),
        ("Expedition", "The expedition takes eight students."),
    ],
    "es": [
        ("Primer parcial", "Fecha: martes 14 de octubre."),
        ("Segundo parcial", "Fecha: jueves 4 de diciembre."),
        ("Salidas", "Los equipos son de cinco."),
        ("Salidas", "Los ensayos fuera de plazo pierden 4 puntos por día."),
        ("Programas", "Las muestras se cuentan con ImageJ 1.54."),
        ("Programas", "Grupo A: jueves de 13 a 15, aula 5."),
    ],
    "fr": [
        ("Examen intermédiaire", "Date : mardi 14 octobre."),
        ("Sorties", "Les équipes sont de seize."),
        ("Sorties", "Un essai rendu en retard perd quatre points par jour."),
        ("Logiciels", "Les échantillons sont comptés avec ImageJ 1.54."),
    ],
}
TOLD = {
    "en": [
        ("when do we write the midterm", "14 October"),
        ("how many people in a team", "teams of 5"),
        ("deadline to register a team", "3 October"),
        ("penalty for late essays", "lose 4 points"),
        ("which version of ImageJ", "1.54"),
        ("attendance", "Two absences"),
        ("how many people on the expedition", "eight students"),
    ],
    "es": [
        ("cuando se rinde el primer parcial", "14 de octubre"),
        ("cuantas personas por equipo", "de cinco"),
        ("que penalizacion hay por un ensayo fuera de plazo", "pierden 4 puntos"),
        ("que version de imagej se usa", "1.54"),
    ],
    "fr": [
        ("quand se passe l'examen intermédiaire", "14 octobre"),
        ("combien de personnes par équipe", "de seize"),
        ("quelle pénalité pour un essai en retard", "perd quatre points"),
        ("quelle version d'imagej", "1.54"),
    ],
}
# Of another thing, or of something else that is done with it.
NOT_TOLD = {
    "en": [
        "when can I drop the midterm",
        "when is the midterm review",
        "how many credits is this unit",
        "how many people in a group",
        "how many people are in the survey",
        "which version of the essay",
        "when do we see the essay samples",
        "what is the penalty for enrolment",
    ],
    "es": [
        "cuando anulan el primer parcial",
        "cuando se rinde el tercer parcial",
        "version del ensayo",
        "cuantas personas hay en el grupo A",
    ],
    "fr": ["quand annule-t-on l'examen intermédiaire", "quelle version de l'essai"],
}


def course(language: str, folder: Path) -> Course:
    """A course in marine biology, a little of it."""
    writing = Writing("2026", language)
    for heading, text in COURSES[language]:
        writing.heading(heading).paragraph(text)
    return course_of(writing, folder)


@pytest.mark.parametrize(
    ("language", "asked", "said"),
    [(language, *each) for language, cases in TOLD.items() for each in cases],
)
def test_a_verb_or_a_heading_is_not_asked_of_an_answer(
    language: str, asked: str, said: str, tmp_path: Path
) -> None:
    outcome = course(language, tmp_path).ask(asked)

    assert outcome.kind is AnswerKind.EXTRACTIVE
    assert said in quoted(outcome)


@pytest.mark.parametrize(
    ("language", "asked"),
    [(language, each) for language, cases in NOT_TOLD.items() for each in cases],
)
def test_another_thing_or_another_doing_is_not_told(
    language: str, asked: str, tmp_path: Path
) -> None:
    assert course(language, tmp_path).ask(asked).kind is not AnswerKind.EXTRACTIVE


@pytest.mark.parametrize(
    ("language", "heading", "of_another", "of_it", "asked"),
    [
        (
            "en",
            "Final exam",
            "Registration: 1 November.",
            "Date: 1 November.",
            "when is the final exam",
        ),
        (
            "es",
            "Examen final",
            "Inscripción: del 1 al 5 de noviembre.",
            "Fecha: 5 de noviembre.",
            "cuando es el examen final",
        ),
        (
            "fr",
            "Examen final",
            "Inscription : du 1 au 5 novembre.",
            "Date : 5 novembre.",
            "quand est l'examen final",
        ),
    ],
)
def test_a_day_that_is_of_another_thing_by_its_label_is_not_that_of_the_heading(
    tmp_path: Path, language: str, heading: str, of_another: str, of_it: str, asked: str
) -> None:
    kinds = []
    for name, text in (("other", of_another), ("own", of_it)):
        (tmp_path / name).mkdir()
        writing = Writing("Biology", language).heading(heading).paragraph(text)
        kinds.append(course_of(writing, tmp_path / name).ask(asked).kind is AnswerKind.EXTRACTIVE)

    assert kinds == [False, True]


@pytest.mark.parametrize(
    ("language", "heading", "of_finals", "asked"),
    [
        (
            "es",
            "Exámenes finales",
            "El aula de cada final se publica en el campus.",
            "donde rindo el examen",
        ),
        (
            "en",
            "Final exams",
            "The room of each final is posted on the campus.",
            "where do I write the exam",
        ),
    ],
)
def test_a_bare_verb_goes_without_saying_only_of_the_very_thing_that_is_asked_for(
    language: str, heading: str, of_finals: str, asked: str, tmp_path: Path
) -> None:
    writing = Writing("2026", language).heading(heading).paragraph(of_finals)

    assert course_of(writing, tmp_path).ask(asked).kind is not AnswerKind.EXTRACTIVE
