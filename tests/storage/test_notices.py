"""Which instructors are owed the daily letter, and what it tells."""

from dataclasses import replace

import pytest

from silabo.domain.answers import AnswerKind, Outcome, Sentence
from silabo.domain.deliveries import ClaimedDelivery, CourseNews
from silabo.domain.people import Role
from silabo.domain.reviews import CopyDoubt, DecisionKind, NewDecision
from silabo.storage import (
    decisions,
    deliveries,
    documents,
    notices,
    people,
    questions,
    versions,
)
from silabo.storage.database import now_ms
from silabo.storage.tables import (
    Answer,
    Course,
    CourseRole,
    Decision,
    Delivery,
    Person,
    Question,
    Version,
)
from tests import seeds

HOUR_MS = 3_600_000
DECLINED = seeds.extractive(kind=AnswerKind.DECLINED, sentences=(), citations=())
DAY_MS = 24 * HOUR_MS


@pytest.fixture
def marta(db: None) -> tuple[int, int]:
    """An instructor, in whose course it is day."""
    who = seeds.member(sub="9", role=Role.INSTRUCTOR, email="marta@example.org")
    daytime()
    return who


def daytime(hour: int = 12) -> None:
    """Let it be this hour in every course."""
    ahead = (hour - (now_ms() // HOUR_MS)) % 24
    # Etc/GMT-5 is five hours east of Greenwich (IANA tz database, file etcetera); -14 is the last.
    zone = f"Etc/GMT-{ahead}" if ahead <= 14 else f"Etc/GMT+{24 - ahead}"
    seeds.change(Course, time_zone=zone)


def reject(who: tuple[int, int], name: str, age_ms: int = 2 * HOUR_MS) -> None:
    """A document that could not be read, so old."""
    documents.add(who[1], seeds.upload(name))
    versions.reject(seeds.claim_version(), "encrypted", {})
    age(age_ms)


def decline(who: tuple[int, int]) -> None:
    """A question of two hours ago to which the documents say nothing."""
    answered(who, seeds.extractive(kind=AnswerKind.DECLINED, sentences=(), citations=()))


def answered(who: tuple[int, int], outcome: Outcome) -> None:
    """A question that got this answer two hours ago."""
    seeds.answered(who, outcome, letter=False)
    age()


def age(by_ms: int = 2 * HOUR_MS) -> None:
    """Let what has just been made be so old."""
    now = now_ms()
    for table in (Version, Answer):
        young = table.created_at > now - 60_000
        table.update(created_at=now - by_ms).where(young).execute()


def a_day_passes() -> None:
    for row in Delivery.select():
        Delivery.update(created_at=row.created_at - DAY_MS, key=f"{row.key}-yesterday").where(
            Delivery.id == row.id
        ).execute()
    for table in (Version, Answer):
        table.update(created_at=table.created_at - DAY_MS).execute()


def claim() -> ClaimedDelivery | None:
    return deliveries.claim(seeds.WORKER)


def told(claimed: ClaimedDelivery) -> CourseNews:
    """What a letter counts, without the questions that it names."""
    assert claimed.news is not None
    return replace(claimed.news, questions=())


def test_what_may_not_be_answered_is_counted_apart(marta: tuple[int, int]) -> None:
    decline(marta)
    answered(marta, seeds.extractive(kind=AnswerKind.CLOSEST))
    answered(marta, seeds.extractive())
    notices.owe_notices()
    claimed = claim()

    assert claimed is not None
    assert told(claimed) == CourseNews((), unanswered=1, unsure=1)


def test_one_question_that_may_not_be_answered_is_news(marta: tuple[int, int]) -> None:
    answered(marta, seeds.extractive(kind=AnswerKind.CLOSEST))

    assert notices.owe_notices() == 1


def test_what_could_not_be_read_and_what_found_no_answer_is_told(marta: tuple[int, int]) -> None:
    reject(marta, "Programa.pdf")
    decline(marta)
    decline(marta)
    owed = notices.owe_notices()
    claimed = claim()

    assert owed == 1
    assert claimed is not None
    assert (claimed.kind, claimed.recipient) == ("notice", "marta@example.org")
    assert told(claimed) == CourseNews(("Programa",), unanswered=2)
    assert (claimed.course_title, claimed.language) == ("Álgebra Lineal I", "es")
    assert claimed.stop_token


def test_a_course_without_news_is_left_in_peace(marta: tuple[int, int]) -> None:
    seeds.ready(marta[1], "Uno.")
    seeds.answered(marta, letter=False)
    age()

    assert notices.owe_notices() == 0


def test_one_letter_a_day_and_nothing_twice(marta: tuple[int, int]) -> None:
    reject(marta, "Programa.pdf")
    owed = [notices.owe_notices(), notices.owe_notices()]
    a_day_passes()
    owed.append(notices.owe_notices())
    decline(marta)
    owed.append(notices.owe_notices())
    claim()
    second = claim()

    assert owed == [1, 0, 0, 1]
    assert second is not None
    assert told(second) == CourseNews((), unanswered=1)


def test_what_is_younger_than_an_hour_may_still_be_mended(marta: tuple[int, int]) -> None:
    reject(marta, "Programa.pdf", age_ms=HOUR_MS // 2)

    assert notices.owe_notices() == 0


def test_nobody_is_written_to_at_night(marta: tuple[int, int]) -> None:
    reject(marta, "Programa.pdf")
    daytime(hour=3)
    at_night = notices.owe_notices()
    daytime(hour=7)

    assert (at_night, notices.owe_notices()) == (0, 1)


@pytest.mark.parametrize(
    ("sub", "changes"),
    [
        ("9", {"role": Role.LEARNER}),
        ("9", {"role": Role.SUPPORT}),
        ("9", {"role": Role.INSTRUCTOR, "email": ""}),
        ("8", {"role": Role.INSTRUCTOR, "course": "another"}),
    ],
)
def test_only_who_teaches_the_course_and_has_an_address_is_told(
    db: None, sub: str, changes: dict[str, str]
) -> None:
    seeds.member(sub=sub, **changes)
    ana = seeds.member()
    daytime()
    reject(ana, "Programa.pdf")

    assert notices.owe_notices() == 0


def test_who_teaches_no_more_gets_no_letter_that_was_owed(marta: tuple[int, int]) -> None:
    reject(marta, "Programa.pdf")
    notices.owe_notices()
    seeds.change(CourseRole, name=Role.LEARNER)

    assert claim() is None
    assert Delivery.get().state == "suppressed"


def test_what_was_mended_meanwhile_is_not_told(marta: tuple[int, int]) -> None:
    reject(marta, "Programa.pdf")
    notices.owe_notices()
    documents.remove(marta[1], seeds.document_of(Version.get().id))

    assert claim() is None


def test_the_link_in_a_letter_ends_notices_and_a_choice_begins_them(
    marta: tuple[int, int],
) -> None:
    reject(marta, "Programa.pdf")
    notices.owe_notices()
    claimed = claim()
    assert claimed is not None
    people.stop_letters(claimed.stop_token)
    a_day_passes()
    decline(marta)
    stopped = notices.owe_notices()
    people.remember_notices(marta[0], wanted=True)

    assert (stopped, Person.get().notices) == (0, True)
    assert notices.owe_notices() == 1


def test_a_letter_names_the_questions_those_first_that_were_handed_over(
    marta: tuple[int, int],
) -> None:
    decline(marta)
    ana = seeds.member(sub="3")
    daytime()  # the launch has told the course's own zone again, where it may be night
    asked = seeds.answered(ana, DECLINED, letter=False, text="¿Hay lugar?")
    age()
    questions.hand_over(ana[1], ana[0], asked.public_id)
    seeds.change(Delivery, state="suppressed")
    notices.owe_notices()
    claimed = claim()

    assert claimed is not None
    assert told(claimed) == CourseNews((), unanswered=1, handed=1)
    assert claimed.news is not None
    assert [each.text for each in claimed.news.questions] == [
        "¿Hay lugar?",
        "¿Cuándo es el parcial?",
    ]


def test_what_was_decided_since_is_no_news(marta: tuple[int, int]) -> None:
    decline(marta)
    question = Question.get().public_id
    notices.owe_notices()
    decisions.decide(marta[1], marta[0], question, NewDecision(DecisionKind.DISMISSED))

    assert claim() is None


def test_what_was_only_copied_in_doubt_since_is_news_still(marta: tuple[int, int]) -> None:
    decline(marta)
    question = Question.get().public_id
    notices.owe_notices()
    said = NewDecision(DecisionKind.PUBLISHED, (Sentence("El 3 de mayo.", ()),))
    decisions.decide(marta[1], marta[0], question, said)
    seeds.change(Decision, doubt=CopyDoubt.DATED)

    assert claim() is not None


@pytest.fixture
def at_once(marta: tuple[int, int]) -> tuple[int, int]:
    people.remember_notices(marta[0], wanted=True, at_once=True)
    return marta


def hand_over(sub: str) -> None:
    who = seeds.member(sub=sub, email=f"{sub}@example.org")
    asked = seeds.answered(who, DECLINED, letter=False, text=f"¿Hay lugar {sub}?")
    questions.hand_over(who[1], who[0], asked.public_id)


def test_who_wants_to_be_told_at_once_is_and_the_others_tomorrow(
    at_once: tuple[int, int],
) -> None:
    seeds.member(sub="8", role=Role.INSTRUCTOR, email="luis@example.org")
    hand_over("3")
    claimed = claim()

    assert claimed is not None
    assert claimed.recipient == "marta@example.org"
    assert told(claimed) == CourseNews((), unanswered=0, handed=1)
    assert claim() is None


def test_a_hundred_questions_at_once_are_two_letters(at_once: tuple[int, int]) -> None:
    hand_over("3")
    first = claim()
    assert first is not None
    deliveries.mark_sent(first)
    seeds.change(Question, handed_at=now_ms() - 2000)
    seeds.change(Delivery, created_at=now_ms() - 1000)
    for number in range(5):
        hand_over(f"a{number}")
    too_soon = claim()
    waits = Delivery.select().where(Delivery.state == "ready").count()
    seeds.due(Delivery)
    second = claim()

    assert too_soon is None
    assert waits == 1
    assert second is not None
    assert told(second) == CourseNews((), unanswered=0, handed=5)
