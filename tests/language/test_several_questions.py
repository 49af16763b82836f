"""A message that asks several questions is split; what is one question is left whole."""

import time

import pytest

from silabo.language.detect import detect
from silabo.language.follow_ups import completed
from silabo.language.several import parts_of

SPLIT = [
    (
        "When is the final and how much does it count? also can I use a calculator?",
        ["When is the final", "and how much does it count?", "also can I use a calculator?"],
    ),
    (
        "When is the midterm, where is it, and is there a make-up?",
        ["When is the midterm", "where is it", "and is there a make-up?"],
    ),
    (
        "hi! when is the final exam and what does it cover? thanks, Ana",
        ["when is the final exam", "and what does it cover?"],
    ),
    (
        "1) when is the midterm 2) how much does it count 3) can i use notes",
        ["when is the midterm", "how much does it count", "can i use notes"],
    ),
    ("when is hw 2 due n how do i submit it", ["when is hw 2 due", "n how do i submit it"]),
    (
        "what is the deadline of the project and is attendance mandatory",
        ["what is the deadline of the project", "and is attendance mandatory"],
    ),
    (
        "I was ill last week. When can I retake the midterm? And does it count the same?",
        ["When can I retake the midterm?", "And does it count the same?"],
    ),
    (
        "Is there a final exam and if so, when is it?",
        ["Is there a final exam", "and if so, when is it?"],
    ),
    ("is there a textbook? what about slides?", ["is there a textbook?", "what about slides?"]),
    (
        "cuándo es el parcial? y se puede usar apuntes?",
        ["cuándo es el parcial?", "y se puede usar apuntes?"],
    ),
    (
        "cuando es el parcial y se puede usar apuntes",
        ["cuando es el parcial", "y se puede usar apuntes"],
    ),
    (
        "1. cuándo es el parcial?\n2. cuánto vale?\n3. dónde se rinde?",
        ["cuándo es el parcial?", "cuánto vale?", "dónde se rinde?"],
    ),
    ("cuando es el final? y el recuperatorio?", ["cuando es el final?", "y el recuperatorio?"]),
    (
        "cuándo es el primer parcial? y el segundo?",
        ["cuándo es el primer parcial?", "y el segundo?"],
    ),
    (
        "when is the first midterm? and the second one?",
        ["when is the first midterm?", "and the second one?"],
    ),
    (
        "c'est quand le premier partiel ? et le deuxième ?",
        ["c'est quand le premier partiel ?", "et le deuxième ?"],
    ),
    (
        "hola profe, cuando se entrega el tp 2, tambien queria saber si se puede hacer en grupo",
        ["cuando se entrega el tp 2", "tambien queria saber si se puede hacer en grupo"],
    ),
    ("qué libro se usa y como lo consigo", ["qué libro se usa", "y como lo consigo"]),
    (
        "quién es el profe y cuál es su mail?",
        ["quién es el profe", "y cuál es su mail?"],
    ),
    (
        "quand est le partiel et combien il compte ?",
        ["quand est le partiel", "et combien il compte ?"],
    ),
    (
        "c'est quand le partiel ? et on peut utiliser la calculatrice ?",
        ["c'est quand le partiel ?", "et on peut utiliser la calculatrice ?"],
    ),
    (
        "c'est quoi la note minimale et est-ce qu'il y a un rattrapage ?",
        ["c'est quoi la note minimale", "et est-ce qu'il y a un rattrapage ?"],
    ),
]
WHOLE = """
When and where is the exam?
When is the exam and where?
cuándo y dónde es el parcial?
¿Cuándo es el examen y dónde?
hay clase por la mañana y tarde?
what are the pros and cons of recursion
what do I need: calculator, notes and a ruler?
Which chapters and which exercises do we need to read?
qué capítulos y qué ejercicios entran
What is the difference between how lists work and how tuples work?
Is there a tutor who teaches Java and who speaks Spanish?
¿Es verdad que hay parcial y que entra todo?
If I miss the exam, when can I retake it?
When I miss an exam, what do I do?
si falto al parcial, cuándo lo recupero?
cuando falto, que pasa
quand je suis malade, que faire ?
Can I bring notes and a calculator?
puedo llevar apuntes y calculadora?
Is the exam on Monday? Or on Tuesday?
does lab 1 count? or 2?
How and why is the exam graded?
In which room and at what time is the exam?
en qué aula y a qué hora es el parcial
Explain what recursion is
What do I have to read and do for lab 2?
qué hay que leer y entregar?
The exam is on Monday, right?
hola, cómo están? cuándo es el final?
Hi! How are you? When is the final exam?
Can you help me? When is the final?
quand et où est l'examen ?
les cours du matin et du soir c'est obligatoire ?
Is attendance mandatory for lectures and labs?
quel est le coefficient du partiel et de l'examen ?
what is the weight of the midterm and the final
cuánto valen los parciales y los tps
When is the final exam?
No entiendo nada. Cuándo es el parcial?
how much extra is overtime in the pay exercise
I do not know what to do. Help?
how do I know when to use a while and when to use a for?
what happens when I hand in late and it's my fault?
qué pasa si entrego tarde y no tengo justificativo?
¿Quién decide si se aprueba?
y a un bouquin du cours ? chez quel editeur
quien fundo creative commons y en que año?
In what year did Rev. Elie Prioleau become the pastor of the church?
I will miss class on weeks 6 and 10. Which topics will I miss?
¿Qué grado ya no es obligatorio en los EE.UU. para ser un farmacéutico autorizado?
Combien d'espèces d'oiseaux y a-t-il sur l'île de Cuba?
qué hago si falté al parcial y como no tengo certificado me suspenden?
when is the handin, whatever the reason?
cuándo es la entrega y cualquier otra fecha?
Which player got a penalty, which gave the team a new set of downs?
"""


@pytest.mark.row("several-1")
@pytest.mark.parametrize(("message", "asked"), SPLIT)
def test_several_questions_are_told_apart_as_they_were_typed(
    message: str, asked: list[str]
) -> None:
    assert [part.asked for part in parts_of(message, detect(message))] == asked


@pytest.mark.row("several-2")
@pytest.mark.parametrize("message", WHOLE.strip().splitlines())
def test_one_question_is_left_whole(message: str) -> None:
    assert parts_of(message, detect(message)) == []


def test_a_later_question_takes_from_an_earlier_one_what_it_is_about() -> None:
    first, second, third = parts_of(SPLIT[0][0], "en")

    assert completed(second.asked, (first.asked,), "en") == "How much does the final count?"
    assert completed(third.asked, (first.asked, second.asked), "en") == ""


@pytest.mark.parametrize(
    ("message", "leans"),
    [
        ("quand est le partiel ? et y a-t-il un parking ?", False),
        ("When is the final? also can I use a calculator?", False),
        ("When is the final? is it open book?", True),
        ("When is the final? how much does it count?", True),
        ("cuándo es el parcial? y se puede usar apuntes?", False),
        ("cuándo se entrega el informe? y puedo entregarlo tarde?", True),
    ],
)
def test_whether_there_is_a_thing_is_asked_of_that_alone(message: str, leans: bool) -> None:
    assert parts_of(message, detect(message))[1].leans is leans


def test_what_is_told_before_a_question_stays_with_it() -> None:
    parts = parts_of(SPLIT[6][0], "en")

    assert [part.story for part in parts] == ["I was ill last week.", ""]


def test_a_message_of_questions_takes_no_longer_than_its_length() -> None:
    asked = "when is the final exam and how much does it count, is it open book and where is it "
    messages = (f"{asked}? " * 90, asked * 90, "and what " * 800, "1) when 2) " * 700, "y " * 4000)
    begun = time.process_time()
    found = [len(parts_of(message[:8000], "en")) for message in messages]

    assert time.process_time() - begun < 5
    assert max(found) == 12
