"""Who may let one course take over from another, and how long a copy lives."""

from dataclasses import replace
from uuid import uuid4

import pytest

from silabo.domain.copies import CopyState, CopyWish
from silabo.domain.documents import Quota
from silabo.domain.errors import LeaseLostError, NotFoundError, ToolError
from silabo.domain.people import Role
from silabo.storage import (
    copy_steps,
    copyable,
    course_copies,
    course_erasing,
    documents,
    merging,
    people,
    person_exports,
    tables,
)
from silabo.storage.database import connection
from tests import seeds
from tests.copies import (
    DAY,
    LAST_YEAR,
    RULE,
    THIS_YEAR,
    Courses,
    claimed,
    opened,
    read_what_waits,
    step,
)


@pytest.fixture
def courses(db: None) -> Courses:
    return Courses()


def test_a_lease_that_lapsed_changes_nothing_and_the_next_claim_goes_on(courses: Courses) -> None:
    seeds.ready(courses.last, RULE, name="Programa.md")
    seeds.ready(courses.last, DAY, name="Fechas.md")
    courses.begin(documents=courses.documents())
    late = claimed()
    (public_id, upload) = copy_steps.next_document(late) or ("", None)
    assert upload is not None
    seeds.overdue(tables.CourseCopy)
    course_copies.sweep()
    step()
    with pytest.raises(LeaseLostError):
        copy_steps.keep_document(
            late, public_id, replace(upload, version=str(uuid4())), quota=Quota()
        )
    while step():
        read_what_waits()

    assert sorted(each.file_name for each in documents.listed(courses.new)) == [
        "Fechas.md",
        "Programa.md",
    ]


@pytest.mark.row("copy-5")
def test_who_lost_a_role_between_two_steps_copies_nothing_more(courses: Courses) -> None:
    seeds.ready(courses.last, RULE)
    courses.begin(documents=courses.documents(), answers=True)
    taken = claimed()
    (public_id, upload) = copy_steps.next_document(taken) or ("", None)
    assert upload is not None
    seeds.member("5", LAST_YEAR, role=Role.LEARNER)
    with pytest.raises(NotFoundError):
        copy_steps.keep_document(taken, public_id, upload, quota=Quota())
    course_copies.refuse(taken)
    copied = course_copies.last(courses.new)

    assert documents.listed(courses.new) == []
    assert copied is not None
    assert (copied.state, copied.left) == (CopyState.REFUSED, 0)
    assert step() is None


@pytest.mark.parametrize("role", [Role.LEARNER, Role.SUPPORT, Role.VIEWER])
def test_only_who_is_an_instructor_now_is_shown_a_course_and_may_copy_it(
    courses: Courses, role: Role
) -> None:
    before = copyable.taught(courses.session)
    seeds.member("5", LAST_YEAR, role=role)

    assert [each.public_id for each in before] == [courses.source]
    assert copyable.taught(courses.session) == []
    with pytest.raises(NotFoundError):
        copyable.of_course(courses.session, courses.source)
    with pytest.raises(NotFoundError):
        courses.begin(settings=True)


@pytest.mark.row("copy-5")
def test_who_became_a_student_of_the_new_course_copies_nothing_into_it(courses: Courses) -> None:
    seeds.member("5", THIS_YEAR, role=Role.LEARNER)

    with pytest.raises(NotFoundError):
        courses.begin(settings=True)


@pytest.mark.row("copy-5")
def test_a_course_of_another_platform_or_of_somebody_else_is_none(courses: Courses) -> None:
    elsewhere = seeds.platform("https://other.example")
    foreign = seeds.identity(elsewhere, sub="5", context_id="9", role=Role.INSTRUCTOR)
    _, theirs = people.admit(foreign, language="es", time_zone="UTC")
    _, others = seeds.member("6", "8", role=Role.INSTRUCTOR)
    for course in (theirs, others):
        with connection():
            source = str(tables.Course.get_by_id(course).public_id)
        with pytest.raises(NotFoundError):
            course_copies.begin(courses.session, CopyWish(source, settings=True))

    assert [each.public_id for each in copyable.taught(courses.session)] == [courses.source]


def test_a_document_of_a_third_course_is_not_copied_by_naming_it(courses: Courses) -> None:
    _, third = seeds.member("6", "8", role=Role.INSTRUCTOR)
    foreign = seeds.document_of(seeds.ready(third, DAY))

    with pytest.raises(NotFoundError):
        courses.begin(documents=(foreign,))


def test_one_copy_at_a_time_and_none_of_nothing(courses: Courses) -> None:
    with pytest.raises(ToolError, match="nothing_to_copy"):
        courses.begin()
    courses.begin(settings=True)
    with pytest.raises(ToolError, match="copying_already"):
        courses.begin(settings=True)
    while step():
        pass
    courses.begin(settings=True)

    with connection():
        assert tables.CourseCopy.select().count() == 1


def test_a_course_that_the_lms_names_is_offered_first(courses: Courses) -> None:
    seeds.member("5", "3", role=Role.INSTRUCTOR)
    session = opened(courses.person, courses.new, activity={"history": [LAST_YEAR]})

    assert [each.offered for each in copyable.taught(session)] == [True, False]
    assert copyable.taught(session)[0].public_id == courses.source


def test_a_copy_goes_with_its_courses_and_follows_its_person(courses: Courses) -> None:
    courses.begin(settings=True)
    with connection():
        old = tables.Person.get_by_id(courses.person).public_id
    kept = person_exports.export(old)["copies"]
    new, _ = seeds.member("55", THIS_YEAR, role=Role.INSTRUCTOR)
    with connection():
        other = tables.Person.get_by_id(new).public_id
    merging.merge(old, other)
    with connection():
        owners = [row.person_id for row in tables.CourseCopy.select()]
    course_erasing.begin(courses.last)

    assert [each["state"] for each in kept] == ["ready"]
    assert owners == [new]
    with connection():
        assert tables.CourseCopy.select().count() == 0


def test_a_step_that_breaks_often_enough_gives_the_copy_up(courses: Courses) -> None:
    courses.begin(settings=True)
    states = []
    for _ in range(course_copies.MAX_ATTEMPTS):
        seeds.due(tables.CourseCopy)
        states.append(course_copies.give_back(claimed(), "broken", 0.5))

    assert states == [CopyState.READY, CopyState.READY, CopyState.FAILED]
    courses.begin(settings=True)  # it can be begun again
