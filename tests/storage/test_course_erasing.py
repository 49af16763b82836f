"""What of a course is in the database goes with it, on every database."""

import pytest

from silabo.domain.errors import NotFoundError
from silabo.storage import audit, course_erasing, courses, merging, tables, versions
from tests import seeds
from tests.storage.test_erasing import ASKED, everything, named


def forget(course: int) -> bool:
    """Everything but index and files."""
    course_erasing.stop(course)
    while found := versions.claim_removal():
        versions.forget(found[0])
    while numbers := course_erasing.next_letters(course)[0]:
        course_erasing.forget_questions(numbers)
    for public_id in course_erasing.next_persons(course):
        course_erasing.erase_person(course, public_id)
    while course_erasing.forget_launches(course):
        pass
    return course_erasing.finish(course)


@pytest.mark.row("forgotten-4")
def test_a_course_goes_and_the_other_stays(db: str) -> None:
    other = seeds.member(sub="4")
    seeds.ready(other[1], "El parcial es el lunes.")
    seeds.answered(other, text="¿Dónde es el parcial?")
    before = sorted(each for each in everything())
    who = seeds.member(sub="canary", course="9", course_title="Canary")
    seeds.ready(who[1], "The canary sings.", name="Canary.md")
    seeds.answered(who, text=ASKED)
    told = course_erasing.belongings(who[1])
    public_id = course_erasing.begin(who[1])
    gone = forget(who[1])
    after = sorted(everything())
    audit.seal()

    assert (told.documents, told.files, told.passages, told.questions) == (1, 1, 1, 1)
    assert (told.answers, told.letters, told.members, told.only_there) == (1, 1, 1, 1)
    assert gone
    assert public_id
    assert "canary" not in "".join(after).casefold()
    assert [value for value in before if value not in after] == []
    assert [each.id for each in courses.listed()] == [other[1]]
    assert audit.verify().broken is None


@pytest.mark.row("forgotten-4")
def test_a_course_stays_while_something_of_it_is_in_the_index(db: str) -> None:
    _, course = seeds.member()
    seeds.ready(course, "El parcial es el lunes.")
    course_erasing.begin(course)
    finished = course_erasing.finish(course)

    assert not finished
    assert course_erasing.going() == [course]
    assert courses.listed()[0].going


def test_an_account_that_was_joined_into_another_is_nobody_of_its_own(db: str) -> None:
    old, new = seeds.member(sub="40"), seeds.member(sub="41")
    seeds.answered(old)
    merging.merge(named(old), named(new))
    course_erasing.begin(new[1])
    forget(new[1])

    assert tables.Person.select().count() == 0


def test_who_is_in_another_course_by_an_account_that_was_joined_stays(db: str) -> None:
    old, new = seeds.member(sub="40", course="9"), seeds.member(sub="41")
    merging.merge(named(old), named(new))
    seeds.member(sub="40", course="9")  # the LMS still lets the old account in
    told = course_erasing.belongings(new[1]).only_there
    course_erasing.begin(new[1])
    forget(new[1])

    assert told == 0
    assert tables.Person.select().count() == 2


def test_who_came_into_another_course_meanwhile_stays(db: str) -> None:
    who = seeds.member()
    (public_id,) = course_erasing.next_persons(who[1])
    seeds.member(course="9")
    went = course_erasing.erase_person(who[1], public_id)

    assert went == ()
    assert named(who) == public_id


def test_a_course_that_is_not_there_is_not_found(db: str) -> None:
    for function in (course_erasing.belongings, course_erasing.begin):
        with pytest.raises(NotFoundError):
            function(99)
