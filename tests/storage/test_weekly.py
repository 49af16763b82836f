"""The figures of a course week by week: the same on every database."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from silabo.domain.answers import AnswerKind
from silabo.storage import questions, reports, weekly
from silabo.storage.database import now_ms
from silabo.storage.tables import Answer, Question
from tests import seeds

_DAY_MS = 86_400_000


def test_each_question_counts_once_in_the_week_in_which_it_was_asked(db: str) -> None:
    who = seeds.member()
    seeds.answered(seeds.member(course="9"))
    old = seeds.answered(who)
    seeds.answered(who, seeds.extractive(kind=AnswerKind.CLOSEST), text="¿Dónde?")
    seeds.answered(who, seeds.extractive(kind=AnswerKind.REPLY), text="Hola")
    seeds.ask(who, "¿Quién?")
    questions.remove(who[1], who[0], seeds.ask(who, "¿Cuánto?").public_id)
    seeds.change(Question, asked_at=now_ms())
    Question.update(asked_at=now_ms() - 7 * _DAY_MS).where(
        Question.public_id == old.public_id
    ).execute()
    found = weekly.weeks(who[1], "UTC", 3)

    assert [week.asked for week in found] == [0, 1, 2]
    assert (found[1].answered, found[2].closest, found[2].without) == (1, 1, 1)
    assert all(week.first.weekday() == 0 for week in found)
    assert found[1].first - found[0].first == timedelta(weeks=1)


def test_a_week_begins_on_monday_where_the_course_is(db: str) -> None:
    who = seeds.member()
    seeds.answered(who)
    now = datetime.now(UTC)
    monday = (now - timedelta(days=now.weekday())).replace(hour=0, minute=1)
    seeds.change(Question, asked_at=int(monday.timestamp() * 1000))

    assert [week.asked for week in weekly.weeks(who[1], "UTC", 2)] == [0, 1]
    assert [week.asked for week in weekly.weeks(who[1], "America/Lima", 2)] == [1, 0]


def test_a_question_that_was_answered_again_is_its_newest_answer(db: str) -> None:
    who = seeds.member()
    seeds.answered(who, seeds.extractive(kind=AnswerKind.DECLINED))
    first = Answer.select().dicts().get()
    del first["id"]
    Answer.create(
        **first | {"public_id": str(uuid4()), "revision": 2, "kind": AnswerKind.EXTRACTIVE}
    )
    (week,) = weekly.weeks(who[1], "UTC", 1)

    assert (week.asked, week.answered) == (1, 1)


def test_the_period_begins_when_its_first_week_does(db: str) -> None:
    who = seeds.member()
    seeds.answered(who)
    began = weekly.since_ms("America/Lima", 2)
    seeds.change(Question, asked_at=began)

    assert [week.asked for week in weekly.weeks(who[1], "America/Lima", 2)] == [1, 0]
    assert reports.experience(began, who[1]).persons == 1
    seeds.change(Question, asked_at=began - 1)

    assert [week.asked for week in weekly.weeks(who[1], "America/Lima", 2)] == [0, 0]
    assert reports.experience(began, who[1]).persons == 0


def test_a_question_of_a_clock_that_is_ahead_is_of_the_newest_week(db: str) -> None:
    who = seeds.member()
    seeds.ask(who)
    seeds.change(Question, asked_at=now_ms() + 8 * _DAY_MS)

    assert [week.asked for week in weekly.weeks(who[1], "UTC", 2)] == [0, 1]
