import threading

import pytest

from silabo.domain.errors import QuotaError
from silabo.domain.questions import Caps, NewQuestion
from silabo.storage import database, questions
from silabo.storage.tables import Question
from tests import seeds

HOUR_MS = 3_600_000


def ask(who: tuple[int, int], caps: Caps, key: str) -> None:
    person, course = who
    new = NewQuestion(person, course, "¿Cuándo?", "es", key, letter=False)
    questions.ask(new, caps)


def age(ms: int) -> None:
    """Make every question older."""
    with database.connection():
        Question.update(asked_at=Question.asked_at - ms).execute()


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


def test_of_many_requests_at_once_no_more_get_in_than_the_cap_lets(db: str) -> None:
    who = seeds.member()
    refused: list[str] = []

    def attempt(number: int) -> None:
        try:
            ask(who, Caps(open=3), str(number))
        except QuotaError as error:
            refused.append(error.code)
        database.close_all()

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert Question.select().count() == 3
    assert refused == ["questions_open"] * 9


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

    assert failed == []
    assert Question.select().count() == 1
