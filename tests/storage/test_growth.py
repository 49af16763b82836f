"""Nothing grows with what waits or is finished: of the queue so much is read, and no more."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import uuid4

import pytest
from peewee import SqliteDatabase

from silabo.domain.clock import DAY_MS
from silabo.domain.questions import MOST_COUNTED, Question, QuestionState, Waiting
from silabo.storage import (
    answers,
    deliveries,
    documents,
    leases,
    living,
    questions,
    reports,
    sessions,
    tables,
    unseen,
    weekly,
)
from silabo.storage.database import connection, database, now_ms
from tests import seeds

MANY = MOST_COUNTED + 500
WEEK_MS = 7 * DAY_MS
STEP = 50  # instructions of SQLite's machine
SLACK = 2000  # of them: less than one for ten rows that were added


@pytest.fixture
def ana(db: None) -> tuple[int, int]:
    return seeds.member()


def fill(who: tuple[int, int], count: int, state: QuestionState) -> None:
    """So many questions of another person in the course, in one go."""
    other = seeds.member(sub="900")
    rows = [
        {
            "public_id": number,
            "course": who[1],
            "person": other[0],
            "idempotency_key": number,
            "text": "¿Cuándo?",
            "language": "es",
            "state": state,
            "asked_at": 1,
        }
        for number in map(str, (uuid4() for _ in range(count)))
    ]
    with connection(), database.atomic():
        for start in range(0, count, 500):
            tables.Question.insert_many(rows[start : start + 500]).execute()


def send_long_ago() -> None:
    """A letter about every question, which went long ago."""
    letters = [
        {
            "public_id": str(number),
            "kind": "answer",
            "key": str(number),
            "question": question.id,
            "person": question.person_id,
            "state": "sent",
            "created_at": 1,
        }
        for number, question in enumerate(tables.Question.select())
    ]
    with connection(), database.atomic():
        for start in range(0, len(letters), 500):
            tables.Delivery.insert_many(letters[start : start + 500]).execute()


def open_pages(who: tuple[int, int], count: int) -> None:
    """So many launches of somebody in the course, each with a page that is looked at."""
    launches = [
        {
            "public_id": str(uuid4()),
            "person": who[0],
            "course": who[1],
            "role": "student",
            "language": "es",
            "frame_origins": [],
            "created_at": 1,
        }
        for _ in range(count)
    ]
    with connection(), database.atomic():
        for start in range(0, count, 500):
            tables.Launch.insert_many(launches[start : start + 500]).execute()
        pages = [
            {
                "token_digest": str(uuid4()),
                "launch": launch.id,
                "kind": "panel",
                "seen_at": now_ms(),
                "ends_at": 2**60,
            }
            for launch in tables.Launch.select().where(tables.Launch.person == who[0])
        ]
        for start in range(0, count, 500):
            tables.Session.insert_many(pages[start : start + 500]).execute()


def instructions(work: Callable[[], object]) -> int:
    """How much SQLite's machine does for it: what does not depend on what else runs here."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += STEP
        return 0

    with connection():
        database.connection().set_progress_handler(count, STEP)
        work()
        database.connection().set_progress_handler(None, STEP)
    return counted


def sqlite() -> bool:
    return isinstance(database.obj, SqliteDatabase)


def waiting(question: Question) -> Waiting:
    assert question.waiting is not None
    return question.waiting


@pytest.mark.row("growth-2")
def test_a_place_is_counted_up_to_a_limit_and_then_said_to_be_behind_it(
    ana: tuple[int, int],
) -> None:
    fill(ana, MANY, QuestionState.QUEUED)
    question, _ = questions.ask(seeds.new_question(ana))

    assert waiting(question) == Waiting(MOST_COUNTED + 1, MOST_COUNTED + 1, None)
    assert waiting(question).beyond


def test_who_is_early_among_many_is_told_the_place(ana: tuple[int, int]) -> None:
    first, second = seeds.ask(ana), seeds.ask(seeds.member(sub="4"))
    fill(ana, MANY, QuestionState.QUEUED)
    seen = [
        waiting(questions.get(ana[1], who[0], each.public_id))
        for who, each in ((ana, first), (seeds.member(sub="4"), second))
    ]

    assert [(each.place, each.of) for each in seen] == [
        (1, MOST_COUNTED + 1),
        (2, MOST_COUNTED + 1),
    ]
    assert not any(each.beyond for each in seen)


def test_a_second_question_waits_behind_the_first_ones_of_all(ana: tuple[int, int]) -> None:
    seeds.ask(ana)
    second = seeds.ask(ana)
    for number in range(3):
        seeds.ask(seeds.member(sub=str(100 + number)))

    assert waiting(questions.get(ana[1], ana[0], second.public_id)).place == 5


def test_what_may_not_be_claimed_yet_takes_no_place(ana: tuple[int, int]) -> None:
    seeds.ask(seeds.member(sub="4"))
    seeds.change(tables.Question, run_after=2**60)
    mine = seeds.ask(ana)

    assert waiting(mine) == Waiting(1, 1, None)


@pytest.mark.row("growth-1")
@pytest.mark.parametrize("state", [QuestionState.ANSWERED, QuestionState.QUEUED])
def test_the_work_for_a_question_does_not_grow(ana: tuple[int, int], state: QuestionState) -> None:
    if not sqlite():
        return  # only SQLite counts its instructions; `python -m bench growth` times the others
    mine = seeds.ask(ana)
    fill(ana, MOST_COUNTED, state)
    work: Sequence[Callable[[], object]] = (
        lambda: questions.ask(seeds.new_question(ana)),
        lambda: questions.get(ana[1], ana[0], mine.public_id),
        lambda: questions.listed(ana[1], ana[0], limit=2),
        questions.sweep,
        lambda: questions.claim(seeds.WORKER),
    )
    among_few = [instructions(each) for each in work]
    fill(ana, 20 * MOST_COUNTED, state)
    among_many = [instructions(each) for each in work]

    for few, many in zip(among_few, among_many, strict=True):
        assert many <= 1.5 * few + SLACK


@pytest.mark.row("growth-1")
def test_the_figures_of_late_do_not_grow_with_what_was_asked_long_ago(ana: tuple[int, int]) -> None:
    if not sqlite():
        return  # only SQLite counts its instructions
    seeds.answered(ana)
    until = now_ms() + 1
    work: Sequence[Callable[[], object]] = (
        lambda: weekly.weeks(ana[1], "UTC", 8),
        lambda: reports.experience(weekly.since_ms("UTC", 8), ana[1]),
        lambda: reports.between(until - WEEK_MS, until, ana[1]),
        lambda: reports.between(until - WEEK_MS, until, None),
    )
    among_few = [instructions(each) for each in work]
    fill(ana, MANY, QuestionState.ANSWERED)
    send_long_ago()
    among_many = [instructions(each) for each in work]

    for few, many in zip(among_few, among_many, strict=True):
        assert many <= 1.5 * few + SLACK


def test_whether_a_letter_still_waits_does_not_grow_with_who_opened_the_course(
    ana: tuple[int, int],
) -> None:
    if not sqlite():
        return  # only SQLite counts its instructions
    open_pages(ana, 1)
    seeds.answered(ana, if_unseen=True)
    among_few = instructions(lambda: deliveries.claim(seeds.WORKER))
    open_pages(seeds.member(sub="900"), MANY)
    seeds.due(tables.Delivery)
    among_many = instructions(lambda: deliveries.claim(seeds.WORKER))

    assert tables.Delivery.get().state == "ready"
    assert among_many <= 1.5 * among_few + SLACK


def test_counting_what_is_news_does_not_grow_with_what_was_seen(ana: tuple[int, int]) -> None:
    def count() -> None:
        unseen.count_news(ana[1], ana[0])

    if not sqlite():
        return  # only SQLite counts its instructions
    seeds.answered(ana)
    instructions(count)
    before = instructions(count)
    fill(ana, MANY, QuestionState.ANSWERED)
    with connection():
        tables.Question.update(person=ana[0]).execute()

    assert unseen.count_news(ana[1], ana[0]) == 1
    assert instructions(count) - before < SLACK


@pytest.mark.row("growth-7")
def test_no_more_are_counted_than_are_told(ana: tuple[int, int]) -> None:
    fill(ana, leases.MOST_TOLD + 20, QuestionState.QUEUED)
    told = questions.waiting()
    among_few = instructions(questions.waiting) if sqlite() else 0
    fill(ana, 4 * leases.MOST_TOLD, QuestionState.QUEUED)
    among_many = instructions(questions.waiting) if sqlite() else 0

    assert told == leases.MOST_TOLD
    assert among_many <= 1.5 * among_few + SLACK


@pytest.mark.row("growth-7")
def test_the_work_of_forgetting_sessions_does_not_grow_with_launches(ana: tuple[int, int]) -> None:
    if not sqlite():
        return  # only SQLite counts its instructions
    many = 5000
    launched(ana, 100)
    among_few = instructions(sessions.sweep)
    launched(ana, many)
    among_many = instructions(sessions.sweep)

    assert among_many <= 1.5 * among_few + SLACK
    assert tables.Launch.select().count() == many + 100


def launched(who: tuple[int, int], count: int) -> None:
    """So many launches of somebody whose sessions are long over."""
    row = {
        "person": who[0],
        "course": who[1],
        "role": "learner",
        "language": "es",
        "frame_origins": [],
        "created_at": 1,
    }
    with connection(), database.atomic():
        for start in range(0, count, 500):
            rows = [{**row, "public_id": str(uuid4())} for _ in range(min(500, count - start))]
            tables.Launch.insert_many(rows).execute()


def test_an_estimate_looks_at_the_newest_answers_only(ana: tuple[int, int]) -> None:
    seeds.answered(ana)
    seeds.change(tables.Answer, took_ms=700)
    with connection():
        before = answers.mean_ms(20)
        row: Any = tables.Answer.select().dicts().get()
        late = row["id"] + answers.LOOKED_AT + 1
        row |= {"id": late, "public_id": "later", "revision": 2, "took_ms": 0}
        tables.Answer.insert(row).execute()
        after = answers.mean_ms(20)

    assert (before, after) == (700, None)


def test_a_sweep_counts_no_more_letters_than_it_rings_for(ana: tuple[int, int]) -> None:
    for _ in range(3):
        seeds.answered(ana)

    assert (deliveries.sweep(2), deliveries.sweep()) == (2, 3)
    assert leases.COUNTED > 3


def test_the_work_of_looking_at_answers_does_not_grow_with_what_documents_say(
    ana: tuple[int, int],
) -> None:
    if not sqlite():
        return  # only SQLite counts its instructions
    version = seeds.ready(ana[1], "El parcial es el 1 de octubre.")
    place = {"version": tables.Version.get_by_id(version).public_id}
    for _ in range(20):
        seeds.answered(ana, seeds.extractive(citations=(seeds.citation(**place),)))
    looked_at_all()
    among = []
    for paragraphs in (20, 4000):
        documents.remove(ana[1], seeds.document_of(version))
        texts = [f"Párrafo {number}." for number in range(paragraphs)]
        version = seeds.ready(ana[1], *texts, name=f"{paragraphs}.md")
        seeds.change(tables.Sight, versions=[1], towards=None, after=0)
        among.append(instructions(looked_at_all))

    assert tables.Revisit.select().count() == 20
    assert among[1] <= 1.5 * among[0] + SLACK


def looked_at_all() -> None:
    while living.look():
        pass
