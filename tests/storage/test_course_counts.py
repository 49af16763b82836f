"""How much a course holds: the same on every database, and nothing of another course."""

from silabo.storage import course_counts
from tests import seeds


def test_a_course_is_counted_without_what_another_has(db: str) -> None:
    other = seeds.member(sub="9", course="another")
    seeds.ask(other)
    who = seeds.member()
    seeds.member(sub="4")
    seeds.ready(who[1], "El examen es el lunes.")
    asked = seeds.ask(who)
    found = course_counts.count(who[1])

    assert found.people == {"learner": 2}
    assert found.versions == {"ready": 1}
    assert found.questions == {"queued": 1}
    assert found.asked_at == asked.asked_at


def test_of_a_course_without_anything_there_is_none(db: str) -> None:
    _, course = seeds.member()
    found = course_counts.count(course)

    assert (found.versions, found.questions, found.asked_at) == ({}, {}, None)
