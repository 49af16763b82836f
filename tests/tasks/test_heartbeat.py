import threading
import time

import pytest

import tasks.heartbeat as heart
from silabo.domain.letters import MailOutcome
from silabo.storage import database, deliveries, leases, questions
from silabo.storage.tables import Delivery, Question, Version
from tasks.answers import answer_next
from tasks.documents import ingest_next
from tasks.heartbeat import heartbeat
from tasks.letters import deliver_next
from tests import seeds
from tests.fakes.indexes import WatchedIndex
from tests.fakes.mailer import FakeMailer
from tests.tasks.work import Work, eventually

BEAT_S = 0.02


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heart, "BEAT_S", BEAT_S)


def until() -> int:
    return int(Question.get().lease_until or 0)


def left_ms(row: Question | Delivery) -> int:
    return int(row.lease_until) - database.now_ms()


def beats() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "heartbeat"]


def test_a_lease_is_kept_as_long_as_somebody_works(work: Work) -> None:
    work.ask()
    claimed = seeds.claim_question()
    seeds.overdue(Question)
    with heartbeat(Question, claimed.id, claimed.token):
        kept = eventually(lambda: until() > 1)
        swept = questions.sweep()
        left = left_ms(Question.get())

    assert kept
    assert swept == (0, [])
    assert leases.LEASE_MS - 5_000 < left <= leases.LEASE_MS


def test_it_ends_with_the_work(work: Work) -> None:
    work.ask()
    claimed = seeds.claim_question()
    with heartbeat(Question, claimed.id, claimed.token):
        during = len(beats())
    after = len(beats())
    seeds.overdue(Question)

    assert (during, after) == (1, 0)
    assert until() == 1


def test_it_ends_with_work_that_fails(work: Work) -> None:
    work.ask()
    claimed = seeds.claim_question()
    with pytest.raises(ZeroDivisionError), heartbeat(Question, claimed.id, claimed.token):
        _ = 1 / 0

    assert beats() == []


def test_a_lease_that_another_worker_has_is_not_extended(work: Work) -> None:
    work.ask()
    stale = seeds.claim_question()
    seeds.overdue(Question)
    questions.sweep()
    seeds.claim_question()
    seeds.change(Question, lease_until=7)
    with heartbeat(Question, stale.id, stale.token):
        gave_up = eventually(lambda: beats() == [])

    assert gave_up
    assert until() == 7


def test_it_outlives_a_database_that_is_away_for_a_moment(work: Work) -> None:
    work.ask()
    claimed = seeds.claim_question()
    seeds.overdue(Question)
    with heartbeat(Question, claimed.id, claimed.token):
        database.database.execute_sql("ALTER TABLE question RENAME TO elsewhere")
        time.sleep(5 * BEAT_S)
        beating = len(beats())
        database.database.execute_sql("ALTER TABLE elsewhere RENAME TO question")
        kept = eventually(lambda: until() > 1)

    assert beating == 1
    assert kept


def test_the_lease_of_a_letter_never_gets_shorter(work: Work) -> None:
    work.answered()
    left: list[int] = []

    class Slow(FakeMailer):
        def send(self, letter, **callbacks):  # type: ignore[no-untyped-def]
            seeds.overdue(Delivery)
            assert eventually(lambda: Delivery.get().lease_until > 1)
            left.append(left_ms(Delivery.get()))
            return super().send(letter, **callbacks)

    deliver_next(work.given(mailer=Slow([MailOutcome.ACCEPTED])))

    assert left[0] > deliveries.LEASE_MS - 5_000
    assert Delivery.get().state == "sent"


def test_an_answer_and_a_reading_that_take_long_keep_their_leases(work: Work) -> None:
    kept: list[bool] = []

    def work_long(method: str) -> None:
        for table in (Question, Version):
            held = table.select().where(table.lease_token.is_null(False))
            if held.exists():
                seeds.overdue(table)
                kept.append(eventually(lambda held=held: held.get().lease_until > 1))

    slow = work.over(WatchedIndex(work.parts.index, work_long))
    work.upload()
    ingest_next(slow)
    asked = work.ask()
    answer_next(slow)

    assert len(kept) >= 3
    assert all(kept)
    assert work.question(asked).state == "answered"
