"""A course is forgotten: nothing of it is anywhere, and nothing of the others is gone."""

from collections.abc import Iterator

import pytest

from silabo.domain.answers import Sentence
from silabo.domain.crash import CrashPoint, arm
from silabo.domain.documents import VersionState
from silabo.domain.errors import LeaseLostError, NotFoundError
from silabo.domain.reviews import DecisionKind, NewDecision
from silabo.storage import (
    audit,
    course_erasing,
    decisions,
    people,
    questions,
    reviews,
    sessions,
    tables,
)
from silabo.storage.tables import TABLES
from tasks.course_erasing import erase_courses
from tasks.upkeep import tidy
from tests import seeds
from tests.tasks.work import Work

SAID = "El canario canta en el aula cuatro."
ASKED = "¿Dónde canta el canario?"
AUDIT = ("audit_entry", "audit_head")


class Killed(BaseException):
    """As a kill, no handler of errors sees it."""


@pytest.fixture(autouse=True)
def disarmed() -> Iterator[None]:
    yield
    arm(lambda _: None)


def filled(work: Work, questions_of_each: int = 2) -> int:
    """A course with a row in every table that names a course, and its number."""
    launched = seeds.identity(
        seeds.platform(), sub="canario", context_id="9", name="Canario", course_title="Canarios"
    )
    who = people.admit(launched, language="es", time_zone="Europe/Madrid")
    launch = sessions.launch(*who, launched, language="es", code_digest="code")
    assert sessions.open_by_code(launch, "code", "token")
    work.course, before = who[1], work.course
    work.ready(SAID)
    work.upload(text="# Canario\n\nPor leer.\n")
    work.course = before
    for _ in range(questions_of_each):
        asked = seeds.answered(who, text=ASKED)
    found = reviews.review(who[1], asked.public_id)
    new = NewDecision(
        DecisionKind.PUBLISHED,
        (Sentence("Canta el canario.", ()),),
        decided=found.decided,
        answer=found.answer.public_id if found.answer else "",
    )
    decisions.decide(who[1], who[0], asked.public_id, new)
    return who[1]


def everything(*without: str) -> list[str]:
    """Every value of every table."""
    return [
        f"{table._meta.table_name} {value}"
        for table in TABLES
        if table._meta.table_name not in without
        for row in table.select().dicts()
        for value in row.values()
    ]


def begun(course: int) -> int:
    course_erasing.begin(course)
    return course


@pytest.mark.row("forgotten-4")
def test_nothing_of_a_course_is_anywhere(work: Work) -> None:
    course = filled(work)
    files = len(work.parts.files.stored())
    seen = "canari" in "".join(everything()).casefold()
    erase_courses(work.parts)
    untouched = tables.Course.select().where(tables.Course.id == course).exists()
    begun(course)
    gone = erase_courses(work.parts)
    versions = {row.id for row in tables.Version.select()}

    assert (seen, untouched, files, gone) == (True, True, 2, 1)
    assert "canari" not in "".join(everything()).casefold()
    assert work.parts.index.count(course, *range(1, 100)) == 0
    assert work.parts.files.stored() == []
    assert versions == set()
    assert [each.event for each in audit.listed()][-3:] == [
        "course_erased",
        "person_erased",
        "course_gone",
    ]


@pytest.mark.row("forgotten-4")
def test_nothing_of_other_courses_goes(work: Work) -> None:
    version = work.ready("El parcial es el lunes.")
    work.answered()
    before = everything(*AUDIT, "embedding")
    files = [name for name, _ in work.parts.files.stored()]
    begun(filled(work))
    erase_courses(work.parts)

    assert sorted(everything(*AUDIT, "embedding")) == sorted(before)
    assert [name for name, _ in work.parts.files.stored()] == files
    assert work.parts.index.count(work.course, version) == 1


@pytest.mark.row("forgotten-4")
def test_who_is_in_another_course_too_stays_with_what_they_asked_there(work: Work) -> None:
    course = filled(work)
    both = seeds.member(sub="canario", name="Canario")
    asked = seeds.answered(both, text="¿Y el recuperatorio?")
    told = course_erasing.belongings(course)
    begun(course)
    erase_courses(work.parts)

    assert (told.members, told.only_there) == (1, 0)
    assert [each.public_id for each in questions.listed(both[1], both[0])] == [asked.public_id]
    assert tables.Person.get_by_id(both[0]).name == "Canario"


@pytest.mark.row("forgotten-4")
def test_it_is_out_of_reach_at_once_and_a_launch_makes_an_empty_one(work: Work) -> None:
    course = filled(work)
    waiting = seeds.ask((tables.Person.get(tables.Person.sub == "canario").id, course))
    claimed = seeds.claim_question()
    begun(course)
    _, again = seeds.member(sub="canario", course="9")

    assert again != course
    assert sessions.find("token") is None
    with pytest.raises(LeaseLostError):
        seeds.record(claimed)
    assert waiting.public_id
    assert not tables.Question.select().where(tables.Question.course == again).exists()
    assert {row.state for row in tables.Version.select()} == {VersionState.DELETING}
    assert not tables.Delivery.select().where(tables.Delivery.state == "ready").exists()


@pytest.mark.row("forgotten-5")
def test_whatever_kills_it_the_next_one_goes_on(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(course_erasing, "AT_ONCE", 1)
    course = begun(filled(work, questions_of_each=3))

    def strike(at: CrashPoint) -> None:
        if at is CrashPoint.COURSE_GOING:
            raise Killed

    arm(strike)
    kills = 0
    while kills < 9:
        try:
            erase_courses(work.parts)
        except Killed:
            kills += 1
        else:
            break

    assert kills == 3
    assert not tables.Course.select().where(tables.Course.id == course).exists()
    assert "canari" not in "".join(everything()).casefold()


@pytest.mark.row("forgotten-5")
def test_what_was_on_its_way_when_it_began_goes_too(work: Work) -> None:
    course = begun(filled(work))
    work.course = course
    work.upload(text="# Canario\n\nA la vez.\n")
    erase_courses(work.parts)

    assert work.parts.files.stored() == []
    assert "canari" not in "".join(everything()).casefold()


@pytest.mark.row("forgotten-5")
def test_a_second_time_changes_nothing(work: Work) -> None:
    course = begun(filled(work))
    begun(course)
    erase_courses(work.parts)
    again = erase_courses(work.parts)

    assert again == 0
    assert [each.event for each in audit.listed()].count("course_erased") == 1
    with pytest.raises(NotFoundError):
        course_erasing.begin(course)


@pytest.mark.row("forgotten-4")
def test_copies_of_its_letters_go_and_no_others(work: Work) -> None:
    work.answered()
    tables.Delivery.update(message_id="<other@tool>").execute()
    course = begun(filled(work))
    rows = list(tables.Delivery.select().where(tables.Delivery.message_id.is_null()))
    for row in rows:
        tables.Delivery.update(message_id=f"<{row.id}@tool>").where(
            tables.Delivery.id == row.id
        ).execute()
    forgotten: list[str] = []
    erase_courses(work.given(forget_copies=forgotten.extend))

    assert rows
    assert sorted(forgotten) == sorted(f"<{row.id}@tool>" for row in rows)
    assert not tables.Course.select().where(tables.Course.id == course).exists()


def test_upkeep_goes_on_with_it(work: Work) -> None:
    course = begun(filled(work))
    tidy(work.parts)

    assert not tables.Course.select().where(tables.Course.id == course).exists()
