"""What administrators are told of beside questions: letters that are refused, an index in
trouble.
"""

import pytest

from silabo.domain.clock import now
from silabo.domain.deliveries import AlertCode, Bounce
from silabo.domain.letters import MailOutcome, MailReply, MailStep
from silabo.storage import alerts, bounces, deliveries, troubles
from silabo.storage.database import now_ms
from silabo.storage.tables import Delivery, Trouble
from tests import seeds

ROOT = "root@tool.example"
MINUTE_MS = 60_000
NO_SUCH_USER = MailReply(MailOutcome.REFUSED, MailStep.RCPT, 550, "5.1.1")
SPAM = MailReply(MailOutcome.REFUSED, MailStep.DOT, 554, "5.7.1")


@pytest.fixture
def ana(db: None) -> tuple[int, int]:
    return seeds.member()


def refuse(who: tuple[int, int], reply: MailReply) -> None:
    """An answer's letter that the mail server refuses for good."""
    seeds.answered(who)
    claimed = deliveries.claim(seeds.WORKER)
    assert claimed is not None
    deliveries.mark_refused(claimed, reply)


def told() -> list[str]:
    return [each.code for each in Delivery.select().where(Delivery.kind == "alert")]


def trouble(code: AlertCode, minutes: int) -> None:
    """A trouble that has lasted for so long."""
    troubles.note(code, there=True)
    seeds.change(Trouble, since_at=now_ms() - minutes * MINUTE_MS)


@pytest.mark.parametrize(("reply", "owed"), [(SPAM, 1), (NO_SUCH_USER, 0)])
def test_letters_that_are_refused_are_told_of_unless_the_address_is_to_blame(
    ana: tuple[int, int], reply: MailReply, owed: int
) -> None:
    refuse(ana, reply)

    assert alerts.owe_alerts([ROOT]) == owed
    assert told() == ["letters_refused"] * owed


def test_what_was_refused_is_told_once(ana: tuple[int, int]) -> None:
    refuse(ana, SPAM)
    alerts.owe_alerts([ROOT])
    seeds.change(Delivery, created_at=now_ms() + 1)
    Delivery.update(key="of-another-day").where(Delivery.kind == "alert").execute()

    assert alerts.owe_alerts([ROOT]) == 0


def test_the_alert_counts_the_letters_and_names_the_last_reason(ana: tuple[int, int]) -> None:
    refuse(ana, SPAM)
    refuse(ana, SPAM)
    alerts.owe_alerts([ROOT])
    claimed = deliveries.claim(seeds.WORKER)

    assert claimed is not None
    assert claimed.backlog is not None
    assert (claimed.backlog.letters, claimed.backlog.reason) == (2, "dot 554 5.7.1")


@pytest.mark.parametrize(
    ("code", "minutes", "owed"),
    [
        (AlertCode.INDEX_AWAY, 29, 0),
        (AlertCode.INDEX_AWAY, 31, 1),
        (AlertCode.INDEX_DRIFT, 59, 0),
        (AlertCode.INDEX_DRIFT, 61, 1),
    ],
)
def test_an_index_in_trouble_for_long_is_told_of(
    db: None, code: AlertCode, minutes: int, owed: int
) -> None:
    trouble(code, minutes)

    assert alerts.owe_alerts([ROOT]) == owed
    assert told() == [code] * owed


def test_a_trouble_keeps_its_beginning_until_it_is_over(db: None) -> None:
    trouble(AlertCode.INDEX_AWAY, 40)
    troubles.note(AlertCode.INDEX_AWAY, there=True)
    again = alerts.owe_alerts([ROOT])
    troubles.note(AlertCode.INDEX_AWAY, there=False)
    claimed = deliveries.claim(seeds.WORKER)

    assert again == 1
    assert claimed is not None
    assert claimed.backlog is not None
    assert claimed.backlog.since is None  # it is over when the letter goes
    assert Trouble.select().count() == 0


def test_a_letter_that_came_back_for_its_address_is_no_alert(ana: tuple[int, int]) -> None:
    seeds.answered(ana)
    claimed = deliveries.claim(seeds.WORKER)
    assert claimed is not None
    deliveries.about_to_send(claimed, "one@tool.example")
    deliveries.mark_sent(claimed)
    bounces.record(Bounce("one@tool.example", now(), "ana@example.org", "5.1.1"))

    assert alerts.owe_alerts([ROOT]) == 0
