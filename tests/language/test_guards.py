"""Every negative look-around of the patterns that understand text, from both sides and in three
languages: what it stops, and what it must let through.

`test_every_guard_has_its_cases` counts them, so that a new one gets cases here.
"""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from silabo.answering.matching import strength
from silabo.answering.said_by_form import said_by_form
from silabo.answering.terms import terms_of
from silabo.language.analysed import AnalysedText
from silabo.language.expected import Expected, Holding, expected_kind, holds
from silabo.language.negation import denies
from silabo.language.questions import read_question
from silabo.language.references import points_back
from silabo.language.relative_days import relative_days
from silabo.language.sentences import split

ROOT = Path(__file__).parents[2]


KINDS = [
    # what a late work costs is a penalty
    ("¿Cuánto cuesta entregar tarde?", Expected.QUANTITY),
    ("Combien coûte un rendu en retard ?", Expected.QUANTITY),
    ("¿Cuánto cuesta la inscripción?", Expected.COST),
    ("¿Cuánto cuesta el curso de la tarde?", Expected.COST),
    ("Combien coûte l'inscription ?", Expected.COST),
    ("How much does the book cost?", Expected.COST),
    # "por qué" before a noun asks for that noun
    ("¿Por qué porcentaje se aprueba?", Expected.PERCENT),
    ("¿Por qué medio se entrega el trabajo?", Expected.ANY),
    ("¿Por qué se suspendió la clase?", Expected.WHY),
    ("por que no hay clase", Expected.WHY),
    ("Why is there no class?", Expected.WHY),
    ("Pourquoi n'y a-t-il pas cours ?", Expected.WHY),
    # an address, or what is said in a letter
    ("email in the syllabus", Expected.ANY),
    ("correo en caso de ausencia", Expected.ANY),
    ("email of the teacher", Expected.CONTACT),
    ("correo del profesor", Expected.CONTACT),
    ("le mail du professeur", Expected.CONTACT),
    # "when is a matrix invertible" defines, "when is an exam" asks for a date
    ("¿Cuándo una matriz es invertible?", Expected.DEFINITION),
    ("¿Cuándo es una matriz invertible?", Expected.DEFINITION),
    ("When is a matrix invertible?", Expected.DEFINITION),
    ("¿Cuándo es un parcial?", Expected.DATE),
    ("¿Cuándo es una entrega?", Expected.DATE),
    ("¿Cuándo hay una tutoría?", Expected.DATE),
    ("¿Cuándo es una tutoría?", Expected.DATE),
    ("¿Cuándo es un recuperatorio?", Expected.DATE),
    ("When is a tutor available?", Expected.DATE),
    ("Quand une matrice est-elle inversible ?", Expected.DEFINITION),
    # the difference of two things is no definition of one
    ("What is the difference between lab and TP?", Expected.ANY),
    ("¿Qué diferencia hay?", Expected.ANY),
    ("What is a first order linear differential equation?", Expected.DEFINITION),
    ("¿Qué es una ecuación diferencial lineal de primer orden?", Expected.DEFINITION),
    ("What is a matrix?", Expected.DEFINITION),
    ("¿Qué es una base?", Expected.DEFINITION),
    ("Qu'est-ce qu'une base ?", Expected.DEFINITION),
]


@pytest.mark.parametrize(("question", "kind"), KINDS)
def test_a_question_asks_for_what_it_says(question: str, kind: Expected) -> None:
    assert expected_kind(question) is kind


HOURS = [
    ("Horario: lunes de 10 a 12", True),
    ("Monday, 12 to 13", True),
    ("lundi, 10 et 12", True),
    ("lunes de 12 a 13 de mayo", False),
    ("Monday, 12 to 13 May", False),
    ("Monday, 12 to 13 of May", False),
    ("lundi, 12 - 13 mai", False),
    ("Each day, 2 to 3 people", False),
    ("cada jueves, 2 a 3 días", False),
    ("lundi, 2 - 3 semaines", False),
    ("el lunes de 2 a 3 alumnos", False),
]


@pytest.mark.parametrize(("text", "is_time"), HOURS)
def test_two_numbers_after_a_day_are_hours_unless_they_count(text: str, is_time: bool) -> None:
    assert (holds(Expected.TIME, text, ()) is Holding.HELD) is is_time


YEARS = [
    ("It was founded in 1820", Holding.OPEN),
    ("La guerra duró de 1914-1918", Holding.OPEN),
    ("de 1914 à 1918.", Holding.OPEN),
    ("Fundada en 1820.", Holding.OPEN),
    ("COM-1101", Holding.LACKING),
    ("aula 3/1101", Holding.LACKING),
    ("version 2026.b", Holding.LACKING),
    ("código x1101", Holding.LACKING),
]


@pytest.mark.parametrize(("text", "holding"), YEARS)
def test_a_year_may_be_a_date_and_a_code_is_none(text: str, holding: Holding) -> None:
    assert holds(Expected.DATE, text, ()) is holding


POINTS_BACK = [
    ("This is called a base.", True),
    ("That means two points less.", True),
    ("Esta se llama base.", True),
    ("Este resultado es único.", True),
    ("Estos contenidos se evalúan.", True),
    ("Esta medida se aplica siempre.", True),
    ("Ceci est une base.", True),
    ("Ces résultats sont connus.", True),
    ("Il est composé de deux parties.", True),
    ("Il a deux parties.", True),
    ("It has two parts.", True),
    ("It is due on Monday.", True),
    ("This course has two exams.", False),
    ("These courses have two exams.", False),
    ("These policies hold for all.", False),
    ("It is allowed to use notes.", False),
    ("It is not allowed to use notes.", False),
    ("It is also possible to ask.", False),
    ("Esta materia tiene dos parciales.", False),
    ("Estas materias tienen dos parciales.", False),
    ("Está permitido usar apuntes.", False),
    ("esta prohibido copiar", False),
    ("Ce cours a deux partiels.", False),
    ("Ces documents sont autorisés.", False),
    ("Cette matière a deux partiels.", False),
    ("Cette semaine, pas de cours.", False),
    ("Ce qui compte est la note.", False),
    ("Ce que dit le règlement.", False),
    ("Il y a deux partiels.", False),
    ("Il faut rendre le devoir.", False),
    ("Il ne faut pas copier.", False),
    ("Il est interdit de copier.", False),
    ("Il est interdit d'utiliser des notes.", False),
    ("Il est strictement interdit de copier.", False),
    ("Il n'est pas permis de copier.", False),
    ("Il n'existe pas de rattrapage.", False),
]


@pytest.mark.parametrize(("sentence", "points"), POINTS_BACK)
def test_a_sentence_leans_on_the_one_before_it_or_stands_alone(sentence: str, points: bool) -> None:
    assert points_back(sentence) is points


TOMORROW = [
    ("¿Hay clase mañana?", True),
    ("la entrega de mañana", True),
    ("hasta mañana", True),
    ("Is it due tomorrow?", True),
    ("C'est pour demain ?", True),
    ("por la mañana", False),
    ("cada mañana", False),
    ("una mañana", False),
    ("el turno mañana", False),
    ("el turno de mañana", False),
    ("la comisión mañana", False),
    ("el grupo mañana", False),
    ("a media mañana", False),
    ("las mañanas", False),
    ("le lendemain", False),
    ("hoy en día", False),
]


@pytest.mark.parametrize(("text", "names_a_day"), TOMORROW)
def test_tomorrow_is_a_day_and_a_morning_is_none(text: str, names_a_day: bool) -> None:
    assert bool(relative_days(text, date(2026, 9, 1))) is names_a_day


DENIALS = [
    ("Aula No. 3", False),
    ("Aula n.º 3", False),
    ("Aula No 3", False),
    ("Room no. 3", False),
    ("salle n° 3", False),
    ("No hay clase.", True),
    ("hasta 24 horas tarde, no 48", True),
    ("There is no 2nd sitting", True),
    ("no more than 3", True),
    ("Il n'y a pas 2 sessions", True),
    ("Ne rendez pas 2 copies", True),
]


@pytest.mark.parametrize(("sentence", "says_no"), DENIALS)
def test_a_number_of_a_room_denies_nothing(sentence: str, says_no: bool) -> None:
    assert denies(sentence) is says_no


LINES = [
    ("Se entrega:\n1. el informe\n2. el código", 3),
    ("Se entrega:\na) el informe\nb) el código", 3),
    ("On rend :\n- le rapport\n- le code", 3),
    ("Hand in:\niv. the report", 2),
    ("lo dijo el\nDr. Pérez en clase", 1),
    ("see also the\nart. 5 of the rules", 1),
    ("voir aussi la\nfig. 5 du cours", 1),
    ("está en la\npág. 7 del libro", 1),
]


@pytest.mark.parametrize(("text", "pieces"), LINES)
def test_a_line_that_begins_with_an_abbreviation_goes_on(text: str, pieces: int) -> None:
    assert len(split(text)) == pieces


FINALS = [
    ("the final is on 3 July", "en", True),
    ("the final exam", "en", True),
    ("the final counts 40 %", "en", True),
    ("final: 3 July", "en", True),
    ("El final es el 3 de julio", "es", True),
    ("el final será oral", "es", True),
    ("rendir final en julio", "es", True),
    ("le final aura lieu le 3 juillet", "fr", True),
    ("le final est oral", "fr", True),
    ("the final mark", "en", False),
    ("the final score", "en", False),
    ("the final assignment", "en", False),
    ("the final essay", "en", False),
    ("the final deadline", "en", False),
    ("the final session", "en", False),
    ("el final esperado", "es", False),
    ("la nota final", "es", False),
    ("le final attendu", "fr", False),
    ("la note finale", "fr", False),
]


@pytest.mark.parametrize(("text", "language", "is_exam"), FINALS)
def test_final_alone_is_an_exam_and_before_a_noun_is_none(
    text: str, language: str, is_exam: bool
) -> None:
    asked = {"es": "¿Cuándo es el final?", "en": "When is the final?", "fr": "Quand est le final ?"}
    (final,) = terms_of(read_question(asked[language], language))

    assert (strength(final, AnalysedText(text, language)) >= 0.9) is is_exam


SPANS = [
    ("classes from 5 to 9 June", "class on 7 June?", True),
    ("clases del 5 al 9 de junio", "¿clase el 7 de junio?", True),
    ("cours du 5 au 9 juin", "cours le 7 juin ?", True),
    # two days are no span, but what is between them
    ("no class on 25 and 27 May", "class on 26 May?", False),
    ("sin clase el 25 y el 27 de mayo", "¿clase el 26 de mayo?", False),
    ("pas de cours les 25 et 27 mai", "cours le 26 mai ?", False),
    ("no class on 25 and 27 May", "class on 25 May?", True),
    ("sin clase el 25 y el 27 de mayo", "¿clase el 25 de mayo?", True),
    ("pas de cours les 25 et 27 mai", "cours le 25 mai ?", True),
    ("Between 25 and 27 May", "class on 26 May?", True),
    ("Entre el 25 y el 27 de mayo", "¿clase el 26 de mayo?", True),
    ("Entre le 25 et le 27 mai", "cours le 26 mai ?", True),
    ("between 25 and 27 May", "class on 28 May?", False),
    ("from 2026 to 28 June", "class on 27 June?", False),
    ("de 2026 a 28 de junio", "¿clase el 27 de junio?", False),
    ("de 2026 au 28 juin", "cours le 27 juin ?", False),
]


@pytest.mark.parametrize(("text", "question", "is_inside"), SPANS)
def test_a_day_is_inside_a_span_of_days_and_not_of_years(
    text: str, question: str, is_inside: bool
) -> None:
    day = next(term for term in terms_of(read_question(question, "und")) if term.word.quantity)

    assert (strength(day, AnalysedText(text, "und")) > 0.9) is is_inside


# A name with the number of its version, and what only has a number behind a word.
VERSIONS = [
    ("Usamos Debian 12 y gcc 13.", True),
    ("Les images sont traitées avec Fiji 2.14.", True),
    ("The models open in MATLAB R2024b.", True),
    ("Los ensayos tardíos pierden 4 puntos.", False),
    ("Un essai en retard perd 4 points.", False),
    ("Late essays lose 4 points.", False),
    ("El examen es el martes 14/10.", False),
    ("Le cours commence à 8:30.", False),
    ("The essay counts for 20 %.", False),
    ("Fecha: martes 14 de octubre. Aula 12.", False),
    ("Date : mardi 14 octobre. Salle 12.", False),
    ("Grupo B: viernes de 9 a 11, aula 8.", False),
    ("Les équipes sont de 16.", False),
    ("Read chapter 12 before lab 3.", False),
]


@pytest.mark.parametrize(("text", "is_version"), VERSIONS)
def test_a_name_with_its_number_is_a_version_and_an_amount_is_none(
    text: str, is_version: bool
) -> None:
    said = said_by_form({"version"}, AnalysedText(text, "und"))

    assert (said > 0) is is_version


# How many negative look-arounds each module has. Whoever adds one adds its cases above.
COUNTED = {
    "silabo/answering/claims/figures.py": 1,  # test_claims.py, "500 mA"
    "silabo/answering/claims/grammar.py": 2,  # there, "3 or 4"
    "silabo/answering/dictation.py": 1,  # test_dictation.py, what a model thinks
    "silabo/answering/dates.py": 1,  # SPANS
    "silabo/answering/prompt_safety.py": 1,  # test_claims.py, hosts
    "silabo/answering/numbered.py": 1,  # test_numbered_places.py, "l'article 4"
    "silabo/answering/matching.py": 2,  # FINALS
    "silabo/answering/said_by_form.py": 1,  # VERSIONS
    "silabo/answering/scope.py": 1,  # test_scope.py, "3 y 4" and "and when"
    "silabo/answering/citation_marks.py": 1,  # test_dictation.py, and of speed
    "silabo/answering/years.py": 2,  # tests/answering/test_days_asked_for.py, of years
    "silabo/language/personal_data.py": 2,  # test_personal_data.py, "expediente"
    "silabo/language/addresses.py": 2,  # test_addresses.py, "@ana@uni.example"
    "silabo/language/leaning.py": 3,  # whole words: test_follow_ups.py
    "silabo/language/several.py": 6,  # whole words: test_several_questions.py, SPLIT and WHOLE
    "silabo/language/expected.py": 5,  # HOURS, YEARS, KINDS; test_weekday_codes.py
    "silabo/language/quantity_patterns.py": 14,  # test_guards_of_quantities.py
    "silabo/language/relative_days.py": 3,  # test_relative_days.py
    "silabo/language/shorthand.py": 3,  # test_shorthand.py
    "silabo/language/labels.py": 1,  # test_labels.py, "grupo C++"
    "silabo/language/sounds.py": 1,  # test_typing_slips.py: "ch", "sh", "th", "h" at the beginning
    "silabo/language/weekday_codes.py": 2,  # test_weekday_codes.py
    "silabo/language/week_names.py": 1,  # test_week_names.py
    "silabo/language/numerals.py": 2,  # test_numerals.py, "room 204" and "o'clock"
    "silabo/language/units.py": 1,  # of a language without that unit: it matches nothing
    "silabo/language/signs.py": 2,  # test_signs.py
    "silabo/language/lexicon/__init__.py": 1,  # of no alternatives: it matches nothing
    "silabo/language/courtesy.py": 2,  # test_messages.py, POLITE and LEFT
    "silabo/language/messages.py": 4,  # test_messages.py, POLITE and LEFT
    # KINDS, POINTS_BACK, QUANTITIES; test_messages.py, LEFT and STORIES; test_relative_days.py;
    # test_follow_ups.py; test_scope.py, problems; test_claims.py, test_numerals.py,
    # test_written_by_ear.py
    # of_oneself: tests/answering/test_equality.py
    "silabo/language/lexicon/en.py": 42,
    # KINDS, HOURS, POINTS_BACK, TOMORROW, QUANTITIES; test_messages.py, LEFT and POLITE;
    # test_relative_days.py; test_follow_ups.py; test_scope.py, "morir" and "capital";
    # test_several_questions.py, "como"; test_claims.py, test_numerals.py, test_written_by_ear.py
    "silabo/language/lexicon/es.py": 41,
    # KINDS, POINTS_BACK, QUANTITIES; LEFT and POLITE there; test_relative_days.py;
    # test_follow_ups.py; test_scope.py, "mourir"; test_claims.py, test_numerals.py,
    # test_written_by_ear.py
    "silabo/language/lexicon/fr.py": 21,
    "silabo/wording/typesetting.py": 1,  # test_typesetting.py
}


def test_every_guard_has_its_cases() -> None:
    found = Counter[str]()
    for room in ("language", "wording", "answering"):
        for path in (ROOT / "silabo" / room).rglob("*.py"):
            guards = re.findall(r"\(\?<?!", path.read_text(encoding="utf-8"))
            found[str(path.relative_to(ROOT))] += len(guards)

    assert {path: count for path, count in found.items() if count} == COUNTED
