import itertools

import pytest

from silabo.domain.answers import Caution, OutOfScope
from silabo.domain.errors import LeaseLostError, ToolError
from silabo.domain.questions import ClaimedQuestion
from silabo.storage import courses, database, leases, questions, scopes, tables
from silabo.storage.tables import Question
from tests import seeds
from tests.parallel import at_once


@pytest.fixture
def ana(db: None) -> tuple[int, int]:
    return seeds.member()


def claim_all(worker: str = seeds.WORKER) -> list[ClaimedQuestion]:
    return list(iter(lambda: questions.claim(worker), None))


def row(question: ClaimedQuestion) -> Question:
    return Question.get_by_id(question.id)


def test_a_claim_tells_all_that_a_worker_needs(ana: tuple[int, int]) -> None:
    asked = seeds.ask(ana, "¿Cuándo?")
    claimed = seeds.claim_question()

    assert (claimed.public_id, claimed.course_id, claimed.attempt) == (asked.public_id, ana[1], 1)
    assert (claimed.text, claimed.language) == ("¿Cuándo?", "es")
    assert (claimed.asked_at, claimed.time_zone) == (asked.asked_at, "Europe/Madrid")
    assert questions.get(ana[1], ana[0], asked.public_id).state == "working"
    assert questions.claim("host:2") is None


def test_a_claim_tells_how_long_the_question_waited_and_no_clock_makes_that_negative(
    ana: tuple[int, int],
) -> None:
    for ahead_ms in (60_000, -60_000):
        asked = seeds.ask(ana)
        Question.update(asked_at=Question.asked_at + ahead_ms).where(
            Question.public_id == asked.public_id
        ).execute()
    ahead, behind = claim_all()

    assert ahead.waited_s == 0
    assert 60 <= behind.waited_s < 120


def test_a_claim_tells_how_careful_its_own_course_is(ana: tuple[int, int]) -> None:
    other = seeds.member(course="another")
    courses.choose_caution(other[1], Caution.CAREFUL)
    seeds.ask(ana)
    seeds.ask(other)

    assert [each.caution for each in claim_all()] == [Caution.BALANCED, Caution.CAREFUL]


def test_a_claim_tells_what_its_own_course_leaves_out(ana: tuple[int, int]) -> None:
    other = seeds.member(course="another")
    scopes.leave_out(other[1], " exam   solutions ", "Ask Ana.")
    seeds.ask(ana)
    seeds.ask(other)

    assert [each.out_of_scope for each in claim_all()] == [
        (),
        (OutOfScope("exam solutions", "Ask Ana."),),
    ]


def test_a_course_leaves_out_fifty_topics_at_most(ana: tuple[int, int]) -> None:
    for number in range(scopes.MOST_TOPICS):
        scopes.leave_out(ana[1], f"topic {number}")
    with pytest.raises(ToolError, match="too_many_topics"):
        scopes.leave_out(ana[1], "one more")

    scopes.leave_out(ana[1], "topic 1", "Known already.")

    assert len(scopes.topics(ana[1])) == scopes.MOST_TOPICS


def test_with_one_open_question_each_it_is_first_come_first_served(db: None) -> None:
    people = [seeds.member(sub=str(number)) for number in range(6)]
    asked = [seeds.ask(people[turn]).public_id for turn in (3, 0, 5, 1, 4, 2)]

    assert [each.public_id for each in claim_all()] == asked


def test_a_flood_of_one_person_does_not_delay_the_others(ana: tuple[int, int]) -> None:
    flood = [seeds.ask(ana, f"Pregunta {number}").public_id for number in range(20)]
    others = [seeds.ask(seeds.member(sub=str(number))).public_id for number in (11, 12, 13)]
    order = [each.public_id for each in claim_all()]

    assert order[:4] == [flood[0], *others]
    assert order[4:] == flood[1:]


def test_an_answered_question_takes_no_round(ana: tuple[int, int]) -> None:
    seeds.answered(ana)
    mine = seeds.ask(ana)
    seeds.ask(seeds.member(sub="4"))

    assert seeds.claim_question().public_id == mine.public_id


def test_eight_threads_claim_two_hundred_questions_once_and_in_order(db: None) -> None:
    with database.connection(), database.database.atomic():
        people = [seeds.member(sub=str(number)) for number in range(100)]
        asked = [seeds.ask(each).id for each in people + people]
    stamps = itertools.count()

    def claim_some(number: int) -> list[tuple[int, int, int]]:
        claims = []
        while True:
            before = next(stamps)
            claimed = questions.claim(f"host:{number}")
            if claimed is None:
                return claims
            claims.append((claimed.id, before, next(stamps)))

    claims = [each for batch in at_once(8, claim_some) for each in batch]
    ended = {number: after for number, _, after in claims}
    begun = {number: before for number, before, _ in claims}
    # A later question was never handed out before a claim began that took an earlier one.
    overtaken = [
        (first, second)
        for first, second in itertools.pairwise(asked)
        if ended[second] < begun[first]
    ]

    assert sorted(number for number, _, _ in claims) == asked
    assert overtaken == []


def test_who_lost_the_lease_writes_nothing(ana: tuple[int, int]) -> None:
    seeds.ask(ana)
    stale = seeds.claim_question()
    seeds.overdue(Question)
    questions.sweep()
    fresh = seeds.claim_question()

    with pytest.raises(LeaseLostError):
        seeds.record(stale)
    with pytest.raises(LeaseLostError):
        questions.give_back(stale, "late", 0.5, counted=True)
    assert not leases.extend(Question, stale.id, stale.token, leases.LEASE_MS)
    assert tables.Answer.select().count() == tables.Delivery.select().count() == 0
    assert row(fresh).lease_token == fresh.token


def test_an_answer_is_recorded_once(ana: tuple[int, int]) -> None:
    seeds.ask(ana)
    claimed = seeds.claim_question()
    seeds.record(claimed)

    with pytest.raises(LeaseLostError):
        seeds.record(claimed)
    assert tables.Answer.select().count() == 1


def test_an_extended_lease_outlives_the_sweep(ana: tuple[int, int]) -> None:
    seeds.ask(ana)
    claimed = seeds.claim_question()
    seeds.overdue(Question)
    extended = leases.extend(Question, claimed.id, claimed.token, leases.LEASE_MS)

    assert extended
    assert questions.sweep() == (0, [])
    seeds.record(claimed)


@pytest.mark.parametrize(("left_s", "state"), [(5, "working"), (-1, "queued")])
def test_a_lease_with_seconds_left_is_left_alone(
    ana: tuple[int, int], left_s: int, state: str
) -> None:
    seeds.ask(ana)
    claimed = seeds.claim_question()
    with database.connection():
        seeds.change(Question, lease_until=database.now_ms() + left_s * 1000)
    questions.sweep()

    assert row(claimed).state == state


def test_an_attempt_counts_when_it_begins(ana: tuple[int, int]) -> None:
    seeds.ask(ana)
    claimed = seeds.claim_question()

    assert row(claimed).attempt == 1


def test_a_question_that_kills_its_worker_five_times_fails(ana: tuple[int, int]) -> None:
    poison = seeds.ask(ana)
    waiting = []
    for _ in range(5):
        seeds.claim_question()
        seeds.overdue(Question)
        waiting.append(questions.sweep())
    question = questions.get(ana[1], ana[0], poison.public_id)

    assert waiting == [(1, [])] * 4 + [(0, [poison.public_id])]
    assert (question.state, question.open) == ("failed", False)
    assert questions.claim("host:2") is None
    assert questions.sweep() == (0, [])


@pytest.mark.parametrize("attempt", [5, 6, 300])
def test_a_question_that_was_tried_more_often_than_it_may_be_fails_too(
    ana: tuple[int, int], attempt: int
) -> None:
    asked = seeds.ask(ana)
    seeds.claim_question()
    seeds.change(Question, attempt=attempt)
    seeds.overdue(Question)

    assert questions.sweep() == (0, [asked.public_id])


def test_what_is_not_counted_takes_one_attempt_back(ana: tuple[int, int]) -> None:
    seeds.ask(ana)
    seeds.change(Question, attempt=3)
    questions.give_back(seeds.claim_question(), "ServiceError", 0.5, counted=False)

    assert Question.get().attempt == 3


def test_a_question_given_back_waits_and_keeps_its_attempt(ana: tuple[int, int]) -> None:
    seeds.ask(ana)
    state = questions.give_back(seeds.claim_question(), "ValueError", 0.5, counted=True)
    too_early, waiting = questions.claim("host:2"), questions.sweep()
    seeds.due(Question)
    again = seeds.claim_question()

    assert state == "queued"
    assert (too_early, waiting) == (None, (0, []))
    assert again.attempt == 2
    assert row(again).last_error == "ValueError"


def test_the_fifth_failed_attempt_is_the_last(ana: tuple[int, int]) -> None:
    seeds.ask(ana)
    states = []
    for _ in range(5):
        seeds.due(Question)
        states.append(questions.give_back(seeds.claim_question(), "bad", 0.5, counted=True))

    assert states == ["queued"] * 4 + ["failed"]


def test_an_outside_failure_is_not_counted_however_often_it_comes(ana: tuple[int, int]) -> None:
    seeds.ask(ana)
    for _ in range(7):
        seeds.due(Question)
        claimed = seeds.claim_question()
        state = questions.give_back(claimed, "the index is away", 0.5, counted=False)

    assert (claimed.attempt, state) == (1, "queued")
    assert row(claimed).attempt == 0


def test_a_very_long_reason_is_cut(ana: tuple[int, int]) -> None:
    seeds.ask(ana)
    claimed = seeds.claim_question()
    questions.give_back(claimed, "x" * 5000, 0.5, counted=True)

    assert row(claimed).last_error == "x" * 255


def test_waits_double_up_to_ten_minutes_and_are_spread_by_a_quarter() -> None:
    waits = [leases.backoff_ms(attempt, 0.5) for attempt in (1, 2, 3, 6, 7, 30)]
    spread = [leases.backoff_ms(1, jitter) for jitter in (0.0, 1.0)]

    assert waits == [15_000, 30_000, 60_000, 480_000, 600_000, 600_000]
    assert spread == [11_250, 18_750]


def test_a_recorded_answer_ends_the_error_and_the_lease(ana: tuple[int, int]) -> None:
    seeds.ask(ana)
    questions.give_back(seeds.claim_question(), "away", 0.5, counted=True)
    seeds.due(Question)
    claimed = seeds.claim_question()
    seeds.record(claimed)
    kept = row(claimed)

    assert (kept.state, kept.last_error) == ("answered", None)
    assert (kept.lease_token, kept.lease_until) == (None, None)


def test_a_worker_cannot_record_a_question_that_was_deleted(ana: tuple[int, int]) -> None:
    asked = seeds.ask(ana)
    claimed = seeds.claim_question()
    questions.remove(ana[1], ana[0], asked.public_id)

    with pytest.raises(LeaseLostError):
        seeds.record(claimed)
    assert Question.select().count() == tables.Answer.select().count() == 0


def test_deleting_an_answered_question_leaves_nothing_of_it(ana: tuple[int, int]) -> None:
    question = seeds.answered(ana)
    owed = tables.Delivery.select().count()
    questions.remove(ana[1], ana[0], question.public_id)
    left = [
        table.select().count()
        for table in (Question, tables.Answer, tables.Citation, tables.Delivery)
    ]

    assert owed == 1
    assert left == [0, 0, 0, 0]


def test_the_place_in_the_queue_goes_down_as_others_are_answered(ana: tuple[int, int]) -> None:
    seeds.ask(seeds.member(sub="11"))
    seeds.ask(seeds.member(sub="12"))
    mine = seeds.ask(ana)
    seeds.ask(seeds.member(sub="13"))
    places = []
    for _ in range(3):
        waiting = questions.get(ana[1], ana[0], mine.public_id).waiting
        places.append((waiting.place, waiting.of) if waiting else None)
        seeds.claim_question()

    assert places == [(3, 4), (2, 3), (1, 2)]
    assert questions.get(ana[1], ana[0], mine.public_id).waiting is None


def test_the_place_counts_rounds_as_the_queue_does(ana: tuple[int, int]) -> None:
    seeds.ask(ana)
    second = seeds.ask(ana)
    seeds.ask(seeds.member(sub="4"))
    waiting = questions.get(ana[1], ana[0], second.public_id).waiting

    assert waiting is not None
    assert (waiting.place, waiting.of) == (3, 3)


def test_a_question_that_is_put_off_never_stands_behind_the_end(ana: tuple[int, int]) -> None:
    asked = seeds.ask(ana)
    questions.give_back(seeds.claim_question(), "away", 0.5, counted=False)
    waiting = questions.get(ana[1], ana[0], asked.public_id).waiting

    assert waiting is not None
    assert (waiting.place, waiting.of) == (1, 1)


def test_the_estimate_is_the_mean_of_the_last_answers(ana: tuple[int, int]) -> None:
    before = seeds.ask(ana).waiting
    seeds.record(seeds.claim_question(), took_ms=60_000)
    for _ in range(20):
        seeds.ask(ana)
        seeds.record(seeds.claim_question(), took_ms=1_500)
    seeds.ask(seeds.member(sub="4"))
    after = seeds.ask(ana).waiting

    assert before is not None
    assert before.seconds is None
    assert after is not None
    assert (after.place, after.seconds) == (2, 3)


@pytest.mark.row("load-10")
def test_whoever_asks_on_while_answers_are_recorded_is_never_refused(db: str) -> None:
    ana = seeds.member()
    asked = 30

    def work(number: int) -> int:
        if number == 0:
            return len([seeds.ask(ana, letter=True) for _ in range(asked)])
        recorded = 0
        while recorded < asked:
            claimed = questions.claim("worker")
            if claimed is not None:
                seeds.record(claimed)
                recorded += 1
        return recorded

    assert at_once(2, work) == [asked, asked]
    assert deadlocks(db) == 0


def deadlocks(url: str) -> int:
    """How many transactions PostgreSQL has ended because two waited for each other."""
    if not url.startswith("postgresql"):
        return 0
    with database.connection():
        database.database.execute_sql("SELECT pg_stat_clear_snapshot()")
        counted = database.database.execute_sql(
            "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        )
        return int(counted.fetchone()[0])
