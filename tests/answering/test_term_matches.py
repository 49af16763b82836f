import pytest

from silabo.answering.matching import TermMatches, strength
from silabo.answering.reading import Reading
from silabo.answering.terms import terms_of
from silabo.language.analysed import AnalysedText
from silabo.language.questions import read_question
from tests.answering.courses import english, french, spanish

PASSAGES = [passage for made in (spanish(), english(), french()) for passage in made.passages]
# Words, a concept that a figure says, an amount, a date, a week, a length of time, a weekday.
QUESTIONS = [
    ("¿Cuánto pesa el primer parcial?", "es"),
    ("¿Hay clase el 25 de mayo o en la semana 3?", "es"),
    ("What if I am 30 hours late on Monday, and who decides?", "en"),
    ("What grade do I need, how long is the exam and when does it start?", "en"),
    ("Où est la salle et quel est le courriel du professeur ?", "fr"),
]


@pytest.mark.parametrize(("text", "language"), QUESTIONS)
def test_a_text_that_is_passed_by_meets_no_term(text: str, language: str) -> None:
    terms = terms_of(read_question(text, language))
    matches, reading = TermMatches(terms), Reading()
    texts = [reading.text(passage.text, passage.language) for passage in PASSAGES]

    looked = [tuple(strength(term, one) for term in terms) for one in texts]

    assert [matches.of(one) for one in texts] == looked
    assert any(any(met) for met in looked)


def test_a_figure_says_a_term_whose_word_is_not_there() -> None:
    terms = terms_of(read_question("¿Cuánto pesa?", "es"))

    assert TermMatches(terms).of(AnalysedText("Parcial: 40 %", "es")) > (0.0,)


def test_a_clause_begins_with_the_thing_and_not_with_what_is_asked_of_it() -> None:
    terms = terms_of(read_question("¿Cuánto pesa el parcial?", "es"))
    matches = TermMatches(terms)

    assert matches.begin(AnalysedText("El parcial vale la mitad.", "es"))
    assert not matches.begin(AnalysedText("El peso se anuncia.", "es"))


@pytest.mark.parametrize(
    ("asked", "language", "own", "another"),
    [
        ("libro", "es", "Los libros se prestan.", "Estudiantes libres rinden en marzo."),
        ("examen", "es", "Los exámenes son en junio.", "Se examina el plano."),
        ("livre", "fr", "Les livres sont en rayon.", "Le local est libre."),
        ("lab", "en", "The labs begin.", "Labels are printed."),
    ],
)
def test_what_is_left_of_a_word_without_its_ending_begins_no_other_word(
    asked: str, language: str, own: str, another: str
) -> None:
    (term,) = terms_of(read_question(asked, language))

    assert strength(term, AnalysedText(own, language)) >= 0.9
    assert strength(term, AnalysedText(another, language)) < 0.7


@pytest.mark.parametrize(
    ("asked", "language", "same", "another"),
    [
        ("switch", "en", "The groups may be changed.", "The groups may be charged."),
        ("pick", "en", "You choose a topic.", "You lose a topic."),
        ("devolver", "es", "La llave se regresa el lunes.", "La llave se pierde."),
        ("enfermé", "es", "En caso de enfermedad, avisar.", "En caso de incendio, avisar."),
        ("perdre", "fr", "Chaque absence retire deux points.", "Chaque absence est notée."),
        ("perdre", "fr", "Cada ausencia resta dos puntos.", "Cada ausencia se anota."),
    ],
)
def test_a_word_of_every_day_is_met_by_another_for_the_same(
    asked: str, language: str, same: str, another: str
) -> None:
    (term,) = terms_of(read_question(asked, language))

    assert strength(term, AnalysedText(same, "und")) >= 0.7
    assert strength(term, AnalysedText(another, "und")) < 0.7


@pytest.mark.parametrize(
    ("asked", "language", "text"),
    [
        ("seat", "en", "Dr Halloran holds office hours."),
        ("exam", "en", "The paper is printed."),  # the vocabulary of courses knows it
        ("necesito", "es", "Se exige puntualidad."),  # says nothing by itself
    ],
)
def test_a_word_that_means_much_by_itself_is_no_other_for_the_same(
    asked: str, language: str, text: str
) -> None:
    terms = terms_of(read_question(asked, language))

    assert all(strength(term, AnalysedText(text, "und")) < 0.7 for term in terms)
