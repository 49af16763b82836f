"""A question that was asked and answered, in a course whose rules can be searched."""

from tests.world import Visitor, World

RULES = b"# Reglas\n\nEl primer parcial es el jueves 1 de octubre a las 14:00 en el aula 4.\n"


def answered(course: World, student: Visitor) -> str:
    asked = student.ask("¿Cuándo es el primer parcial?").get_json()["id"]
    course.work()
    return str(asked)
