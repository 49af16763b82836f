"""Questions about days that are named from the moment of asking, about weeks of the course, and
about a year: what is dated so is found, and nothing else is told.
"""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from silabo.answering.course_weeks import CourseWeeks
from silabo.answering.dates import date_among, spans
from silabo.answering.pipeline import answer
from silabo.answering.terms import terms_of
from silabo.answering.weights import MATCHING
from silabo.domain.answers import AnswerKind, Outcome, Query
from silabo.language.analysed import AnalysedText
from silabo.language.days import Days
from silabo.language.detect import detect
from silabo.language.quantities import Quantity
from silabo.language.quantity_readers import QuantityKind
from silabo.language.questions import read_question
from tests.answering.courses import Course, Writing, course_of, quoted

SUNDAY = datetime(2026, 11, 29, 15, tzinfo=UTC)
TUESDAY = datetime(2026, 10, 6, 9, tzinfo=UTC)


def ask(course: Course, text: str, asked_at: datetime, zone: str = "Europe/Madrid") -> Outcome:
    return answer(Query(text, detect(text), asked_at, zone), course)


@pytest.fixture
def deadlines(tmp_path: Path) -> Course:
    writing = Writing("Algorithms, autumn 2026", "en").heading("Schedule")
    writing.table(
        ("Date", "What"),
        ("9 November", "Essay 1 due"),
        ("23 November", "Lab report due"),
        ("2 December", "Problem set 4 due"),
        ("7 December", "Essay 2 due"),
        ("18 December", "Final exam"),
    )
    writing.heading("Rules")
    writing.paragraph("Late work loses 10 % per day. Homework is marked within two weeks.")
    writing.paragraph("Lectures are on Mondays and Wednesdays at 10:00 in Room B12.")
    return course_of(writing, tmp_path)


@pytest.mark.row("days-1")
@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("what is due next week?", ["Problem set 4"]),
        ("What is due in two weeks?", ["Essay 2"]),
        ("what was due this week", ["Lab report"]),
        ("what's due this month?", ["Essay 1", "Lab report"]),
        ("What's due in the next two weeks?", ["Problem set 4", "Essay 2"]),
        ("What is due on the 7th?", ["Essay 2"]),
        ("¿Qué se entrega la semana que viene?", ["Problem set 4"]),
        ("¿Qué se entrega dentro de dos semanas?", ["Essay 2"]),
        ("Que faut-il rendre la semaine prochaine ?", ["Problem set 4"]),
        ("Is there a lecture this Wednesday?", ["Mondays and Wednesdays"]),
        ("is homework marked in two weeks?", ["within two weeks"]),
    ],
)
def test_what_is_dated_in_the_days_that_a_question_names_is_quoted(
    deadlines: Course, question: str, rows: list[str]
) -> None:
    outcome = ask(deadlines, question, SUNDAY)

    assert outcome.kind is AnswerKind.EXTRACTIVE
    assert all(row in quoted(outcome) for row in rows)
    others = {"Essay 1", "Lab report", "Problem set 4", "Essay 2", "Final exam"} - set(rows)
    assert not any(other in quoted(outcome) for other in others)


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("Reading week is from 28 November to 5 December.", MATCHING.in_span),
        ("Reading week is from 1 to 5 December.", MATCHING.in_span),
        ("Reading week is from 3 to 5 December.", MATCHING.near_date),
        ("Reading week is from 28 October to 5 November.", 0.0),
        ("The essay is due on 2 December.", MATCHING.by_date),
    ],
)
def test_a_span_of_dates_names_the_days_between_its_ends(text: str, met: float) -> None:
    assert date_among(Days.of(date(2026, 12, 2)), AnalysedText(text, "en")) == met


@pytest.mark.parametrize(
    ("day", "met"),
    [
        ("2026-12-28", MATCHING.in_span),
        ("2027-01-05", MATCHING.in_span),
        ("2026-12-20", MATCHING.near_date),
        ("2027-01-09", MATCHING.near_date),
        ("2026-06-01", 0.0),
    ],
)
def test_a_span_of_dates_may_go_over_new_year(day: str, met: float) -> None:
    text = AnalysedText("There is no class from 21 December to 8 January.", "en")

    assert date_among(Days.of(date.fromisoformat(day)), text) == met


@pytest.mark.parametrize(("month", "is_inside"), [(6, True), (5, False)])
def test_a_span_of_days_is_one_of_its_own_month(month: int, is_inside: bool) -> None:
    text = "Reading week is from 5 to 9 June."
    (last,) = AnalysedText(text, "en").quantities[-1:]
    wanted = Quantity(QuantityKind.DATE, f"0{month}-07", "", 0, 0)

    assert last.kind is QuantityKind.DATE
    assert spans(last, wanted, text) is is_inside


@pytest.mark.parametrize(
    "question", ["what was due last week", "is there anything due tomorrow?", "¿Qué vence mañana?"]
)
def test_what_is_due_on_other_days_is_not_told_as_the_answer(
    deadlines: Course, question: str
) -> None:
    assert ask(deadlines, question, SUNDAY).kind is not AnswerKind.EXTRACTIVE


def test_next_week_begins_where_the_course_is(deadlines: Course) -> None:
    # In Auckland it is Monday already.
    night = datetime(2026, 11, 29, 15, tzinfo=UTC)

    assert "Essay 2" in quoted(ask(deadlines, "what is due next week?", night, "Pacific/Auckland"))


@pytest.fixture
def numbered(tmp_path: Path) -> Course:
    """A schedule with weeks and their dates."""
    writing = Writing("Algorithms", "en").heading("Schedule")
    writing.table(
        ("Week", "Date", "Topic"),
        ("4", "5 Oct", "Hashing"),
        ("5", "12 Oct", "Sorting"),
        ("6", "19 Oct", "Trees"),
    )
    writing.heading("Deadlines")
    writing.table(
        ("Task", "Due"),
        ("Problem set 1", "7 October"),
        ("Problem set 2", "14 October"),
        ("Week 5 quiz", "30 October"),
    )
    return course_of(writing, tmp_path)


@pytest.mark.row("days-3")
@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what is due in week 5?", "Problem set 2"),
        ("¿Qué se entrega en la semana 5?", "Problem set 2"),
        ("What topic is next week?", "Sorting"),
        ("What do we do in week 6?", "Trees"),
        ("what's due this week", "Problem set 1"),
        ("Qu’est-ce qu’on fait semaine 5 ?", "Sorting"),
        # the week after the last row
        ("what is due in week 7?", "30 October"),
        # a name is no week
        ("When is the week 5 quiz?", "30 October"),
    ],
)
def test_a_week_of_the_course_is_the_days_that_its_rows_say(
    numbered: Course, question: str, said: str
) -> None:
    outcome = ask(numbered, question, TUESDAY)

    assert outcome.kind is AnswerKind.EXTRACTIVE
    assert said in quoted(outcome)


@pytest.mark.parametrize(
    ("question", "said", "other"),
    [
        ("What do we do in weeks 4-5?", ["Hashing", "Sorting"], "Trees"),
        ("topics of weeks 5 to 6", ["Sorting", "Trees"], "Hashing"),
        ("¿Qué se ve en las semanas 4 a 5?", ["Hashing", "Sorting"], "Trees"),
        ("Qu’est-ce qu’on fait semaines 5 à 6 ?", ["Sorting", "Trees"], "Hashing"),
    ],
)
def test_a_span_of_weeks_is_each_of_them(
    numbered: Course, question: str, said: list[str], other: str
) -> None:
    outcome = ask(numbered, question, TUESDAY)

    assert outcome.kind is AnswerKind.EXTRACTIVE
    assert all(topic in quoted(outcome) for topic in said)
    assert other not in quoted(outcome)


def test_a_span_of_weeks_is_one_thing_that_is_asked_for() -> None:
    [first, second] = (
        read_question(text, "en").content[-1] for text in ("due in weeks 1-3", "due in week 3")
    )

    assert (first.display, first.last_week) == ("weeks 1-3", 3)
    assert (second.display, second.last_week) == ("week 3", 0)


@pytest.fixture
def begun(tmp_path: Path) -> Course:
    """A programme by weeks without dates, and when the course starts."""
    writing = Writing("Álgebra", "es").heading("Fechas")
    writing.paragraph("Las clases comienzan el 14 de septiembre.")
    writing.paragraph("Los trabajos se suben al campus.")
    writing.heading("Temario")
    writing.table(
        ("Semana", "Tema"),
        ("4", "Matrices"),
        ("5", "Determinantes"),
        ("6", "Espacios vectoriales"),
    )
    writing.heading("Entregas")
    writing.table(("Entrega", "Fecha"), ("TP 1", "7 de octubre"), ("TP 2", "15 de octubre"))
    return course_of(writing, tmp_path)


@pytest.mark.parametrize(
    ("question", "said", "other"),
    [
        ("¿Qué tema vemos la semana que viene?", "Determinantes", "Matrices"),
        ("que vemos esta semana", "Matrices", "Determinantes"),
        ("¿Qué se entrega en la semana 5?", "TP 2", "TP 1"),
        ("What topic is week 6?", "Espacios vectoriales", "Matrices"),
        ("que se entrega el 15", "TP 2", "TP 1"),
        ("qué temas vemos en las semanas 5-6", "Espacios vectoriales", "Matrices"),
    ],
)
def test_weeks_are_counted_from_the_start_of_the_course(
    begun: Course, question: str, said: str, other: str
) -> None:
    outcome = ask(begun, question, TUESDAY)

    assert outcome.kind is AnswerKind.EXTRACTIVE
    assert said in quoted(outcome)
    assert other not in quoted(outcome)


def test_a_week_that_would_lie_behind_a_later_one_is_not_known() -> None:
    weeks = CourseWeeks({2: date(2026, 9, 7), 5: date(2026, 9, 28)}, date(2026, 9, 14))

    assert weeks.days(1) is None
    assert weeks.days(3) == Days.week_of(date(2026, 9, 14))


def test_weeks_of_which_nothing_tells_are_searched_as_they_are_written(tmp_path: Path) -> None:
    writing = Writing("Programme", "fr").heading("Programme")
    writing.paragraph("Semaine 4 : matrices.").paragraph("Semaine 5 : déterminants.")

    assert "matrices" in quoted(ask(course_of(writing, tmp_path), "Quoi en semaine 4 ?", TUESDAY))


def _exam(folder: Path, title: str, day: str) -> Course:
    writing = Writing(title, "es").heading("Fechas")
    writing.paragraph(f"El examen final es el {day}.")
    writing.paragraph("Las clases son lunes y miércoles de 10 a 12.")
    return course_of(writing, folder)


ASKED_IN_2031 = [
    "¿Hay examen el 7 de junio de 2031?",
    "¿El examen final es el 7 de junio de 2031?",
    "¿Cuándo es el examen final de 2031?",
    "When is the final exam in 2031?",
    "Y a-t-il un examen le 7 juin 2031 ?",
]


@pytest.mark.row("days-4")
@pytest.mark.parametrize("question", ASKED_IN_2031)
@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Álgebra", "7 de junio"),
        ("Álgebra 2026", "7 de junio"),
        ("Álgebra", "7 de junio de 2026"),
    ],
)
def test_a_year_that_is_asked_for_binds(
    tmp_path: Path, question: str, title: str, day: str
) -> None:
    outcome = ask(_exam(tmp_path, title, day), question, datetime(2026, 3, 1, tzinfo=UTC))

    assert outcome.kind in {AnswerKind.CLOSEST, AnswerKind.DECLINED}


@pytest.mark.parametrize(
    ("title", "day", "question"),
    [
        ("Álgebra", "7 de junio", "¿Hay examen el 7 de junio de 2026?"),
        ("Álgebra 2025/26", "7 de junio", "¿Hay examen el 7 de junio de 2026?"),
        ("Álgebra", "7 de junio de 2031", "¿Hay examen el 7 de junio de 2031?"),
        ("Álgebra 2031", "7 de junio", "¿Hay examen el 7 de junio de 2031?"),
        ("Álgebra 2026", "7 de junio", "¿Cuándo es el examen final de 2026?"),
        ("Álgebra", "7 de junio", "¿Cuándo es el examen final de 2026?"),
        ("Álgebra", "7 de junio", "¿Hay examen el 7 de junio?"),
    ],
)
def test_a_year_that_the_documents_mean_is_answered(
    tmp_path: Path, title: str, day: str, question: str
) -> None:
    outcome = ask(_exam(tmp_path, title, day), question, datetime(2026, 3, 1, tzinfo=UTC))

    assert outcome.kind is AnswerKind.EXTRACTIVE
    assert "7 de junio" in quoted(outcome)


@pytest.mark.parametrize(
    ("question", "binds"),
    [
        ("I was ill last week, how much does late work lose per day?", False),
        ("What was due last week?", True),
        ("Tuve fiebre la semana pasada, ¿puedo entregar tarde?", False),
        ("¿Qué se entregaba la semana pasada?", True),
        ("J’étais malade hier, puis-je rendre en retard ?", False),
        ("Que fallait-il rendre hier ?", True),
    ],
)
def test_a_day_of_a_story_decides_nothing(question: str, binds: bool) -> None:
    terms = terms_of(read_question(question, detect(question), SUNDAY.date()))

    assert [term.is_binding for term in terms if term.word.days is not None] == [binds]


def test_beside_a_day_that_is_asked_about_nothing_of_other_days_is_quoted(tmp_path: Path) -> None:
    writing = Writing("Normas", "es").heading("Fechas")
    writing.paragraph("El examen final es el 05/03/2027.")
    writing.paragraph("Se rinde en el aula magna.")
    writing.paragraph("El seminario empieza el 03/05/2027.")
    told = quoted(ask(course_of(writing, tmp_path), "¿Qué hay el 5/3?", SUNDAY))

    assert "05/03/2027" in told
    assert "aula magna" in told
    assert "03/05/2027" not in told


@pytest.fixture
def sessions(tmp_path: Path) -> Course:
    """A plan as it is written in Switzerland: sessions by number, weeks by their first and last
    day.
    """
    writing = Writing("Programmation serveur", "fr").heading("Planification")
    writing.table(
        ("Séances", "Dates", "Sujet"),
        ("4", "12.10. - 18.10.26", "Programmation orientée objet"),
        ("-", "19.10. - 25.10.26", "Pas de cours"),
        ("5", "26.10. - 01.11.26", "Nettoyage des saisies"),
    )
    return course_of(writing, tmp_path)


@pytest.mark.parametrize(
    ("question", "said", "other"),
    [
        ("is there class the week of october 19?", "Pas de cours", "Nettoyage"),
        ("seance 5 sujet", "Nettoyage", "orientée objet"),
        ("y a-t-il cours le 20 octobre ?", "Pas de cours", "Nettoyage"),
    ],
)
def test_a_session_is_found_by_its_number_and_by_a_day_of_its_week(
    sessions: Course, question: str, said: str, other: str
) -> None:
    outcome = ask(sessions, question, TUESDAY)

    assert outcome.kind is not AnswerKind.DECLINED
    assert said in quoted(outcome).partition("Séances: 5" if other == "Nettoyage" else "\0")[0]
    assert other not in quoted(outcome) or outcome.kind is AnswerKind.CLOSEST
