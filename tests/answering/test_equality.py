"""Questions that ask the same share an answer; whatever asks another thing does not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from silabo.answering.equality import equality_key, may_be_shared, same_question
from silabo.domain.answers import AnswerKind, Outcome, OutOfScope, Part, Query, WhyQuoted

ASKED = datetime(2026, 5, 4, 15, tzinfo=UTC)


def query(text: str, language: str = "es", **more: object) -> Query:
    """A question of this day."""
    return replace(Query(text, language, ASKED, "America/Argentina/Buenos_Aires"), **more)


SAME = {
    "es": [
        ("¿Cuándo es el parcial?", "cuando es el parcial"),
        ("¿Cuándo es el parcial?", "Hola! me podrías decir cuándo es el parcial? Gracias"),
        ("¿Cuándo es el parcial?", "¿Qué día es el parcial?"),
        ("¿Cuál es la fecha del parcial?", "¿cuándo es el parcial?"),
        ("¿Cuándo es el PARCIAL?", "cuándo será el parcial"),
        ("¿Puedo usar calculadora?", "¿Se puede usar calculadora?"),
        ("¿Debo asistir a las clases?", "tengo que asistir a las clases?"),
        ("¿Hay clase el 25 de mayo?", "hay clase el 25/5"),
        ("¿Hay clase mañana?", "hay clase mañana, por favor?"),
        ("xq se suspendió la clase", "¿Por qué se suspendió la clase?"),
        ("¿Dónde es la consulta?", "¿En qué lugar es la consulta?"),
    ],
    "en": [
        ("When is the midterm?", "when's the midterm"),
        ("When is the midterm?", "Hi, could you tell me when the midterm is? Thanks!"),
        ("When is the mid-term?", "When is the midterm?"),
        ("Can I use a calculator in the exam?", "May we use a calculator in the exam?"),
        ("Must I wear gloves in the lab?", "Do I have to wear gloves in the lab?"),
        ("Is there class on May 25?", "is there class on 25 May"),
        ("What does <= mean?", "what does <= mean"),
        ("Am I allowed to retake the exam?", "am i allowed to retake the exam"),
        ("We need to attend the labs?", "we need to attend the labs"),
    ],
    "fr": [
        ("Quand est l'examen ?", "quand est l’examen"),
        ("Quand est l'examen ?", "C'est quand l'examen ?"),
        ("Puis-je utiliser une calculatrice ?", "Peut-on utiliser une calculatrice ?"),
        ("Dois-je assister au cours ?", "Faut-il assister au cours ?"),
        ("Y a-t-il cours le 25 mai ?", "y a-t-il cours le 25/05"),
        ("c koi le plagiat", "C'est quoi le plagiat ?"),
        ("Suis-je autorisé à sortir de l'examen ?", "suis-je autorisé à sortir de l'examen"),
        ("On a le droit aux notes de cours ?", "on a le droit aux notes de cours"),
    ],
}
OTHER = {
    "es": [
        ("¿Cuándo es el primer parcial?", "¿Cuándo es el segundo parcial?"),
        ("¿Cuándo es el parcial?", "¿Dónde es el parcial?"),
        ("¿Cuándo es el parcial?", "¿Cuándo son los parciales?"),
        ("¿Cuándo es el parcial?", "¿Cuándo es el final?"),
        ("¿Cuándo es el parcial?", "¿Cuándo es el recuperatorio del parcial?"),
        ("¿Cuándo entrego el TP?", "¿Cuándo entregan el TP?"),
        ("¿Se puede usar calculadora?", "¿No se puede usar calculadora?"),
        ("¿Se rinde con apuntes?", "¿Se rinde sin apuntes?"),
        ("¿Puedo faltar a clase?", "¿Debo faltar a clase?"),
        ("¿Puedo cambiar la fecha del parcial?", "¿Pueden cambiar la fecha del parcial?"),
        ("¿Hay clase el 25 de mayo?", "¿Hay clase el 26 de mayo?"),
        ("¿Hay clase el lunes?", "¿Hay clase el martes?"),
        ("¿El final reemplaza al parcial?", "¿El parcial reemplaza al final?"),
        ("¿Cuántos días dura el TP?", "¿Cuántas horas dura el TP?"),
        ("¿Se entrega antes del parcial?", "¿Se entrega después del parcial?"),
        ("¿Solo entra la unidad 3?", "¿Entra la unidad 3?"),
        ("¿Entra la unidad 3?", "¿Entra la unidad 4?"),
        ("¿Aprueba el grupo A?", "¿Aprueba el grupo B?"),
        ("¿Con qué nota se promociona?", "¿Con qué nota se aprueba?"),
        ("¿El parcial es oral o escrito?", "¿El parcial es oral y escrito?"),
    ],
    "en": [
        ("When is the exam?", "When are the exams?"),
        ("When is the quiz?", "When is the test?"),
        ("When is the practical?", "When is the practice?"),
        ("Is the lab before the lecture?", "Is the lecture before the lab?"),
        ("Can I not attend and hand in later?", "Can I attend and not hand in later?"),
        ("Can I extend the deadline?", "Can you extend the deadline?"),
        ("Should I attend the lab?", "Must I attend the lab?"),
        ("Is attendance mandatory?", "Is attendance optional?"),
        ("How much is the final worth?", "How long is the final?"),
        ("What does <= mean?", "What does >= mean?"),
        ("What is the organ?", "What is the organisation?"),
        ("Do all students sit the exam?", "Do students sit the exam?"),
        ("May I use notes in the first exam?", "May I use notes in the last exam?"),
        ("Is homework 2 graded?", "Is homework 3 graded?"),
    ],
    "fr": [
        ("Quand est le premier examen ?", "Quand est le second examen ?"),
        ("Puis-je partir avant la fin du cours ?", "Puis-je partir après la fin du cours ?"),
        ("Peut-on utiliser la calculatrice ?", "Ne peut-on pas utiliser la calculatrice ?"),
        ("Où est l'examen ?", "Quand est l'examen ?"),
        ("L'examen est-il oral ou écrit ?", "L'examen est-il oral et écrit ?"),
        ("Faut-il rendre le TP seul ?", "Faut-il rendre le TP ?"),
        ("Combien de pages a le rapport ?", "Combien de points vaut le rapport ?"),
    ],
}


def pairs(table: dict[str, list[tuple[str, str]]]) -> list[tuple[str, str, str]]:
    """The pairs of a table, each with its language."""
    return [(code, *pair) for code, found in table.items() for pair in found]


@pytest.mark.parametrize(("language", "one", "other"), pairs(SAME))
def test_the_same_question_in_other_words_is_equal(language: str, one: str, other: str) -> None:
    assert same_question(query(one, language), query(other, language))


@pytest.mark.parametrize(("language", "one", "other"), pairs(OTHER))
def test_another_thing_day_number_or_condition_is_another_question(
    language: str, one: str, other: str
) -> None:
    assert equality_key(query(one, language))
    assert equality_key(query(other, language))
    assert not same_question(query(one, language), query(other, language))


def test_tomorrow_is_another_day_on_another_day() -> None:
    later = query("¿Hay clase mañana?", asked_at=ASKED + timedelta(days=1))
    assert not same_question(query("¿Hay clase mañana?"), later)


def test_the_next_one_is_another_one_on_another_day() -> None:
    later = query("¿Cuándo es la próxima entrega?", asked_at=ASKED + timedelta(days=1))
    assert not same_question(query("¿Cuándo es la próxima entrega?"), later)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("¿Cuántos días faltan para el parcial?", "es"),
        ("How many days are left until the exam?", "en"),
        ("Combien de jours reste-t-il avant l'examen ?", "fr"),
    ],
)
def test_how_long_it_is_until_then_is_another_question_every_day(text: str, language: str) -> None:
    later = query(text, language, asked_at=ASKED + timedelta(days=30))
    assert equality_key(later)
    assert not same_question(query(text, language), later)


def test_what_names_no_day_is_the_same_question_on_another_day() -> None:
    later = query("cuando es el parcial", asked_at=ASKED + timedelta(days=9))
    assert same_question(query("¿Cuándo es el parcial?"), later)


def test_the_same_words_in_another_language_are_another_question() -> None:
    assert not same_question(query("final exam?", "en"), query("final exam?", "es"))


def test_a_follow_up_is_what_it_was_completed_to() -> None:
    follow_up = query("¿y el segundo?", earlier=("¿Cuándo es el primer parcial?",))
    assert same_question(follow_up, query("¿Cuándo es el segundo parcial?"))


@pytest.mark.parametrize(
    "alone",
    [
        query("¿y el segundo?"),
        query("hola"),
        query("gracias!"),
        query("no aguanto más, quiero morirme"),
        query("¿Qué es el plagio?", out_of_scope=(OutOfScope("plagio"),)),
        query("¿Cuál es la capital de Francia?"),
        query("¿Cuál es mi nota del parcial?"),
        query("¿Aprobé el parcial?"),
        query("¿Cuántas faltas me quedan?"),
        query("Did I pass the midterm?", "en"),
        query("Am I in the exam list?", "en"),
        query("We have the exam on Monday?", "en"),
        query("Suis-je inscrit à l'examen ?", "fr"),
        query("On a cours lundi ?", "fr"),
        query("¿Tengo el parcial aprobado?"),
        query("¿Tenemos el mismo parcial?"),
        query("What is my grade?", "en"),
        query("Ai-je validé le partiel ?", "fr"),
        query("Quelle est ma note ?", "fr"),
        query("Soy del grupo A, ¿cuándo es el lab?"),
        query("I failed both midterms. Can I take the final?", "en"),
        query("Trabajo de noche. ¿puedo cambiar de turno?"),
        query("Je travaille la nuit. Puis-je changer de groupe ?", "fr"),
    ],
    ids=lambda one: one.text,
)
def test_what_has_no_answer_of_its_own_is_equal_to_nothing(alone: Query) -> None:
    assert equality_key(alone) == ""
    assert not same_question(alone, alone)


def test_a_message_of_several_questions_is_all_of_them_in_their_order() -> None:
    both = query("¿Cuándo es el parcial? ¿Dónde es el parcial?")
    assert same_question(both, query("cuándo es el parcial? dónde es el parcial?"))
    assert not same_question(both, query("¿Cuándo es el parcial?"))


@pytest.mark.parametrize(
    ("outcome", "is_shared"),
    [
        (Outcome(AnswerKind.EXTRACTIVE, "es"), True),
        (Outcome(AnswerKind.DECLINED, "es"), True),
        (
            Outcome(AnswerKind.EXTRACTIVE, "es", understood_as="¿Cuándo es el segundo parcial?"),
            True,
        ),
        (Outcome(AnswerKind.EXTRACTIVE, "es", understood_as="When is the midterm?"), False),
        (Outcome(AnswerKind.EXTRACTIVE, "es", why_quoted=WhyQuoted.MODEL_AWAY), False),
        (Outcome(AnswerKind.EXTRACTIVE, "es", why_quoted=WhyQuoted.DRAFT_REJECTED), True),
        (Outcome(AnswerKind.EXTRACTIVE, "es", parts=(Part("¿y?", AnswerKind.EXTRACTIVE),)), False),
        (Outcome(AnswerKind.REPLY, "es", reply="reply_greeting"), False),
    ],
)
def test_what_is_one_askers_own_is_not_told_to_others(outcome: Outcome, is_shared: bool) -> None:
    follow_up = query("¿y el segundo?", earlier=("¿Cuándo es el primer parcial?",))

    assert may_be_shared(outcome, follow_up) is is_shared
