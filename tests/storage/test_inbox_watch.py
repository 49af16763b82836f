"""One process reads the inbox, and another one when it says nothing any more."""

import pytest

from silabo.domain.clock import HOUR_MS
from silabo.storage import inbox_watch, reply_addresses, tables
from silabo.storage.reply_addresses import MOST_AN_HOUR
from tests import seeds


def test_the_first_one_reads_and_goes_on_reading(db: str) -> None:
    held = [inbox_watch.hold(each) for each in ("a:1", "b:2", "a:1", "b:2")]

    assert held == [True, False, True, False]


def test_another_one_reads_when_the_first_has_ended_or_died(db: str) -> None:
    inbox_watch.hold("a:1")
    inbox_watch.release("a:1")
    after_its_end = inbox_watch.hold("b:2")
    seeds.change(tables.InboxWatch, until=1)
    after_a_death = inbox_watch.hold("c:3")
    inbox_watch.release("b:2")  # it does not know that it lost it

    assert (after_its_end, after_a_death) == (True, True)
    assert not inbox_watch.hold("b:2")


@pytest.mark.parametrize(("asked", "too_many"), [(MOST_AN_HOUR - 1, False), (MOST_AN_HOUR, True)])
def test_questions_by_mail_of_an_hour_are_counted(db: str, asked: int, too_many: bool) -> None:
    who = seeds.member()
    for number in range(asked):
        seeds.ask(who, idempotency_key=f"mail:{number}")
    seeds.ask(who, idempotency_key="panel")
    now = reply_addresses.too_many(who[0])
    seeds.change(tables.Question, asked_at=tables.Question.asked_at - HOUR_MS - 1)

    assert now is too_many
    assert not reply_addresses.too_many(who[0])
