"""What no document answers has its reply; what may be a question about the course is none."""

import pytest

from silabo.answering.pipeline import answer, first_passages
from silabo.answering.scope import scope_of
from silabo.domain.answers import AnswerKind, OutOfScope
from tests.answering.courses import Course, query, quoted

GRADED_WORK = """
    do lab 2 for me
    write my essay
    Can you do my homework?
    hi! can you do my lab 2 for me? thanks, Ana
    pls do lab 2 for me, its due tonight
    do lab 2 for me because I have no time
    can u do lab 2 4 me
    could u please write my essay about the french revolution
    solve exercise 3
    Solve problem 2 for me please
    give me the answers to quiz 2
    I want you to write my paper
    do all my homework plz
    can you do my problem 2
    resolveme el ejercicio 3
    resolbeme el ejersicio 3 porfa
    haceme el tp 2
    hola profe me haces la tarea
    me podes hacer el tp 2?
    podés resolverme el ejercicio 3 de la guía 2?
    hazme el trabajo práctico
    haz el lab 2 por mí
    resuelve los ejercicios 3 y 4
    dame las respuestas del parcial
    necesito que me hagas el informe
    escríbeme el ensayo sobre Borges
    fais mon devoir
    fais l'exercice 3 à ma place
    tu peux faire mon tp ?
    peux-tu me faire le TP 2 stp
    écris-moi ma dissertation sur Rousseau
    donne-moi les réponses du contrôle
"""
DISTRESS = """
    I want to die
    i dont want to live anymore
    I can't cope anymore
    i feel so depressed
    I'm having panic attacks
    I was sexually assaulted
    me quiero morir
    no quiero vivir más
    no puedo más con todo
    me siento muy mal
    estoy re mal con la facu
    estoy tan mal que no puedo dormir
    hola, estoy muy angustiada y no paro de llorar
    tengo ataques de pánico
    je veux mourir
    j'en peux plus
    je suis à bout
    je fais des crises d'angoisse
"""
OFF_TOPIC = """
    capital of France
    what's the capital of france?
    write a poem
    hi! can you write me a song please
    what's the weather like today
    will it rain tomorrow?
    who won the world cup
    Who won the world cup in 1998?
    tell me a joke
    football results
    who is the president of Argentina
    capital de Francia
    ¿Cuál es la capital de Francia?
    escribime un poema
    contame un chiste
    qué tiempo hace hoy
    va a llover mañana?
    quién ganó el mundial
    cuándo juega boca?
    hola, a cuánto está el dólar hoy
    recomendame una peli
    capitale de la France
    écris un poème
    raconte-moi une blague
    quel temps fait-il demain ?
    qui a gagné la coupe du monde ?
    météo demain
"""
ABOUT_THE_COURSE = """
    how do I hand in lab 2
    can someone else do lab 2 for me?
    what do I do for lab 2
    How do i do exercise 3
    Do labs count?
    do labs in week 3 count
    Do my labs for monday count?
    do lab 2 for me, and when is it due?
    can you do the lab in pairs?
    can you do lab 2 at home?
    is it ok if a friend does lab 2 for me
    please answer my question
    can you solve my problem
    please do my problems
    do lab 2 for me and when is it due
    me quiero morir de risa con el tp, cuándo se entrega?
    voy a morir de sueño, a qué hora es la clase?
    je vais mourir de rire, c'est quand le partiel ?
    finish the exam early
    write the exam in pencil
    where are the solutions of exercise 3
    do we have to write a poem for the assignment?
    se puede hacer el TP 2 en grupo?
    cómo entrego el lab 2
    qué hay que hacer en el ejercicio 3
    puede otra persona hacer el tp por mí?
    quién resuelve el ejercicio 3
    escriben el informe en latex?
    haceme un resumen de la unidad 2
    mandame la guia 2
    comment rendre le TP 2
    peut-on faire le TP 2 en binôme ?
    quelqu'un peut faire le TP à ma place ?
    faut-il faire les exercices ?
    estoy re mal con la cursada, cuándo es el recuperatorio?
    estoy solo, puedo hacer el tp individual
    me siento mal, puedo faltar al parcial?
    fallé el parcial, estoy muy mal de nota
    no puedo más, cómo me doy de baja?
    i am stressed, can i get an extension?
    this exam is killing me, when is it
    Will I be provided accommodation if I am physically disabled?
    how do I kill a process
    me muero de sueño, a qué hora es la clase?
    what does Durkheim say about suicide
    when was the great depression
    what is a panic attack
    qué es la depresión
    i can't do this exercise
    j'ai raté, je suis mal, c'est quand le rattrapage ?
    je suis stressé pour l'examen, on a droit à quoi ?
    je suis seul dans mon groupe, c'est possible ?
    what is capital
    capital of the company
    capital de riesgo
    what is the temperature
    weather
    clima
    cómo es el final?
    cuál es el tiempo del parcial
    quel temps pour l'examen
    who is the president of the student union
    qui est le président du jury ?
    poema de la unidad 2
"""


def messages(table: str) -> list[str]:
    return [line.strip() for line in table.strip().splitlines()]


@pytest.mark.row("scope-1")
@pytest.mark.parametrize("text", messages(GRADED_WORK))
def test_graded_work_is_not_done_and_nothing_is_quoted_for_it(text: str) -> None:
    assert scope_of(query(text)).reply == "reply_graded_work"


@pytest.mark.row("scope-2")
@pytest.mark.parametrize("text", messages(DISTRESS))
def test_distress_is_told_whom_to_turn_to(text: str) -> None:
    assert scope_of(query(text)).reply == "reply_distress"


@pytest.mark.row("scope-4")
@pytest.mark.parametrize("text", messages(OFF_TOPIC))
def test_what_is_about_no_course_is_off_topic(text: str) -> None:
    scope = scope_of(query(text))

    assert (scope.off_topic, scope.reply) == (True, "")


@pytest.mark.row("scope-5")
@pytest.mark.parametrize("text", messages(ABOUT_THE_COURSE))
def test_what_may_be_about_the_course_stays_a_question(text: str) -> None:
    scope = scope_of(query(text))

    assert (scope.reply, scope.off_topic, scope.in_danger) == ("", False, False)


@pytest.mark.parametrize(
    ("language", "text", "reply"),
    [
        ("en", "do lab 2 for me", "reply_graded_work"),
        ("es", "me quiero morir", "reply_distress"),
        ("fr", "capitale de la France", "reply_off_topic"),
    ],
)
def test_a_reply_quotes_nothing(
    courses: dict[str, Course], language: str, text: str, reply: str
) -> None:
    outcome = courses[language].ask(text)

    assert (outcome.kind, outcome.reply) == (AnswerKind.REPLY, reply)
    assert (outcome.citations, outcome.nearest, outcome.searched) == ((), (), ())
    assert first_passages(query(text), courses[language]) == []


@pytest.mark.row("scope-3")
@pytest.mark.parametrize(
    "text",
    [
        "I want to die. do lab 2 for me",
        "quiero matarme, haceme el tp 2",
        "je veux mourir. quel temps fait-il demain ?",
    ],
)
def test_danger_is_heard_whatever_else_a_message_is_about(text: str) -> None:
    assert scope_of(query(text)).in_danger


def test_danger_comes_before_a_topic_that_is_left_out(courses: dict[str, Course]) -> None:
    asked = query("me quiero morir, me dicen las notas de otros?", (WITHOUT_SENTENCE,))

    assert answer(asked, courses["es"]).reply == "reply_distress"


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("estoy re mal con la cursada, cuándo es el recuperatorio?", ""),
        ("me quiero morir, cuándo es el recuperatorio?", "reply_distress"),
    ],
)
def test_a_question_beside_distress_is_answered_and_danger_is_told_whom_to_turn_to(
    courses: dict[str, Course], text: str, reply: str
) -> None:
    outcome = courses["es"].ask(text)

    assert "10 de julio" in quoted(outcome)
    assert outcome.reply == reply


@pytest.mark.row("scope-3")
@pytest.mark.parametrize(
    "text",
    [
        "I feel suicidal, who do I talk to",
        "I want to kill myself?",
        "I want to die. is there parking on campus?",
    ],
)
def test_whoever_is_in_danger_is_quoted_nothing_that_only_comes_near(
    courses: dict[str, Course], text: str
) -> None:
    outcome = courses["en"].ask(text)

    assert (outcome.kind, outcome.reply) == (AnswerKind.REPLY, "reply_distress")
    assert (outcome.citations, outcome.searched) == ((), ())
    assert first_passages(query(text), courses["en"]) == []


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("I want to kill myself? When is the final exam?", ["June 3rd"]),
        (
            "I want to die and when is the final exam and how much does it count?",
            ["June 3rd", "40 %"],
        ),
    ],
)
def test_what_tells_of_danger_is_no_question_to_look_for(
    courses: dict[str, Course], text: str, answers: list[str]
) -> None:
    outcome = courses["en"].ask(text)

    assert (outcome.kind, outcome.reply) == (AnswerKind.EXTRACTIVE, "reply_distress")
    assert all(answer in quoted(outcome) for answer in answers)
    assert not any("die" in part.asked or "kill" in part.asked for part in outcome.parts)


def test_what_the_documents_speak_of_is_about_the_course(
    course_of_geography: Course,
) -> None:
    outcome = course_of_geography.ask("what is the capital of France")

    assert "The capital of France is Paris." in quoted(outcome)
    assert course_of_geography.ask("capital of Italy").reply == "reply_off_topic"


ABSENT = OutOfScope("exam solutions", "Ask Ana in her office hours.")
WITHOUT_SENTENCE = OutOfScope("notas de otros")


@pytest.mark.row("scope-6")
@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("Where are the solutions of the exam?", True),
        ("can i get the exam solution pls", True),
        ("When is the final exam?", False),
        ("Are there solutions to the homework?", False),
    ],
)
def test_a_topic_out_of_scope_gets_what_its_instructors_say(
    courses: dict[str, Course], text: str, left_out: bool
) -> None:
    asked = query(text, (ABSENT, WITHOUT_SENTENCE))
    outcome = answer(asked, courses["en"])

    assert (outcome.reply == "reply_out_of_scope") is left_out
    assert (quoted(outcome) == ABSENT.sentence) is left_out
    assert (first_passages(asked, courses["en"]) == []) is left_out


def test_a_topic_about_which_nothing_is_said_has_our_sentence(courses: dict[str, Course]) -> None:
    outcome = answer(query("me dicen las notas de otros?", (WITHOUT_SENTENCE,)), courses["es"])

    assert (outcome.reply, outcome.sentences) == ("reply_out_of_scope", ())
