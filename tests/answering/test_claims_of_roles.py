"""Whether a written sentence says of one thing what its source says of another, or affirms what is
only set aside there: what is stopped, and what has to be let through beside it.
"""

import pytest

from silabo.answering.receipts import Verdict, judge
from silabo.language.numerals import in_figures
from tests.answering.test_claims import passage

HOLDS, OF_ANOTHER, CONTRADICTS = Verdict.HOLDS, Verdict.OF_ANOTHER, Verdict.CONTRADICTS
UNSTATED, TOO_WIDE = Verdict.UNSTATED, Verdict.TOO_WIDE

TREES = "Le pin garde ses aiguilles en hiver. Le mélèze perd les siennes chaque automne."
KEYS = "A primary key identifies one row of a table. A foreign key points to another table."
MEANS = "La varianza supera al rango en estas muestras."
PARTS = "El examen tiene una parte escrita de dos horas y una parte oral al día siguiente."
UNITS = "El primer control abarca las unidades 1 a 3, y el segundo, las unidades 4 a 6."
SHOW = "The show lasts 20 minutes plus 5 of questions."
HALL = "The seminar meets in the Turing Room, not in Hall B."
DESK = "La solicitud se presenta en la secretaría, no en el aula virtual."
BOARD = "Le recours va à la commission et non au décanat."
REDO = "No se puede rehacer un informe que no se presentó."
RUNS = "A program that runs from a fresh copy earns all the points."
LATE = "Une pénalité de 5 % par jour ouvrable s'applique."
ONCE = "Sí, una sola vez, con la firma de ambos tutores."
DAYS = "Le certificat arrive dans les deux jours ouvrables."
CAUSES = "Good cause does not include computer failure, a short illness, or paid work."


@pytest.mark.parametrize(
    ("source", "language", "sentence", "verdict"),
    [
        # what one clause is about, with what another says
        (TREES, "fr", "Le pin garde ses aiguilles en hiver.", HOLDS),
        (TREES, "fr", "Le mélèze garde ses aiguilles l'hiver.", OF_ANOTHER),
        (KEYS, "en", "A foreign key points to another table of the database.", UNSTATED),
        (KEYS, "en", "One row of the table is identified by a primary key.", HOLDS),
        # which stands on which side
        (MEANS, "es", "En estas muestras la varianza supera al rango.", HOLDS),
        (MEANS, "es", "En estas muestras el rango supera a la varianza.", OF_ANOTHER),
        # which of two parts, by its number or its opposite
        (PARTS, "es", "El examen tiene una parte oral de dos horas.", OF_ANOTHER),
        (UNITS, "es", "El segundo control abarca las unidades 4 a 6.", HOLDS),
        (UNITS, "es", "El segundo control abarca las unidades 1 a 3.", OF_ANOTHER),
        (SHOW, "en", "The show lasts 20 minutes, with 5 of questions.", HOLDS),
        (SHOW, "en", "The show lasts 5 minutes plus 20 of questions.", OF_ANOTHER),
    ],
)
def test_what_is_said_of_one_thing_is_not_said_of_another(
    source: str, language: str, sentence: str, verdict: Verdict
) -> None:
    assert judge(sentence, (1,), [passage(source, language)], language) is verdict


@pytest.mark.parametrize(
    ("source", "language", "sentence", "verdict"),
    [
        (HALL, "en", "The seminar meets in the Turing Room.", HOLDS),
        (DESK, "es", "La solicitud se presenta en la secretaría.", HOLDS),
        (DESK, "es", "La solicitud se presenta en el aula virtual.", CONTRADICTS),
        (BOARD, "fr", "Le recours va à la commission.", HOLDS),
        (BOARD, "fr", "Le recours va au décanat.", CONTRADICTS),
        # all of a list that is denied
        (CAUSES, "en", "Good cause does not include paid work.", HOLDS),
        (CAUSES, "en", "Good cause includes computer failure and paid work.", CONTRADICTS),
    ],
)
def test_what_is_set_aside_is_not_affirmed(
    source: str, language: str, sentence: str, verdict: Verdict
) -> None:
    assert judge(sentence, (1,), [passage(source, language)], language) is verdict


@pytest.mark.parametrize(
    ("source", "language", "sentence", "verdict"),
    [
        (REDO, "es", "Un informe que no se presentó no se puede rehacer.", HOLDS),
        (REDO, "es", "Se puede rehacer un informe que no se presentó.", CONTRADICTS),
        (RUNS, "en", "A program that runs from a fresh copy earns all points.", HOLDS),
        (
            RUNS,
            "en",
            "A program that does not run from a fresh copy earns all points.",
            CONTRADICTS,
        ),
    ],
)
def test_a_denial_that_says_which_one_is_not_the_one_of_the_sentence(
    source: str, language: str, sentence: str, verdict: Verdict
) -> None:
    assert judge(sentence, (1,), [passage(source, language)], language) is verdict


@pytest.mark.parametrize(
    ("source", "language", "sentence", "verdict"),
    [
        (LATE, "fr", "La pénalité est de 5 % par jour ouvrable.", HOLDS),
        (LATE, "fr", "La pénalité est de 5 % par heure ouvrable.", UNSTATED),
        (ONCE, "es", "Hace falta la firma de dos tutores.", HOLDS),
        (DAYS, "fr", "Le certificat arrive dans les deux jours ouvrables.", HOLDS),
        (DAYS, "fr", "Le certificat arrive dans les deux semaines ouvrables.", UNSTATED),
    ],
)
def test_a_figure_keeps_what_it_counts(
    source: str, language: str, sentence: str, verdict: Verdict
) -> None:
    assert judge(sentence, (1,), [passage(source, language)], language) is verdict


@pytest.mark.parametrize(
    ("source", "language", "sentence", "verdict"),
    [
        ("Le test a lieu le 21 sept. à 9 h.", "fr", "Le test a lieu le 21 septembre.", HOLDS),
        ("Room: Lab D-014 · Group: B", "en", "Group B meets in D-014.", HOLDS),
        ("Room: Lab D-014 · Group: B", "en", "Group B meets in E-014.", UNSTATED),
        ("Se usa un portátil.", "es", "Se usa un portátil, siempre que funcione.", UNSTATED),
        ("Se usa un portátil.", "es", "Siempre se usa un portátil.", TOO_WIDE),
        ("None of the books has to be bought.", "en", "You need not buy any of the books.", HOLDS),
    ],
)
def test_the_same_in_another_form_holds(
    source: str, language: str, sentence: str, verdict: Verdict
) -> None:
    assert judge(sentence, (1,), [passage(source, language)], language) is verdict


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("Empieza a las cinco y cuarto.", "es", "Empieza a las 5:15."),
        ("Dura un cuarto de hora.", "es", "Dura 15 minutos."),
        ("Elle dure une heure et quart.", "fr", "Elle dure 75 minutes."),
        ("It lasts an hour and a quarter.", "en", "It lasts 75 minutes."),
        ("Le 21 sept. à neuf heures", "fr", "Le 21 sept. à 9 heures"),
    ],
)
def test_quarters_and_short_months_are_written_in_figures(
    text: str, language: str, written: str
) -> None:
    assert in_figures(text, language) == written
