"""The negative look-arounds of quantities from both sides and in three languages: what each stops,
and what it must let through (`test_guards.py` counts them).
"""

import pytest

from silabo.language.quantities import find


def values(text: str, language: str = "und") -> list[str]:
    return [f"{one.kind.value} {one.value}" for one in find(text, language)]


# The month and the verb "may"
MAY_IS_A_MONTH = [
    "by 14 May via the campus",
    "due 14 may via the campus",
    "on 14 May at noon",
    "14 MAY IN ROOM FOUR",
    "14 May online",
    "14 May only",
    "14 May, not later",
    "14 May not later than noon",
    "what is there on 14 may",
    "is 14 may a holiday?",
    "14 may is a holiday",
    "do we have class on 14 may?",
    "14 May the essay is due",
    "14th of may in the hall",
    "el 14 may a las 10",
    "el 14 may en el aula",
    "14 may y 21 may",
    "14 may de 2026",
    "14 may. por el campus",
    "el 14 de mayo por el campus",
    "14 mayo en línea",
    "le 14 mai via le campus",
    "le 14 mai à midi",
    "14 mai et 21 mai",
]
MAY_IS_A_VERB = [
    "the test of 14 may be repeated",
    "students of group 14 may not use notes",
    "those of 14 may also choose",
    "the 14 may only be used once",
    "section 14 may change",
    "THE TEST OF 14 MAY BE REPEATED",
    "Students in 14 MAY NOT USE NOTES",
]


@pytest.mark.parametrize("text", MAY_IS_A_MONTH)
def test_a_day_of_may_is_a_date_whatever_word_follows(text: str) -> None:
    assert "05-14" in " ".join(values(text))


@pytest.mark.parametrize("text", MAY_IS_A_VERB)
def test_what_somebody_may_do_is_no_date(text: str) -> None:
    assert "05-14" not in " ".join(values(text))


# What a number is, by what stands beside it: the text, what must be found, in this order.
QUANTITIES = [
    # month_day: a time or a decimal after a month is no day of it
    ("in July 18:30", ["month 07", "time 18:30"]),
    ("en julio 6 p. m.", ["month 07", "time 18:00"]),
    ("May 6 pm", ["time 18:00"]),
    ("en julio 18 h", ["month 07", "time 18:00"]),
    ("en juillet 20 %", ["month 07", "percent 20"]),
    ("en mayo 20 %", ["month 05", "percent 20"]),
    ("July 3.", ["date 07-03"]),
    ("July 3, 10:00", ["date 07-03", "time 10:00"]),
    ("May 14 via the campus", ["date 05-14"]),
    ("mayo 14, a las 10:00", ["date 05-14", "time 10:00"]),
    ("juillet 3: salle B12", ["date 07-03", "room b12"]),
    ("July 3 at noon", ["date 07-03", "time 12:00"]),
    ("July 3 amphi A", ["date 07-03", "room a"]),
    # numeric: a share or a longer number is no date
    ("3/12 %", ["number 3", "percent 12"]),
    ("25/12/2026", ["date 2026-12-25"]),
    ("le 25/12.", ["date 12-25"]),
    ("25/12, 10:00", ["date 12-25", "time 10:00"]),
    # time with a point
    ("a las 18.30 hs", ["time 18:30"]),
    ("a las 18.30 hrs", ["time 18:30"]),
    ("à 18.30 h", ["time 18:30"]),
    ("at 6.30 pm", ["time 18:30"]),
    ("version 18.30", ["number 18.3"]),
    ("18,30 euros", ["money 18.3"]),
    # thousands
    ("1,234,567, and more", ["number 1234567"]),
    ("1.234.567, y más", ["number 1234567"]),
    ("12 000, et plus", ["number 12000"]),
    ("1,200 words", ["number 1200"]),
    ("1,23,45", ["number 1.23", "number 45"]),
    # room: "Lab 3" is which of the labs, a longer number is a room
    ("Lab 3", ["ordinal 3"]),
    ("Lab n.º 3", ["ordinal 3"]),
    ("laboratorio 3", ["ordinal 3"]),
    ("laboratoire 3", ["ordinal 3"]),
    ("Lab 021", ["room 021"]),
    ("laboratorio 204", ["room 204"]),
    ("laboratoire 204", ["room 204"]),
    ("lab 12B", ["room 12b"]),
    # room: a small word before a number is no part of a room's name
    ("in the hall at 10:30", ["time 10:30"]),
    ("en la sala a las 10:30", ["time 10:30"]),
    ("dans la salle de 30 places", ["number 30"]),
    ("un aula de 30 alumnos", ["number 30"]),
    ("a room for 30 people", ["number 30"]),
    ("en el aula el 3 de julio", ["date 07-03"]),
    ("dans la salle le 3 juillet", ["date 07-03"]),
    ("in the room on 3 July", ["date 07-03"]),
    ("Aula A 12", ["room a12"]),
    ("sala B-3", ["room b3"]),
    ("aula a12", ["room a12"]),
    ("salle c 203", ["room c203"]),
    # label: which one of several, but not a length, a share, a date or a time
    ("homework 4 days late", ["number 4"]),
    ("tp 4 días tarde", ["number 4"]),
    ("devoir 4 jours de retard", ["number 4"]),
    ("quiz 10 min", ["number 10"]),
    ("quiz 10 minutes", ["number 10"]),
    ("examen 20 %", ["percent 20"]),
    ("exam 20 per cent", ["percent 20"]),
    ("examen 20 por ciento", ["percent 20"]),
    ("partiel 20 pour cent", ["percent 20"]),
    ("trabajo 30 puntos", ["number 30"]),
    ("tarea 10 pts", ["number 10"]),
    ("Exam 10:30", ["time 10:30"]),
    ("clase 18:30 h", ["time 18:30"]),
    ("exam 6 pm", ["time 18:00"]),
    ("séance 14 h", ["time 14:00"]),
    ("Parcial 3 de julio", ["date 07-03"]),
    ("Exam 3 July", ["date 07-03"]),
    ("partiel 3 juillet à 10 h", ["date 07-03", "time 10:00"]),
    ("Entrega 3/7", ["date 07-03"]),
    ("Entrega 14-05-2026", ["date 2026-05-14"]),
    ("Exam 14 May via the campus", ["date 05-14"]),
    ("Exam 14 may be repeated", ["ordinal 14"]),
    ("Exam 2 July 3", ["ordinal 2", "date 07-03"]),
    ("Exam 2 (30 points)", ["ordinal 2", "number 30"]),
    ("parcial 2, 20 %", ["ordinal 2", "percent 20"]),
    ("parcial 2. Vale 20 %", ["ordinal 2", "percent 20"]),
    ("partiel 2 : 20 %", ["ordinal 2", "percent 20"]),
    ("Exam 2: 3 July", ["ordinal 2", "date 07-03"]),
    ("trabajo 3 €5", ["ordinal 3", "money 5"]),
    ("trabajo 3 €", ["money 3"]),
    ("exercise 2.1, then", ["ordinal 2.1"]),
    ("TP 3-4", ["ordinal 3", "number 4"]),
    ("grupo 3 hace el TP", ["ordinal 3"]),
    # number: no part of a name or of a longer number
    ("el grupo B12", []),
    ("version 2.1.3", ["number 2.1"]),
    ("art.5", ["number 5"]),
    ("según el art.5 y la pág.7", ["number 5", "number 7"]),
    ("Fin.20 puntos", ["number 20"]),
    ("note:12", ["number 12"]),
    ("(12)", ["number 12"]),
]


@pytest.mark.parametrize(("text", "found"), QUANTITIES)
def test_a_number_is_what_its_neighbours_say(text: str, found: list[str]) -> None:
    assert values(text) == found


# Two numbers with a stroke: what says that they are no day and month, and what must stay a date.
RATIOS = [
    # a mark
    ("You need a grade of 7/10 to pass.", "en", ["number 7/10"]),
    ("a mark of at least 5/10", "en", ["number 5/10"]),
    ("Minimum score: 7/10", "en", ["number 7/10"]),
    ("7/10 points", "en", ["number 7/10"]),
    ("nota mínima 7/10", "es", ["number 7/10"]),
    ("una nota final de 7/10", "es", ["number 7/10"]),
    ("Calificación: 7/10", "es", ["number 7/10"]),
    ("al menos 4/10", "es", ["number 4/10"]),
    ("la note minimale est de 7/10", "fr", ["number 7/10"]),
    ("Note finale : 8/10", "fr", ["number 8/10"]),
    ("une moyenne de 10/12", "fr", ["number 10/12"]),
    ("moyenne générale 12/20", "fr", ["number 12/20"]),
    ("Il a eu 10/20.", "fr", ["number 10/20"]),
    # the same numbers are a date
    ("due 7/10", "en", ["date 07-10"]),
    ("The grade is published on 7/10.", "en", ["date 07-10"]),
    ("Lecture notes 7/10", "en", ["date 07-10"]),
    ("Exam 10/20", "en", ["date 10-20"]),
    ("Nota: 7/10 hay parcial", "es", ["date 10-07"]),
    ("La nota se publica el 7/10.", "es", ["date 10-07"]),
    ("Entrega 7/10", "es", ["date 10-07"]),
    ("Partiel le 7/10", "fr", ["date 10-07"]),
    ("Les notes sont publiées le 7/10.", "fr", ["date 10-07"]),
    ("Notes de cours 7/10", "fr", ["date 10-07"]),
    ("rendu 7/10, à midi", "fr", ["date 10-07", "time 12:00"]),
    # always
    ("The forum is open 24/7.", "en", ["number 24/7"]),
    ("support is available online 24/7", "en", ["number 24/7"]),
    ("the 24/7 service", "en", ["number 24/7"]),
    ("El campus está disponible 24/7", "es", ["number 24/7"]),
    ("soporte técnico 24/7", "es", ["number 24/7"]),
    ("La plateforme est accessible 24/7.", "fr", ["number 24/7"]),
    ("assistance 24/7", "fr", ["number 24/7"]),
    # the 24th of July
    ("Exam on 24/7", "en", ["date 07-24"]),
    ("Parcial 24/7", "es", ["date 07-24"]),
    ("El foro está abierto hasta el 24/7.", "es", ["date 07-24"]),
    ("rendu le 24/7", "fr", ["date 07-24"]),
    ("Inscription ouverte jusqu'au 24/7", "fr", ["date 07-24"]),
    ("open until 24/7/2026", "en", ["date 2026-07-24"]),
    # a share
    ("3/4 of the sessions", "en", ["number 3/4"]),
    ("3/4 de las clases", "es", ["number 3/4"]),
    ("assister aux 3/4 des séances", "fr", ["number 3/4"]),
    ("3/4 of 2026", "en", ["date 03-04", "number 2026"]),
    ("el 3/4 de las 10 a las 12 h", "es", ["date 04-03", "number 10", "time 12:00"]),
    ("Parcial 7/10 de la unidad 2", "es", ["date 10-07", "ordinal 2"]),
    ("le 3/4 de la semaine 5", "fr", ["date 04-03", "week 5"]),
]


@pytest.mark.parametrize(("text", "language", "found"), RATIOS)
def test_a_mark_a_share_and_always_are_no_day_and_month(
    text: str, language: str, found: list[str]
) -> None:
    assert values(text, language) == found


@pytest.mark.parametrize("text", ["open 24/7", "soporte 24/7", "au moins 7/10", "nota mínima 7/10"])
def test_they_are_none_where_the_language_is_not_known_either(text: str) -> None:
    assert [one.kind.value for one in find(text)] == ["number"]
