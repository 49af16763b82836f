"""What receipts stop, and what they must let through, kind by kind and in three languages."""

import pytest

from silabo.answering.claims.assertions import assertions_of
from silabo.answering.claims.bounds import Bound, bound
from silabo.answering.claims.claimed import claims_of
from silabo.answering.claims.notions import Text
from silabo.answering.claims.polarity import opposed
from silabo.answering.prompt_safety import domains
from silabo.answering.receipts import Verdict, judge
from silabo.domain.passages import BlockKind, Passage

HOLDS, UNSTATED, OF_ANOTHER = Verdict.HOLDS, Verdict.UNSTATED, Verdict.OF_ANOTHER
CONTRADICTS, TOO_WIDE = Verdict.CONTRADICTS, Verdict.TOO_WIDE

SHEET = "The tests are closed book, but each student may bring one handwritten sheet of notes."
TESTS = "Test 1 covers chapters 1 to 4, and Test 2, chapters 5 to 7."
LATE = "A report loses 5 points of 100 for each late day. Nothing is accepted after three days."
RESIT = (
    "If you fail only because of the written exam, you may resit it in March. "
    "There is no resit of the project."
)
ROW = "Part: Reports · Weight: 35 % · Minimum: 50"
DATES = "Week: 8 · Dates: 26 to 30 October · Notes: Test 1: Thursday 29 October, 10:00, Room B-12"
SHOW = "Ensayo general: sábado 21 de noviembre, 9 h. Concierto: al día siguiente a las 19 h."
TIMED = "Component: Midterm · Weight: 20 % · What it is: 75 minutes, chapters 1 to 4"
LENT = "Hay seis ejemplares del manual en la biblioteca; se prestan por siete días."
PHONES = "No se permite usar el teléfono en los parciales. Queda apagado y guardado."
ORAL = "El examen oral dura 90 minutos y se aprueba con nota 6 o más."
COAT = "La blouse en coton est obligatoire et n'est pas fournie. Les gants sont prêtés à l'entrée."
GATE = "The trip leaves from gate C."
HALLS = "The tables are in hall C. The lamps and the chairs are in hall F."
LABS = (
    "Le TP 2 porte sur les lentilles et vaut 20 % de la note. "
    "Le TP 3 porte sur les miroirs et vaut 30 %."
)
EACH = "Chaque personne remet un rapport. Présentez-vous en personne au secrétariat avant 16 h."
DELAY = "Le compte rendu est déposé au plus tard le 12 mars à 18 h. Il compte au maximum 4 pages."


def passage(text: str, language: str) -> Passage:
    """A passage with this text; one whose cells have names is a row."""
    cells = text.split(" · ") if " · " in text else []
    return Passage(
        id=1,
        version_id=1,
        document="document",
        version="version",
        document_title="Syllabus",
        language=language,
        ordinal=1,
        anchor="p1",
        kind=BlockKind.ROW if cells else BlockKind.PARAGRAPH,
        text=text,
        cells=tuple(cell.partition(": ")[2] for cell in cells),
        header=tuple(cell.partition(": ")[0] for cell in cells),
    )


@pytest.mark.parametrize(
    ("source", "language", "sentence", "verdict"),
    [
        # a figure stands with what it is a figure of
        (TESTS, "en", "Test 1 covers chapters 1 to 4.", HOLDS),
        (TESTS, "en", "Test 1 covers chapters 5 to 7.", OF_ANOTHER),
        (TESTS, "en", "Test 2 covers chapters 5, 6 and 7.", HOLDS),
        (TESTS, "en", "Test 1 covers chapters 1 to 6.", UNSTATED),
        (ROW, "en", "The reports make up 35 percent of your mark.", HOLDS),
        (ROW, "en", "The project counts 35 %.", UNSTATED),
        (DATES, "en", "Test 1 is on Thursday 29 October at 10 am in Room B-12.", HOLDS),
        (DATES, "en", "Test 1 is on Thursday 30 October.", OF_ANOTHER),
        (DATES, "en", "Week 8 is from 26 October to 30 October.", HOLDS),
        (DATES, "en", "Test 2 is on Thursday 29 October.", UNSTATED),
        (LENT, "es", "Hay seis ejemplares del manual en la biblioteca.", HOLDS),
        (LENT, "es", "Hay siete ejemplares del manual en la biblioteca.", OF_ANOTHER),
        # in its unit
        (LATE, "en", "Each late day costs 5 points.", HOLDS),
        (LATE, "en", "Nothing is accepted after three weeks.", UNSTATED),
        (LENT, "es", "Se prestan por una semana.", HOLDS),
        (LENT, "es", "Se prestan por un mes.", UNSTATED),
        (ORAL, "es", "El examen oral dura una hora y media.", HOLDS),
        (ORAL, "es", "El examen oral dura 90 horas.", UNSTATED),
        # with its bound
        (ORAL, "es", "Se aprueba con nota 6 o más.", HOLDS),
        (ORAL, "es", "Se aprueba con nota menor que 6.", UNSTATED),
        ("Le stage dure du 3 à 7 mars.", "fr", "Le stage a lieu le 5 mars.", HOLDS),
        (DELAY, "fr", "Le compte rendu fait quatre pages au plus.", HOLDS),
        (DELAY, "fr", "Le compte rendu compte au moins quatre pages.", UNSTATED),
        (DELAY, "fr", "Le compte rendu est déposé à partir du 12 mars.", UNSTATED),
        # what is denied is not affirmed, nor the other way round
        (SHEET, "en", "The tests are open book.", CONTRADICTS),
        (SHEET, "en", "You may bring one sheet of notes, written by hand.", HOLDS),
        (PHONES, "es", "Puedes usar el teléfono en los parciales.", CONTRADICTS),
        (PHONES, "es", "El celular no se puede usar en los parciales.", HOLDS),
        (COAT, "fr", "La blouse en coton n'est pas obligatoire.", CONTRADICTS),
        (COAT, "fr", "Il faut une blouse en coton, qui n'est pas fournie.", HOLDS),
        (RESIT, "en", "You can resit the project in March.", CONTRADICTS),
        # what a bare figure says by itself, and what it does not
        (SHOW, "es", "El concierto empieza a las 19 h.", HOLDS),
        (SHOW, "es", "El concierto empieza a las 7 de la tarde.", HOLDS),
        (SHOW, "es", "El concierto termina a las 19 h.", UNSTATED),
        (SHOW, "es", "El concierto empieza a las 9 h.", UNSTATED),
        ("Atelier : lundi, 14 h à 16 h.", "fr", "L'atelier commence à 14 h.", HOLDS),
        ("Atelier : lundi, 14 h à 16 h.", "fr", "L'atelier commence à 16 h.", UNSTATED),
        (TIMED, "en", "The midterm lasts an hour and a quarter.", HOLDS),
        (TIMED, "en", "The midterm lasts an hour and a half.", UNSTATED),
        ("Essay: due Monday, 11:59 p.m.", "en", "The essay begins at 11:59 p.m.", UNSTATED),
        ("Seminar: Monday, until 6 p.m.", "en", "The seminar begins at 6 p.m.", UNSTATED),
        ("Tutoría: lunes, antes de las 18 h.", "es", "La tutoría empieza a las 18 h.", UNSTATED),
        ("Atelier : lundi, jusqu'à 18 h.", "fr", "L'atelier commence à 18 h.", UNSTATED),
        ("Parte: Taller · Hasta: 16:00", "es", "El taller empieza a las 16:00.", UNSTATED),
        ("Seminar: Monday, 2 p.m., 4 p.m.", "en", "The seminar begins at 4 p.m.", UNSTATED),
        ("Seminario: 14 h, pausa 15 h.", "es", "El seminario empieza a las 15 h.", UNSTATED),
        ("Cierre de inscripción: 18 h.", "es", "La inscripción empieza a las 18 h.", UNSTATED),
        ("Midterm: 75 minutes.", "en", "The midterm lasts 75 minutes.", HOLDS),
        ("Midterm: at most 75 minutes.", "en", "The midterm lasts 75 minutes.", UNSTATED),
        ("Examen: 90 minutos, 15 minutos de lectura.", "es", "Dura 15 minutos.", UNSTATED),
        ("Project: 3 weeks after the midterm.", "en", "The project lasts 3 weeks.", UNSTATED),
        ("Práctica: cada dos semanas.", "es", "La práctica dura dos semanas.", UNSTATED),
        ("Oral : 15 minutes d'avance.", "fr", "L'oral dure 15 minutes.", UNSTATED),
        # the forms of a verb are one word
        ("Il faut rendre la clé au comptoir.", "fr", "On rend la clé au comptoir.", HOLDS),
        ("Hay que devolver la llave el lunes.", "es", "La llave se devuelve el lunes.", HOLDS),
        ("Hay que devolver la llave el lunes.", "es", "La llave se pierde el lunes.", UNSTATED),
        # all that is said is stated
        (LENT, "es", "Hay seis ejemplares del manual y se pueden descargar gratis.", UNSTATED),
        (COAT, "fr", "Les gants sont prêtés à l'entrée et coûtent cinq euros.", UNSTATED),
        (SHEET, "en", "Good students sleep well before a test.", UNSTATED),
        # an "all" that is none, and one that is
        ("Visa students sit apart; all others sit here.", "en", "All others sit here.", HOLDS),
        ("Visa students sit here.", "en", "All students sit here.", TOO_WIDE),
        ("Quien viene de visita entra aparte.", "es", "Todos los demás entran aparte.", UNSTATED),
        ("Los becarios entran aparte.", "es", "Todos los becarios entran aparte.", TOO_WIDE),
        ("Les boursiers entrent ici.", "fr", "Tous les boursiers entrent ici.", TOO_WIDE),
        (
            "Les autres boursiers entrent ici.",
            "fr",
            "Tous les autres boursiers entrent ici.",
            HOLDS,
        ),
        ("Les autres salles sont ici.", "fr", "Toutes les autres salles sont ici.", HOLDS),
        # a French "ne" that denies nothing, and one that does
        ("Rendez la clé avant de partir.", "fr", "Rendez la clé avant que l'on ne parte.", HOLDS),
        ("La clé est rendue.", "fr", "La clé n'est pas rendue.", CONTRADICTS),
        # numbers and units that are joined, and clauses that are
        ("Teams have 3 or 4 members.", "en", "Teams have 3 or 4 people.", HOLDS),
        ("The supply gives 500 mA.", "en", "The supply gives 500 A.", UNSTATED),
        ("The supply gives 500 mA.", "en", "The supply's 500 mA are given.", HOLDS),
        # a letter or a number that tells two of a kind apart
        (GATE, "en", "The trip leaves from gate D.", UNSTATED),
        (GATE, "en", "The trip leaves from gate C.", HOLDS),
        (HALLS, "en", "The tables are in hall C and the chairs are in hall F.", HOLDS),
        (LABS, "fr", "Le TP 2 vaut 30 %.", UNSTATED),
        (LABS, "fr", "Le TP 2 vaut 20 %.", HOLDS),
        ("Écrivez à Paul Roux.", "fr", "Écrivez à M. Roux.", HOLDS),
        # a French "personne" who is somebody, and one who is nobody
        (EACH, "fr", "Chaque étudiant remet un rapport.", HOLDS),
        (EACH, "fr", "Il faut se présenter au secrétariat avant 16 h.", HOLDS),
        (EACH, "fr", "Personne ne remet de rapport.", CONTRADICTS),
        # what is said of a thing is named, be the rest as long as it may
        (ORAL, "es", "El examen oral de la materia es fácil.", UNSTATED),
        (SHEET, "en", "The closed book tests with a sheet of notes are boring.", UNSTATED),
        (COAT, "fr", "La blouse en coton de l'entrée est confortable.", UNSTATED),
        # for as many as there
        (SHEET, "en", "Each student may bring one handwritten sheet.", HOLDS),
        (RESIT, "en", "Anyone who fails may resit the whole exam in March.", TOO_WIDE),
        (LENT, "es", "Solo hay seis ejemplares del manual.", TOO_WIDE),
    ],
)
def test_a_claim_stands_or_falls_with_its_source(
    source: str, language: str, sentence: str, verdict: Verdict
) -> None:
    assert judge(sentence, (1,), [passage(source, language)], language) is verdict


@pytest.mark.parametrize(
    ("source", "language", "sentence", "asked_in", "verdict"),
    [
        (SHEET, "en", "Los exámenes son a libro cerrado.", "es", HOLDS),
        (SHEET, "en", "Los exámenes son a libro abierto.", "es", CONTRADICTS),
        (PHONES, "es", "Phones are not allowed in the midterms.", "en", HOLDS),
        (PHONES, "es", "Phones are allowed in the midterms.", "en", CONTRADICTS),
        (ORAL, "es", "The oral exam lasts 90 minutes.", "en", HOLDS),
        (ORAL, "es", "The oral exam lasts 60 minutes.", "en", UNSTATED),
        (COAT, "fr", "Gloves are lent at the entrance.", "en", HOLDS),
    ],
)
def test_a_claim_in_another_language_than_its_source_is_judged_too(
    source: str, language: str, sentence: str, asked_in: str, verdict: Verdict
) -> None:
    assert judge(sentence, (1,), [passage(source, language)], asked_in) is verdict


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("When is Test 1?", Verdict.SAYS_NOTHING),
        ("Yes.", Verdict.SAYS_NOTHING),
        ("Yes, Test 1 covers chapters 1 to 4.", HOLDS),
        ("According to passage 1, Test 1 covers chapters 1 to 4.", HOLDS),
        ("The syllabus says that Test 1 covers chapters 1 to 4.", HOLDS),
        ("**Test 1** covers chapters 1 to 4.", HOLDS),
        ("The passages do not say when Test 1 is.", Verdict.REFUSES),
        ("There is no information about Test 3.", Verdict.REFUSES),
        ("Test 1 covers [chapters](http://away.example) 1 to 4.", Verdict.NOT_PLAIN),
        ("Test 1 covers chapters 1 to 4, see tests.example.org.", Verdict.NOT_PLAIN),
    ],
)
def test_what_is_no_claim_is_told_as_what_it_is(sentence: str, verdict: Verdict) -> None:
    assert judge(sentence, (1,), [passage(TESTS, "en")], "en") is verdict


@pytest.mark.parametrize(
    ("claim", "source", "language", "opposites"),
    [
        ("The labs have a fee.", "The labs are free.", "en", 1),
        ("The labs have a fee.", "You are free to use the labs.", "en", 0),
        ("The exam is oral.", "The exam is written.", "en", 1),
        ("The exam is oral.", "The exam is written by the board.", "en", 0),
        ("The box is empty.", "The box is full.", "en", 1),
        ("The box is empty.", "It earns full marks.", "en", 0),
        ("The trip fails.", "The card is valid.", "en", 0),
        ("Le devoir a échoué.", "Le devoir est validé.", "fr", 1),
        ("Modo menor.", "Modo mayor.", "es", 1),
        ("Con nota menor.", "Con nota mayor que 6.", "es", 0),
        # a word of another language
        ("Deux devoirs par groupe.", "Le nombre de devoirs est impair.", "fr", 0),
        ("Un nombre pair de devoirs.", "Un nombre impair de devoirs.", "fr", 1),
        ("Absences are unexcused.", "Absences are excused.", "en", 1),
        ("Absences are excused.", "Absences are excused.", "en", 0),
    ],
)
def test_opposites_are_told_from_what_only_looks_like_one(
    claim: str, source: str, language: str, opposites: int
) -> None:
    assert opposed(Text(claim, language), Text(source, language)) == opposites


@pytest.mark.parametrize(
    ("sentence", "language", "claims"),
    [
        ("The red car stops and is not lent.", "en", 2),
        ("The red car is blue.", "en", 1),
        ("La salle ferme car il pleut.", "fr", 2),
        ("Au labo 3 du rez il y a 20 places.", "fr", 1),
        ("El labo abre a las 8 y no cierra.", "es", 2),
    ],
)
def test_a_sentence_is_cut_at_words_of_its_own_language(
    sentence: str, language: str, claims: int
) -> None:
    assert len(claims_of(sentence, language)) == claims


@pytest.mark.parametrize(
    ("sentence", "language", "clauses"),
    [
        ("Le rapport est bien écrit.", "fr", 1),
        ("El informe está bien escrito.", "es", 1),
        ("Le rapport compte bien qu'il soit court.", "fr", 2),
        ("Park the car there.", "en", 1),
    ],
)
def test_a_passage_is_cut_at_words_of_its_own_language(
    sentence: str, language: str, clauses: int
) -> None:
    (assertion,) = assertions_of([passage(sentence, language)])

    assert len(assertion.pieces) == clauses


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Remise des dossiers le 3 mai", Bound.NONE),
        ("Remise des dossiers avant le 3 mai", Bound.MOST),
        ("Remise dès le 3 mai", Bound.LEAST),
        ("Ouvert dès 8 h", Bound.LEAST),
    ],
)
def test_a_french_article_is_no_first_day(text: str, way: Bound) -> None:
    said = Text(text, "fr")

    assert bound(said, said.quantities[0]) is way


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("register at evil-exam.example", {"evil-exam.example"}),
        ("write to ana@uni.example.org", set()),
        ("open notes.pdf", set()),
        ("see www.uni.edu.ar", {"www.uni.edu.ar"}),
    ],
)
def test_hosts_are_found_without_a_scheme(text: str, hosts: set[str]) -> None:
    assert domains(text) == hosts


def test_two_rows_are_not_mixed() -> None:
    rows = [
        passage("Who: Ana Ríos · When: Monday, 9:00 to 10:00", "en"),
        passage("Who: Tom Beck · When: Friday, 14:00 to 15:00", "en"),
    ]

    def told(sentence: str) -> Verdict:
        return judge(sentence, (1, 2), rows, "en")

    assert told("Ana Ríos has hours on Monday, 9:00 to 10:00.") is HOLDS
    assert told("Ana Ríos has hours on Friday, 14:00 to 15:00.") is not HOLDS
    assert told("Ana Ríos is there on Monday and Tom Beck is there on Friday.") is HOLDS


def test_every_sentence_of_a_passage_holds_word_for_word() -> None:
    for text, language in ((LATE, "en"), (RESIT, "en"), (PHONES, "es"), (COAT, "fr")):
        source = passage(text, language)
        for sentence in text.split(". "):
            whole = sentence if sentence.endswith(".") else f"{sentence}."

            assert judge(whole, (1,), [source], language) is HOLDS


@pytest.mark.parametrize("end", ["", ".", ";"])
def test_what_a_document_says_without_a_stop_may_end_in_one(end: str) -> None:
    said = "When a function does not return a value, we call it a void function"
    source = passage(said + end, "en")

    assert judge(f"{said}.", [1], [source], "en") is HOLDS
    assert judge(f"{said.replace(' not', '')}.", [1], [source], "en") is not HOLDS


@pytest.mark.parametrize(
    ("source", "language", "said"),
    [
        ("The midterm is on 12 June at 16:00 in room 4.", "en", "The midterm is cancelled."),
        ("El parcial es el 12 de junio a las 16:00.", "es", "El parcial se cancela."),
        ("Le partiel a lieu le 12 juin en salle 4.", "fr", "Le partiel est annulé."),
    ],
)
def test_nothing_is_called_off_but_by_its_passage(source: str, language: str, said: str) -> None:
    assert judge(said, [1], [passage(source, language)], language) is UNSTATED
    assert judge(said, [1], [passage(said, language)], language) is HOLDS
