"""Fragments of the panel as a visitor gets them, and a question of theirs."""

from silabo.domain.answers import Outcome
from silabo.storage import answers
from silabo.storage.database import now_ms, transaction
from silabo.storage.tables import Question
from tests.lti_app.panel.markup import Markup
from tests.world import Visitor, World

RULES = """# Reglas

El primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4.

No se permite calculadora en los parciales.
"""
ASKED = "¿Cuándo es el primer parcial?"


def show(visitor: Visitor, path: str) -> Markup:
    answer = visitor.get(f"/fragments/{path}")

    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "text/html"
    return Markup(answer.text)


def card(visitor: Visitor, question: str) -> Markup:
    return show(visitor, f"questions/{question}")


def ask(visitor: Visitor, text: str = ASKED) -> str:
    return str(visitor.ask(text).get_json()["id"])


def answered(world: World, outcome: Outcome) -> tuple[Visitor, str]:
    """A student, and a question of theirs that has this answer."""
    student = world.student()
    question = str(student.ask("¿Cuándo es el parcial?").get_json()["id"])
    world.work()

    @transaction
    def replace() -> None:
        row = Question.get(Question.public_id == question)
        answers.add(row.id, outcome, took_ms=1, now=now_ms())

    replace()
    return student, question
