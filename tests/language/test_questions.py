import pytest

from silabo.language.detect import detect
from silabo.language.questions import read_question


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("¿Cuándo es el parcial?", "date"),
        ("deadline of project 3", "date"),
        ("Quand a lieu le partiel ?", "date"),
        ("¿A qué hora empieza la clase?", "time"),
        ("What time is the exam?", "time"),
        ("¿Dónde es el final?", "place"),
        ("C'est où l'examen ?", "place"),
        ("Who teaches this course?", "person"),
        ("¿Quién es el ayudante?", "person"),
        ("How much is the midterm worth?", "percent"),
        ("What is the weight of the exam?", "percent"),
        ("Quel est le poids du projet ?", "percent"),
        ("¿Cuál es la duración del proyecto?", "quantity"),
        ("What is the duration of lab 2?", "quantity"),
        ("Quelle est la durée du projet ?", "quantity"),
        ("¿Cuál es el aula?", "place"),
        ("What is the room?", "place"),
        ("Quelle est la salle ?", "place"),
        ("¿Qué porcentaje vale el TP?", "percent"),
        ("¿Cuántas faltas puedo tener?", "quantity"),
        ("note minimale", "quantity"),
        ("email de la profesora", "contact"),
        ("¿Se puede usar calculadora?", "yes_no"),
        ("Is attendance required?", "yes_no"),
        ("Y a-t-il un rattrapage ?", "yes_no"),
        ("¿Qué es una base ortonormal?", "definition"),
        ("What is a pointer?", "definition"),
        ("¿Cuáles son los temas?", "list"),
        ("Quels sont les prérequis ?", "list"),
        ("¿Cómo se aprueba?", "how"),
        ("Why do we normalise?", "why"),
        ("what's in a stack frame", "definition"),
        ("¿Qué dice el teorema del valor medio?", "definition"),
        ("cuando una función es continua", "definition"),
        ("What is the difference between a list and a set?", "any"),
        ("calculadora", "any"),
        # "When" says in which case where something else is asked first.
        ("como hago para que no falle cuando crea el archivo", "how"),
        ("how do I submit when the site is down", "how"),
        ("comment rendre le projet quand on est malade", "how"),
        ("le code s'exécute quand même ?", "any"),
        ("como no pude ir, cuando es el recuperatorio?", "date"),
        ("do you know when the exam is", "date"),
        ("me dijeron que cuando es el examen", "date"),
        # A list may be a thing of the course.
        ("una lista puede tener otra lista adentro?", "any"),
        ("lista de temas del parcial", "list"),
        ("la liste des livres", "list"),
    ],
)
def test_the_kind_of_answer_is_read_from_the_question(text: str, kind: str) -> None:
    assert read_question(text, detect(text)).expected.value == kind


@pytest.mark.parametrize(
    ("text", "display"),
    [
        ("¿Hay clase el 25 de mayo?", ["clase", "25 de mayo"]),
        ("Hola, quería saber cuándo es el Segundo Parcial", ["Segundo", "Parcial"]),
        ("When are the TA's office hours?", ["TA", "office hours"]),
        ("Quelle est la note minimale ?", ["note minimale"]),
        ("¿Puedo programar en C++?", ["programar", "C++"]),
        ("parcial parcial PARCIAL", ["parcial"]),
        ("¿Cuándo?", []),
        ("what does <= mean", ["mean", "<="]),
        ("que hace x<z", ["x", "z"]),
    ],
)
def test_content_words_are_as_the_student_wrote_them(text: str, display: list[str]) -> None:
    assert [word.display for word in read_question(text, detect(text)).content] == display


@pytest.mark.parametrize(
    ("text", "is_exam"),
    [
        ("¿Cuándo es la entrega final?", False),
        ("fecha del informe final", False),
        ("c'est quand le rendu final", False),
        ("when is the final report due", False),
        ("cuando es final", True),
        ("cuando rindo final", True),
        ("when is the final held", True),
        ("is the final cumulative", True),
        ("final exam date", True),
        ("in which room is the final", True),
    ],
)
def test_final_says_which_of_what_is_handed_in_and_is_the_exam_elsewhere(
    text: str, *, is_exam: bool
) -> None:
    named = {each for word in read_question(text, detect(text)).content for each in word.concepts}

    assert ("final_exam" in named) == is_exam


@pytest.mark.parametrize("noise", ["¿", "how much is ", "a ", "1/", "que es ", "ß", "\x00"])
@pytest.mark.timeout(20)
def test_two_thousand_characters_of_noise_are_read(noise: str) -> None:
    question = read_question(noise * (2000 // len(noise)), "und")

    assert len(question.content) <= 24


@pytest.mark.parametrize(
    ("text", "language", "word", "is_thing"),
    [
        ("Can I book a room?", "en", "book", False),
        ("do we have to book", "en", "book", False),
        ("which book do we use", "en", "book", True),
        ("book?", "en", "book", True),
        ("is there one book", "en", "book", True),
        ("do I need to test my code", "en", "test", False),
        ("when is the test", "en", "test", True),
        ("je note quoi", "fr", "note", False),
        ("c'est quoi la note", "fr", "note", True),
    ],
)
def test_a_word_that_is_a_verb_where_it_stands_names_no_thing(
    text: str, language: str, word: str, is_thing: bool
) -> None:
    content = {each.display: each.concepts for each in read_question(text, language).content}

    assert bool(content[word]) is is_thing
