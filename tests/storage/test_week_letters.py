"""Who is owed the letter with the figures of a week, when, and what it counts."""

from datetime import UTC, date, datetime, timedelta

import pytest

from silabo.domain.answers import AnswerKind
from silabo.domain.clock import to_ms
from silabo.domain.crash import CrashPoint
from silabo.domain.deliveries import ClaimedDelivery, DeliveryKind
from silabo.domain.people import Role
from silabo.domain.reports import WeekReport
from silabo.domain.retention import Retention
from silabo.storage import (
    courses,
    deliveries,
    invariants,
    people,
    person_exports,
    questions,
    reports,
    retention,
    week_letters,
)
from silabo.storage.tables import Course, CourseRole, Delivery, Person, Question
from tests import seeds
from tests.storage.killing import killed_at

ROOT = "root@tool.example"
MONDAY = datetime(2026, 11, 30, 12, tzinfo=UTC)
LATE = timedelta(days=1)


@pytest.fixture
def marta(db: str) -> tuple[int, int]:
    """Who teaches a course in which Ana asked two questions on Wednesday, one answered."""
    who = seeds.member(sub="9", role=Role.INSTRUCTOR, email="marta@example.org")
    ana = seeds.member()
    seeds.change(Course, time_zone="UTC")
    seeds.answered(ana, seeds.extractive(kind=AnswerKind.DECLINED), letter=False)
    seeds.ask(ana, "¿Dónde?", letter=False)
    asked(MONDAY - timedelta(days=5))
    return who


def asked(at: datetime) -> None:
    """Let every question have been asked then."""
    seeds.change(Question, asked_at=to_ms(at))


def owe(*addresses: str, now: datetime = MONDAY, zone: str = "UTC") -> int:
    return week_letters.owe_weeks(addresses, zone, now)


def claim() -> ClaimedDelivery | None:
    return deliveries.claim(seeds.WORKER)


def week() -> WeekReport:
    """The figures of the next letter."""
    claimed = claim()
    assert claimed is not None
    assert claimed.week is not None
    return claimed.week


def test_who_teaches_and_administrators_are_told_of_the_week_that_is_over(
    marta: tuple[int, int],
) -> None:
    owed = owe(ROOT)
    first, second = claim(), claim()

    assert owed == 2
    assert first is not None
    assert second is not None
    assert (first.kind, first.recipient, first.language) == ("week", "marta@example.org", "es")
    assert first.stop_token
    assert (second.kind, second.recipient, second.course) == ("week", ROOT, "")
    for each in (first.week, second.week):
        assert each is not None
        assert (each.first, each.last) == (date(2026, 11, 23), date(2026, 11, 29))
        assert (each.report.asked, each.report.open, each.report.met.persons) == (2, 1, 1)
        assert each.report.answered[AnswerKind.DECLINED] == 1


def test_the_figures_are_those_of_the_report(marta: tuple[int, int]) -> None:
    owe()
    told = dict(reports.rows(week().report))
    since = to_ms(datetime(2026, 11, 23, tzinfo=UTC))
    reported = dict(reports.rows(reports.report(since, marta[1])))
    letters = {name for name in told if name.startswith("letters_")}

    # The letter itself is of the day after the week.
    assert {name: told[name] for name in told.keys() - letters} == {
        name: reported[name] for name in reported.keys() - letters
    }


@pytest.mark.parametrize(
    ("asked_at", "counted"),
    [
        (datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 23, tzinfo=UTC), True),
        (datetime(2026, 11, 29, 23, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 30, tzinfo=UTC), False),
    ],
)
def test_a_week_begins_and_ends_at_midnight_before_monday(
    marta: tuple[int, int], asked_at: datetime, counted: bool
) -> None:
    asked(asked_at)

    assert owe(ROOT) == (2 if counted else 0)


@pytest.mark.parametrize(
    ("zone", "now", "owed"),
    [
        ("UTC", MONDAY.replace(hour=7), 1),
        ("UTC", MONDAY.replace(hour=6, minute=59), 0),
        ("UTC", MONDAY - LATE, 0),
        ("UTC", MONDAY + LATE, 0),
        ("UTC", MONDAY.replace(hour=23, minute=59), 1),
        ("America/Lima", MONDAY.replace(hour=11, minute=59), 0),
        ("America/Lima", MONDAY, 1),
        ("America/Lima", MONDAY + timedelta(hours=16), 1),
        ("Pacific/Auckland", MONDAY - timedelta(hours=17), 1),
    ],
)
def test_it_is_monday_and_day_where_the_course_is(
    marta: tuple[int, int], zone: str, now: datetime, owed: int
) -> None:
    seeds.change(Course, time_zone=zone)

    assert owe(now=now) == owed


def test_administrators_have_the_monday_of_the_server(marta: tuple[int, int]) -> None:
    seeds.change(CourseRole, name=Role.LEARNER)
    early = MONDAY.replace(hour=6)

    assert owe(ROOT, now=early) == 0
    assert owe(ROOT, now=early, zone="Europe/Madrid") == 1


def test_where_the_clock_is_put_back_a_week_is_an_hour_longer(marta: tuple[int, int]) -> None:
    # Madrid leaves summer time on 25 October 2026, a Sunday.
    seeds.change(Course, time_zone="Europe/Madrid")
    asked(datetime(2026, 10, 18, 22, 0, tzinfo=UTC))
    first = owe(now=datetime(2026, 10, 26, 12, tzinfo=UTC))
    seeds.change(Delivery, state="suppressed", created_at=1)
    Delivery.update(key="another").execute()
    asked(datetime(2026, 10, 18, 21, 59, tzinfo=UTC))

    assert first == 1
    assert owe(now=datetime(2026, 10, 26, 12, tzinfo=UTC)) == 0


def test_each_is_told_once_however_often_it_is_looked_and_again_a_week_later(
    marta: tuple[int, int],
) -> None:
    owed = [owe(ROOT), owe(ROOT), owe(ROOT, now=MONDAY + timedelta(hours=3))]
    asked(MONDAY + timedelta(days=2))
    seeds.change(Delivery, created_at=to_ms(MONDAY))
    later = owe(ROOT, now=MONDAY + timedelta(days=7))

    assert owed == [2, 0, 0]
    assert later == 2


def test_of_many_killed_workers_each_letter_is_owed_once(marta: tuple[int, int]) -> None:
    other = seeds.member(sub="9", course="another", role=Role.INSTRUCTOR, email="marta@example.org")
    seeds.ask(seeds.member(course="another"), letter=False)
    seeds.member(sub="10", role=Role.INSTRUCTOR, email="luis@example.org")
    seeds.change(Course, time_zone="UTC")
    asked(MONDAY - timedelta(days=5))
    deaths = killed_at(CrashPoint.WEEK_WRITTEN, 3, lambda: owe(ROOT))
    found = [(each.person_id, each.course_id, each.address) for each in Delivery.select()]

    assert deaths == 3
    assert len(found) == len(set(found)) == 4
    assert {course for _, course, _ in found} == {marta[1], other[1], None}
    assert invariants.broken() == []


def test_nobody_is_told_of_a_week_in_which_nobody_asked(marta: tuple[int, int]) -> None:
    for each in list(Question.select()):
        questions.remove(marta[1], each.person_id, each.public_id)

    assert owe(ROOT) == 0


@pytest.mark.parametrize("leaves", ["never", "learner", "gone", "deleted"])
def test_who_wants_no_letter_or_teaches_no_more_gets_none(
    marta: tuple[int, int], leaves: str
) -> None:
    owed = owe()
    if leaves == "never":
        people.remember_notices(marta[0], wanted=False)
    if leaves == "learner":
        seeds.change(CourseRole, name=Role.LEARNER)
    if leaves == "gone":
        Person.update(email="").where(Person.id == marta[0]).execute()
    if leaves == "deleted":
        for each in list(Question.select()):
            questions.remove(marta[1], each.person_id, each.public_id)

    assert owed == 1
    assert claim() is None
    assert owe() == 0


def test_who_is_told_at_once_gets_the_week_too(marta: tuple[int, int]) -> None:
    people.remember_notices(marta[0], wanted=True, at_once=True)

    assert owe() == 1


def test_another_zone_meanwhile_changes_nothing_of_the_week(marta: tuple[int, int]) -> None:
    owe()
    courses.choose_zone(marta[1], "Pacific/Auckland", default="UTC")
    told = week()

    assert (told.first, told.last, told.report.asked) == (date(2026, 11, 23), date(2026, 11, 29), 2)


def test_a_sent_letter_is_in_the_copy_of_its_reader_and_goes_by_its_age(
    marta: tuple[int, int],
) -> None:
    for weeks in (0, 1):
        asked(MONDAY + timedelta(days=7 * weeks - 5))
        owe(now=MONDAY + timedelta(days=7 * weeks))
        claimed = claim()
        assert claimed is not None
        deliveries.mark_sent(claimed)
        seeds.change(Delivery, created_at=to_ms(MONDAY) - (9 - weeks) * 86_400_000)
    person = Person.get_by_id(marta[0]).public_id
    copied = person_exports.letters(person)
    seeds.change(Delivery, created_at=1)
    due = retention.letters_due(Retention(letters=1), 0)

    assert [each.kind for each in copied] == [DeliveryKind.WEEK] * 2
    assert len(due.rows) == 1
