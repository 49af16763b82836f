"""A letter that went, and came back."""

from datetime import timedelta

import pytest

from silabo.domain.clock import now
from silabo.domain.deliveries import Bounce
from silabo.storage import bounces, dead_letters, deliveries, questions
from silabo.storage.tables import Delivery, Person, Question
from tests import seeds

ID = "letter-1@tool.example"
ADDRESS = "ana@example.org"


@pytest.fixture
def ana(db: None) -> tuple[int, int]:
    return seeds.member()


def sent(who: tuple[int, int], message_id: str = ID) -> str:
    """A question whose letter went; its public id."""
    asked = seeds.answered(who)
    send(message_id)
    return asked.public_id


def send(message_id: str = ID) -> None:
    claimed = deliveries.claim(seeds.WORKER)
    assert claimed is not None
    deliveries.about_to_send(claimed, message_id)
    deliveries.mark_sent(claimed)


def bounce(message_id: str = ID, recipient: str = ADDRESS, status: str = "5.1.1") -> Bounce:
    return Bounce(message_id, now(), recipient, status)


def test_the_panel_reads_where_the_letter_could_not_be_delivered(ana: tuple[int, int]) -> None:
    asked = sent(ana)
    told = bounces.record(bounce())
    question = questions.get(ana[1], ana[0], asked)

    assert told == Delivery.get().public_id
    assert (question.delivery, question.refused_address) == ("failed", ADDRESS)
    assert Delivery.get().last_error == "bounced 5.1.1"
    assert Question.get().status == "sent"  # it did go


def test_nothing_more_is_sent_where_there_is_nobody(ana: tuple[int, int]) -> None:
    sent(ana)
    bounces.record(bounce(recipient="Ana@Example.org"))
    seeds.answered(ana)

    assert Person.get().refused_address == ADDRESS
    assert deliveries.claim(seeds.WORKER) is None


@pytest.mark.parametrize("status", ["5.2.2", "5.7.1", ""])
def test_a_full_mailbox_or_a_filter_stops_no_later_letter(
    ana: tuple[int, int], status: str
) -> None:
    sent(ana)
    bounces.record(bounce(status=status, recipient=""))
    seeds.answered(ana)

    assert (Delivery.get().state, Delivery.get().address) == ("failed", ADDRESS)
    assert deliveries.claim(seeds.WORKER) is not None


def test_a_bounce_is_news_once_and_only_of_our_letters(ana: tuple[int, int]) -> None:
    sent(ana)
    told = [bounces.record(bounce("foreign@example.org")), bounces.record(bounce())]

    assert [bool(each) for each in [*told, bounces.record(bounce())]] == [False, True, False]


def test_an_old_bounce_says_nothing_of_a_letter_that_was_sent_again(ana: tuple[int, int]) -> None:
    sent(ana)
    old = Bounce(ID, now() - timedelta(minutes=5), ADDRESS, "5.2.2")
    Delivery.update(data_at=Delivery.data_at - 600_000).execute()
    first = bounces.record(old)
    dead_letters.retry(Delivery.get().public_id)
    send()

    assert first
    assert bounces.record(old) == ""
    assert Delivery.get().state == "sent"


def test_only_letters_that_may_still_come_back_are_watched(ana: tuple[int, int]) -> None:
    before = bounces.watched_since()
    sent(ana)
    young = bounces.watched_since()
    Delivery.update(sent_at=Delivery.sent_at - 7 * 24 * 3_600_000).execute()

    assert before is None
    assert young is not None
    assert abs(young - now()) < timedelta(minutes=1)
    assert bounces.watched_since() is None
