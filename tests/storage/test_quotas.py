import threading
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest
from peewee import chunked

from silabo.domain.answers import AnswerKind, Outcome, WhyQuoted
from silabo.domain.errors import QuotaError
from silabo.domain.questions import Caps, NewQuestion
from silabo.storage import database, questions, quotas
from silabo.storage.tables import CourseAsked, PersonAsked, Question
from tests import seeds

HOUR_MS = 3_600_000
WRITTEN = seeds.extractive(kind=AnswerKind.GENERATED)


def ask(who: tuple[int, int], caps: Caps, key: str) -> None:
    person, course = who
    new = NewQuestion(person, course, "¿Cuándo?", "es", key, letter=False)
    questions.ask(new, caps)


def age(ms: int) -> None:
    """Make every question older, and what was counted."""
    with database.connection():
        Question.update(asked_at=Question.asked_at - ms).execute()
        for table in (PersonAsked, CourseAsked):
            table.update(minute_at=table.minute_at - ms).execute()


def ask_all(who: list[tuple[int, int]], caps: Caps) -> list[str]:
    """Let all ask at the same moment; return the codes of the refusals."""
    refused: list[str] = []

    def attempt(number: int) -> None:
        try:
            ask(who[number], caps, str(number))
        except QuotaError as error:
            refused.append(error.code)
        database.close_all()

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(len(who))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads)
    return refused


@pytest.mark.parametrize(
    ("caps", "code", "about_s"),
    [
        (Caps(open=2), "questions_open", 60),
        (Caps(hour=2), "questions_for_now", 3600),
        (Caps(day=2), "questions_for_now", 86_400),
        (Caps(course_hour=2), "course_questions", 3600),
    ],
)
def test_beyond_a_cap_one_is_told_how_long_to_wait(
    db: str, caps: Caps, code: str, about_s: int
) -> None:
    who = seeds.member()
    ask(who, caps, "a")
    ask(who, caps, "b")
    with pytest.raises(QuotaError) as refused:
        ask(who, caps, "c")

    assert refused.value.code == code
    assert about_s - 60 <= refused.value.wait_s <= about_s
    assert Question.select().count() == 2


def test_the_same_request_again_is_beyond_no_cap(db: str) -> None:
    who = seeds.member()
    ask(who, Caps(open=1, hour=1), "a")
    ask(who, Caps(open=1, hour=1), "a")

    assert Question.select().count() == 1


def test_an_hour_later_there_is_room_again(db: str) -> None:
    who = seeds.member()
    ask(who, Caps(hour=1), "a")
    age(HOUR_MS + 1)
    ask(who, Caps(hour=1), "b")

    assert Question.select().count() == 2


def test_a_cap_of_one_person_is_nobody_elses(db: str) -> None:
    ask(seeds.member(sub="1"), Caps(open=1, hour=1, day=1), "a")
    ask(seeds.member(sub="2"), Caps(open=1, hour=1, day=1), "a")

    assert Question.select().count() == 2


@pytest.mark.parametrize(
    "caps", [Caps(open=3), Caps(hour=3), Caps(day=3), Caps(any_hour=3)], ids=repr
)
def test_of_many_requests_at_once_no_more_get_in_than_the_cap_lets(db: str, caps: Caps) -> None:
    who = seeds.member()
    refused = ask_all([who] * 12, caps)

    assert Question.select().count() == 3
    assert len(refused) == 9


@pytest.mark.parametrize("caps", [Caps(course_hour=3), Caps(course_any_hour=3)], ids=repr)
def test_a_whole_class_at_once_is_counted_to_the_question(db: str, caps: Caps) -> None:
    refused = ask_all([seeds.member(sub=str(number)) for number in range(12)], caps)

    assert Question.select().count() == 3
    assert refused == ["course_questions"] * 9


def test_of_many_requests_with_one_key_one_question_comes(db: str) -> None:
    who = seeds.member()
    failed: list[Exception] = []

    def attempt() -> None:
        try:
            ask(who, Caps(), "same")
        except Exception as error:  # noqa: BLE001 - the test looks at all of them
            failed.append(error)

    threads = [threading.Thread(target=attempt) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert not any(thread.is_alive() for thread in threads)
    assert failed == []
    assert Question.select().count() == 1


@pytest.mark.row("quotas-1")
@pytest.mark.parametrize("caps", [Caps(hour=3), Caps(day=3), Caps(any_hour=3)], ids=repr)
def test_who_asks_and_deletes_again_and_again_is_stopped_like_anybody(db: str, caps: Caps) -> None:
    who = seeds.member()
    for number in range(3):
        ask(who, caps, str(number))
        seeds.record(seeds.claim_question(), WRITTEN)
        questions.remove(who[1], who[0], Question.get().public_id)

    with pytest.raises(QuotaError):
        ask(who, caps, "once more")
    assert Question.select().count() == 0


@pytest.mark.row("quotas-1")
def test_a_course_counts_what_its_students_deleted(db: str) -> None:
    for number in range(3):
        who = seeds.member(sub=str(number))
        ask(who, Caps(course_hour=3), "a")
        seeds.record(seeds.claim_question(), WRITTEN)
        questions.remove(who[1], who[0], Question.get().public_id)

    with pytest.raises(QuotaError):
        ask(seeds.member(sub="late"), Caps(course_hour=3), "a")


@pytest.mark.row("quotas-2")
@pytest.mark.parametrize(
    ("outcome", "costs"),
    [
        (WRITTEN, True),
        (seeds.extractive(), False),
        (seeds.extractive(why_quoted=WhyQuoted.MODEL_AWAY), False),
        (seeds.extractive(why_quoted=WhyQuoted.QUEUE_LONG), False),
        (seeds.extractive(why_quoted=WhyQuoted.MODEL_SLOW), True),
        (seeds.extractive(why_quoted=WhyQuoted.DRAFT_REJECTED), True),
        (Outcome(AnswerKind.REPLY, "es", reply="reply_greeting"), False),
        (Outcome(AnswerKind.DECLINED, "es"), False),
        (seeds.extractive(kind=AnswerKind.CLOSEST), False),
    ],
    ids=[
        "written",
        "quoted",
        "away",
        "queue",
        "slow",
        "rejected",
        "greeting",
        "declined",
        "closest",
    ],
)
def test_only_what_a_model_was_asked_to_write_counts_against_the_narrow_limit(
    db: str, outcome: Outcome, costs: bool
) -> None:
    who = seeds.member()
    caps = Caps(hour=1, course_hour=1)
    ask(who, caps, "a")
    seeds.record(seeds.claim_question(), outcome)
    if costs:
        with pytest.raises(QuotaError):
            ask(who, caps, "b")
    else:
        ask(who, caps, "b")

    assert Question.select().count() == (1 if costs else 2)


def test_what_costs_little_is_not_counted_by_the_day(db: str) -> None:
    who = seeds.member()
    for number in range(3):
        ask(who, Caps(day=1), str(number))
        seeds.record(seeds.claim_question())

    assert Question.select().count() == 3


def test_nothing_is_given_back_of_a_minute_that_has_no_more(db: str) -> None:
    who = seeds.member()
    ask(who, Caps(), "a")
    seeds.change(PersonAsked, written=0)
    questions.remove(who[1], who[0], Question.get().public_id)

    assert [row.written for row in PersonAsked.select()] == [0]


@pytest.mark.row("quotas-2")
def test_what_costs_little_has_a_limit_too(db: str) -> None:
    who = seeds.member()
    caps = Caps(hour=1, any_hour=3)
    for number in range(3):
        ask(who, caps, str(number))
        seeds.record(seeds.claim_question())
    with pytest.raises(QuotaError) as refused:
        ask(who, caps, "once more")

    assert refused.value.code == "questions_for_now"


def test_a_question_whose_answer_is_still_open_counts_as_written(db: str) -> None:
    # Else ten that are asked at once would all pass before the first is written.
    who = seeds.member()
    ask(who, Caps(hour=1), "a")

    with pytest.raises(QuotaError):
        ask(who, Caps(hour=1), "b")


def test_a_question_that_is_cancelled_before_anybody_took_it_costs_nothing(db: str) -> None:
    who = seeds.member()
    caps = Caps(hour=1, any_hour=2)
    for key in ("a", "b"):
        ask(who, caps, key)
        questions.remove(who[1], who[0], questions.listed(who[1], who[0])[0].public_id)
    with pytest.raises(QuotaError):
        ask(who, caps, "c")

    assert [row.written for row in PersonAsked.select()] == [0]


def test_a_question_that_is_deleted_while_a_model_writes_is_not_given_back(db: str) -> None:
    who = seeds.member()
    ask(who, Caps(hour=1), "a")
    seeds.claim_question()
    questions.remove(who[1], who[0], Question.get().public_id)

    with pytest.raises(QuotaError):
        ask(who, Caps(hour=1), "b")


def test_who_is_refused_is_not_counted(db: str) -> None:
    who = seeds.member()
    ask(who, Caps(hour=1), "a")
    with pytest.raises(QuotaError):
        ask(who, Caps(hour=1), "b")

    assert [row.questions for row in PersonAsked.select()] == [1]
    assert [row.questions for row in CourseAsked.select()] == [1]


def test_the_wait_ends_when_the_oldest_grows_out_of_the_hour(db: str) -> None:
    who = seeds.member()
    ask(who, Caps(), "a")
    age(HOUR_MS * 2 // 3)
    ask(who, Caps(), "b")
    with pytest.raises(QuotaError) as refused:
        ask(who, Caps(hour=2), "c")

    assert 19 * 60 <= refused.value.wait_s <= 20 * 60


def test_minutes_of_past_days_are_forgotten(db: str) -> None:
    ask(seeds.member(sub="1"), Caps(), "a")
    age(25 * HOUR_MS)
    ask(seeds.member(sub="2"), Caps(), "a")
    gone, none = quotas.sweep(), quotas.sweep()

    assert (gone, none) == (2, 0)
    assert PersonAsked.select().count() == CourseAsked.select().count() == 1


@pytest.mark.row("quotas-3")
def test_asking_costs_the_same_among_thousands_of_finished_questions(
    empty_database: Path, tmp_path: Path
) -> None:
    path = tmp_path / "silabo.sqlite"
    path.write_bytes(empty_database.read_bytes())
    database.bind(f"sqlite:///{path}")
    who = seeds.member()
    finish(who, 10)
    among_ten = steps_of_asking(who)
    finish(who, 5000)
    among_thousands = steps_of_asking(who)
    database.close_all()

    assert among_thousands < 1.5 * among_ten


def finish(who: tuple[int, int], count: int) -> None:
    """Keep so many answered questions of this hour."""
    now = database.now_ms()
    rows = [
        {
            "public_id": str(uuid4()),
            "person": who[0],
            "course": who[1],
            "idempotency_key": str(uuid4()),
            "text": "¿Cuándo?",
            "language": "es",
            "state": "answered",
            "asked_at": now - number % HOUR_MS,
        }
        for number in range(count)
    ]
    with database.connection(), database.database.atomic():
        for batch in chunked(rows, 500):
            Question.insert_many(batch).execute()


def steps_of_asking(who: tuple[int, int]) -> int:
    """How many instructions SQLite's machine takes for one question, in tens."""
    steps = count(1)
    with database.connection():
        ask(who, Caps(), str(uuid4()))  # the minute has its row, and the connection its schema
        database.database.connection().set_progress_handler(lambda: next(steps) * 0, 10)
        ask(who, Caps(open=100, hour=100, day=200, course_hour=9000), str(uuid4()))
    return next(steps)
