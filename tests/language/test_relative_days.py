from datetime import date

import pytest

from silabo.language.relative_days import relative_days

TODAY = date(2026, 3, 31)
SUNDAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("¿A qué hora es el parcial de mañana?", "2026-04-01"),
        ("¿Hay clase pasado mañana?", "2026-04-02"),
        ("¿Qué tema vemos hoy?", "2026-03-31"),
        ("What is due tomorrow?", "2026-04-01"),
        ("Is there a lab the day after tomorrow?", "2026-04-02"),
        ("What do I hand in tonight?", "2026-03-31"),
        ("Y a-t-il cours demain ?", "2026-04-01"),
        ("Que faut-il rendre après-demain ?", "2026-04-02"),
        ("Le rapport est pour aujourd’hui ?", "2026-03-31"),
        ("What was due yesterday?", "2026-03-30"),
        ("¿Qué se entregaba anteayer?", "2026-03-29"),
        ("Qu’a-t-on vu hier ?", "2026-03-30"),
        # A weekday: the one that comes, that of next week, the one before.
        ("Is there a lab this Friday?", "2026-04-03"),
        ("Is there a lab next Friday?", "2026-04-10"),
        ("What was last Friday's topic?", "2026-03-27"),
        ("que hay este viernes", "2026-04-03"),
        ("¿Hay clase el viernes que viene?", "2026-04-03"),
        ("el próximo martes hay clase?", "2026-04-07"),
        ("¿Qué vimos el martes pasado?", "2026-03-24"),
        ("Y a-t-il cours vendredi prochain ?", "2026-04-03"),
        ("Qu’est-ce qu’on rend ce jeudi ?", "2026-04-02"),
        ("C’était quoi lundi dernier ?", "2026-03-30"),
        # So many days from now.
        ("what is due in 3 days", "2026-04-03"),
        ("What was due three days ago?", "2026-03-28"),
        ("¿Qué se entrega dentro de dos días?", "2026-04-02"),
        ("¿Qué había hace 3 días?", "2026-03-28"),
        ("À rendre dans trois jours ?", "2026-04-03"),
        ("C’était il y a deux jours ?", "2026-03-29"),
        # A day of the month: the next one.
        ("Is there class on the 12th?", "2026-04-12"),
        ("what's due the 31st", "2026-03-31"),
        ("what do we hand in by the 3rd?", "2026-04-03"),
        ("¿Qué se entrega el 12?", "2026-04-12"),
        ("el 15 hay clase?", "2026-04-15"),
        ("¿Qué hay el día 2?", "2026-04-02"),
        ("C’est pour le 12 ?", "2026-04-12"),
        ("Y a-t-il cours le 14 ?", "2026-04-14"),
    ],
)
def test_a_day_named_from_today_is_a_date(text: str, day: str) -> None:
    (found,) = relative_days(text, TODAY)

    assert (found.days.first.isoformat(), found.days.last.isoformat()) == (day, day)


WEEKS = [
    ("what is due this week", "2026-11-23", "2026-11-29"),
    ("What is due next week?", "2026-11-30", "2026-12-06"),
    ("What did we do last week?", "2026-11-16", "2026-11-22"),
    ("anything due the week after next?", "2026-12-07", "2026-12-13"),
    ("what do we hand in in two weeks?", "2026-12-07", "2026-12-13"),
    ("What was due 2 weeks ago?", "2026-11-09", "2026-11-15"),
    ("What is due in the next two weeks?", "2026-11-29", "2026-12-13"),
    ("Anything due this weekend?", "2026-11-28", "2026-11-29"),
    ("Which exams are there this month?", "2026-11-01", "2026-11-30"),
    ("What is due next month?", "2026-12-01", "2026-12-31"),
    ("¿Qué se entrega esta semana?", "2026-11-23", "2026-11-29"),
    ("que entregamos la semana que viene", "2026-11-30", "2026-12-06"),
    ("¿Qué hay la próxima semana?", "2026-11-30", "2026-12-06"),
    ("¿Qué vimos la semana pasada?", "2026-11-16", "2026-11-22"),
    ("¿Qué hay dentro de dos semanas?", "2026-12-07", "2026-12-13"),
    ("¿Qué se entrega en las próximas dos semanas?", "2026-11-29", "2026-12-13"),
    ("¿Qué hay este finde?", "2026-11-28", "2026-11-29"),
    ("¿Qué parciales hay el mes que viene?", "2026-12-01", "2026-12-31"),
    ("¿Qué hubo el mes pasado?", "2026-10-01", "2026-10-31"),
    ("Que faut-il rendre cette semaine ?", "2026-11-23", "2026-11-29"),
    ("Que faut-il rendre la semaine prochaine ?", "2026-11-30", "2026-12-06"),
    ("Qu’a-t-on vu la semaine dernière ?", "2026-11-16", "2026-11-22"),
    ("Que rend-on dans deux semaines ?", "2026-12-07", "2026-12-13"),
    ("Que rend-on d’ici deux semaines ?", "2026-11-29", "2026-12-13"),
    ("Quels examens ce mois-ci ?", "2026-11-01", "2026-11-30"),
    ("Et le mois prochain ?", "2026-12-01", "2026-12-31"),
]


@pytest.mark.parametrize(("text", "first", "last"), WEEKS)
def test_weeks_and_months_are_named_from_the_day_of_asking(
    text: str, first: str, last: str
) -> None:
    (found,) = relative_days(text, SUNDAY)

    assert (found.days.first.isoformat(), found.days.last.isoformat()) == (first, last)


@pytest.mark.row("days-2")
@pytest.mark.parametrize(
    "text",
    [
        "¿Hay turno mañana?",
        "clase a las 8 de la mañana",
        "¿Hay consulta por la mañana?",
        "lendemain",
        # The last one of something, or the one after something.
        "What happens in the last week of term?",
        "When is the last week?",
        "When is the last Friday of the course?",
        "¿Qué hay la última semana?",
        "Que fait-on la dernière semaine ?",
        "What did the last weekend of term bring?",
        "the last month of the course",
        "What is done last week of term?",
        "Was that last Friday of May?",
        # How late, how long, how often.
        "Can I hand it in two days late?",
        "¿Puedo entregar con dos días de atraso?",
        "Puis-je rendre avec deux jours de retard ?",
        "How many classes are there in a week?",
        "¿Cuántas clases hay en una semana?",
        "Combien de cours dans une semaine ?",
        "Il y a deux semaines de vacances ?",
        "y a-t-il un jour férié ?",
        "Is the exam in 2 hours?",
        "Do we meet in two weeks of the month?",
        "Un informe en dos semanas de trabajo",
        "Un rapport dans deux semaines de cours",
        "dans deux semaines d'été",
        # Which one of several.
        "when is the 2nd",
        "When is the 12th lecture?",
        "What is the 10th question about?",
        "y el 2?",
        "le 12.5",
        "el 12,5",
        "¿Qué dice el 12 % de la nota?",
        "¿Con el 8 promociono?",
        "Le 8 de la feuille ?",
        "le 12 mai",
        "on the 12th of May",
        # A name, a verb, a unit.
        "When is the week 5 quiz?",
        "may I leave",
        "one second",
        "Which reading week next to the break?",
    ],
)
def test_what_only_looks_like_a_day_is_none(text: str) -> None:
    assert relative_days(text, TODAY) == []
