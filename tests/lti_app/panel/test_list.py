"""The list of a person's questions, and answers that are rows of a table."""

import pytest

from silabo.wording.catalogues import say
from tests.lti_app.panel.fragments import ask, card, show
from tests.world import World

TABLE = """# Evaluación

| Instancia | Peso | Fecha |
|---|---|---|
| Primer parcial | 35 % | 1 de octubre |
| Segundo parcial | 40 % | 12 de noviembre |
| Trabajos | 25 % | 3 de diciembre |
"""


@pytest.mark.parametrize(
    ("text", "word"),
    [("Hola", "Greeting"), ("Gracias", "Thanks"), ("¿Quién eres?", "About Sílabo")],
)
@pytest.mark.parametrize("language", ["es", "en", "fr"])
def test_what_is_no_question_is_not_called_answered(
    course: World, language: str, text: str, word: str
) -> None:
    student = course.student(
        **{"https://purl.imsglobal.org/spec/lti/claim/launch_presentation": {"locale": language}}
    )
    ask(student, text)
    course.work()

    listed = show(student, "questions")

    assert say(language, word) in listed.words
    assert say(language, "Answered") not in listed.words


def test_equal_questions_stand_under_the_newest_of_them(course: World) -> None:
    student = course.student()
    ids = []
    for text in ("¿Qué es?", "¿Otra?", "¿qué es?", "¿Qué es?"):
        ids.append(ask(student, text))
        course.work()

    listed = show(student, "questions")

    order = [each["data-question"] for each in listed.find("a", class_="question")]
    assert order == [ids[3], ids[2], ids[0], ids[1]]  # each can still be opened and deleted
    assert len(listed.find("details", class_="again")) == 1
    assert "Preguntada 2 veces antes" in listed.words


def test_rows_of_one_table_are_a_small_table_with_one_source_line(world: World) -> None:
    world.instructor().upload("Programa.md", TABLE.encode())
    world.work()
    student = world.student()
    question = ask(student, "¿Cuánto pesa cada instancia?")
    world.work()

    shown = card(student, question)

    assert shown.find("table", class_="rows")
    assert len(shown.find("tr", class_="sentence")) >= 2
    assert len([link for link in shown.links if "/citations/1" in link]) == 2  # row and source
    assert shown.words.count("Programa, Evaluación") == 1


def test_long_cells_stay_lines(world: World) -> None:
    long = TABLE.replace("1 de octubre", "el jueves 1 de octubre " * 5)
    world.instructor().upload("Programa.md", long.encode())
    world.work()
    student = world.student()
    question = ask(student, "¿Cuándo es el primer parcial?")
    world.work()

    shown = card(student, question)

    assert not shown.find("table", class_="rows")
    assert "1 de octubre" in shown.words


@pytest.mark.parametrize(("text", "folded"), [("¿Qué? " * 100, True), ("¿Qué?", False)])
def test_a_long_question_is_folded(course: World, text: str, folded: bool) -> None:
    student = course.student()

    shown = card(student, ask(student, text))

    assert bool(shown.find("h2", class_="folded")) is folded
    assert bool(shown.find("button", data_action="unfold")) is folded
