"""What makes a letter owed."""

from dataclasses import replace

import pytest

from silabo.domain.answers import AnswerKind, Outcome
from silabo.domain.deliveries import AlertCode, DeliveryKind
from silabo.domain.questions import DeliveryState
from silabo.storage import alerts, deliveries, questions, revisions
from silabo.storage.database import now_ms
from silabo.storage.tables import Delivery, Question
from tests import seeds
from tests.parallel import at_once

ROOT = "root@tool.example"
HOUR_MS = 3_600_000


@pytest.fixture
def ana(db: None) -> tuple[int, int]:
    return seeds.member()


def fail() -> str:
    """Give a claimed question up; its public id."""
    claimed = seeds.claim_question()
    seeds.change(Question, attempt=5)
    questions.give_back(replace(claimed, attempt=5), "broken", 0.5, counted=True)
    return claimed.public_id


def rows() -> list[tuple[str, str, str]]:
    return [(each.kind, each.state, each.key) for each in Delivery.select().order_by(Delivery.id)]


def told() -> list[tuple[str, str]]:
    found = Delivery.select().where(Delivery.kind == DeliveryKind.ALERT).order_by(Delivery.id)
    return [(each.code, each.address) for each in found]


def test_a_question_that_is_given_up_owes_its_asker_the_news(ana: tuple[int, int]) -> None:
    asked = seeds.ask(ana)
    fail()
    claimed = deliveries.claim(seeds.WORKER)

    assert rows()[0][2] == f"failure:{asked.public_id}:1"
    assert claimed is not None
    assert (claimed.kind, claimed.recipient) == ("failure", "ana@example.org")
    assert claimed.question is not None
    assert claimed.question.text == asked.text


def test_a_question_whose_workers_all_died_owes_it_too(ana: tuple[int, int]) -> None:
    seeds.ask(ana)
    seeds.claim_question()
    seeds.change(Question, attempt=5)
    seeds.overdue(Question)
    questions.sweep()

    assert [(kind, state) for kind, state, _ in rows()] == [("failure", "ready")]


def test_a_failure_never_says_that_the_question_was_sent(ana: tuple[int, int]) -> None:
    seeds.ask(ana)
    fail()
    claimed = deliveries.claim(seeds.WORKER)
    assert claimed is not None
    deliveries.mark_sent(claimed)

    assert Question.get().status is None
    assert questions.get(ana[1], ana[0], Question.get().public_id).delivery is None


@pytest.mark.parametrize("changes", [{"letter": False}, {}])
def test_a_failure_that_nobody_wants_to_hear_of_is_a_row_all_the_same(
    db: None, changes: dict[str, bool]
) -> None:
    who = seeds.member() if changes else seeds.member(email="")
    seeds.ask(who, **changes)
    fail()

    assert [(kind, state) for kind, state, _ in rows()] == [("failure", "suppressed")]
    assert deliveries.claim(seeds.WORKER) is None


def test_a_question_that_fails_again_is_told_once_and_then_answered(ana: tuple[int, int]) -> None:
    seeds.ask(ana)
    fail()
    seeds.change(Question, state="queued", attempt=0, run_after=0)
    fail()
    seeds.change(Question, state="queued", attempt=0, run_after=0)
    seeds.record(seeds.claim_question())

    assert [(kind, state) for kind, state, _ in rows()] == [
        ("failure", "suppressed"),  # it had not left, and there is an answer after all
        ("failure", "suppressed"),
        ("answer", "ready"),
    ]


def test_eight_sweeps_at_once_give_a_question_up_once(ana: tuple[int, int]) -> None:
    seeds.ask(ana)
    seeds.claim_question()
    seeds.change(Question, attempt=5)
    seeds.overdue(Question)
    at_once(8, lambda _: questions.sweep())

    assert len(rows()) == 1


def test_a_later_answer_is_a_letter_of_its_own_kind(ana: tuple[int, int]) -> None:
    seeds.answered(ana)
    first = deliveries.claim(seeds.WORKER)
    assert first is not None
    deliveries.about_to_send(first, "first@tool.example")
    deliveries.mark_sent(first)
    seeds.change(Question, state="queued", status=None)
    seeds.record(seeds.claim_question())
    second = deliveries.claim(seeds.WORKER)

    assert second is not None
    assert (first.kind, second.kind) == ("answer", "changed")
    assert (first.earlier, second.earlier) == ((), ("first@tool.example",))


def test_only_letters_that_went_are_part_of_a_thread(ana: tuple[int, int]) -> None:
    seeds.answered(ana)
    first = deliveries.claim(seeds.WORKER)
    assert first is not None
    deliveries.about_to_send(first, "first@tool.example")
    deliveries.mark_unknown(first)
    seeds.change(Question, state="queued", status=None)
    seeds.record(seeds.claim_question())
    second = deliveries.claim(seeds.WORKER)

    assert second is not None
    assert second.earlier == ()


def test_administrators_are_told_once_a_day_that_questions_failed(ana: tuple[int, int]) -> None:
    before = alerts.owe_alerts([ROOT, "other@tool.example"])
    seeds.ask(ana)
    fail()
    first = alerts.owe_alerts([ROOT, "other@tool.example"])
    seeds.ask(ana)
    fail()
    same_day = alerts.owe_alerts([ROOT])

    assert (before, first, same_day) == (0, 2, 0)
    assert told() == [
        (AlertCode.DEAD_LETTERS, ROOT),
        (AlertCode.DEAD_LETTERS, "other@tool.example"),
    ]


def test_what_failed_after_the_last_alert_is_told_the_next_day_and_nothing_twice(
    ana: tuple[int, int],
) -> None:
    def a_day_passes() -> None:
        for each in Delivery.select():
            changes = {"created_at": each.created_at - 24 * HOUR_MS}
            if each.kind == DeliveryKind.ALERT:
                changes["key"] = f"{each.key}-of-another-day"
            Delivery.update(changes).where(Delivery.id == each.id).execute()

    seeds.ask(ana)
    fail()
    owed = [alerts.owe_alerts([ROOT])]
    a_day_passes()
    owed.append(alerts.owe_alerts([ROOT]))
    seeds.ask(ana)
    fail()
    owed.append(alerts.owe_alerts([ROOT]))

    assert owed == [1, 0, 1]


@pytest.mark.parametrize(("minutes", "alarmed"), [(29, 0), (31, 1)])
def test_administrators_are_told_of_a_question_that_waits_for_long(
    ana: tuple[int, int], minutes: int, alarmed: int
) -> None:
    seeds.ask(ana)
    seeds.change(Question, asked_at=now_ms() - minutes * 60_000)

    assert alerts.owe_alerts([ROOT]) == alarmed
    assert alerts.owe_alerts([ROOT]) == 0


def test_an_alert_tells_how_it_stands_when_it_is_sent(ana: tuple[int, int]) -> None:
    seeds.ask(ana)
    fail()
    alerts.owe_alerts([ROOT])
    seeds.ask(ana)
    news = deliveries.claim(seeds.WORKER)
    alert = deliveries.claim(seeds.WORKER)

    assert news is not None
    assert alert is not None
    assert (alert.kind, alert.code, alert.recipient) == ("alert", "dead_letters", ROOT)
    assert alert.backlog is not None
    assert (alert.backlog.failed, alert.backlog.waiting) == (1, 1)
    assert alert.question is None
    assert alert.stop_token == ""


def test_eight_processes_owe_an_alert_once(ana: tuple[int, int]) -> None:
    seeds.ask(ana)
    fail()

    assert sum(at_once(8, lambda _: alerts.owe_alerts([ROOT]))) == 1
    assert len(told()) == 1


def test_without_administrators_nobody_is_told(ana: tuple[int, int]) -> None:
    seeds.ask(ana)
    fail()

    assert alerts.owe_alerts([]) == 0


def test_the_state_of_the_letters_names_what_waits_and_why(ana: tuple[int, int]) -> None:
    seeds.answered(ana)
    seeds.answered(ana)
    claimed = deliveries.claim(seeds.WORKER)
    assert claimed is not None
    deliveries.give_back(claimed, "rcpt 450 4.2.1", 0.5, unclear=False)
    post = deliveries.post()

    assert (post.waiting, post.put_off, post.reason) == (2, 1, "rcpt 450 4.2.1")
    assert deliveries.sweep() == 1


def test_a_letter_is_tried_for_a_day_and_at_most_once_an_hour(ana: tuple[int, int]) -> None:
    seeds.answered(ana)
    waits = []
    for _ in range(30):
        seeds.due(Delivery)
        claimed = deliveries.claim(seeds.WORKER)
        assert claimed is not None
        now = now_ms()
        state = deliveries.give_back(claimed, "450", 0.5, unclear=False)
        waits.append(Delivery.get().run_after - now)

    assert state is DeliveryState.FAILED
    assert [round(each / 60_000) for each in waits[:7]] == [1, 2, 4, 8, 16, 32, 60]
    assert 23 * HOUR_MS < sum(waits[:-1]) < 25 * HOUR_MS


@pytest.mark.parametrize(("left", "state"), [(True, "unknown"), (False, "failed")])
def test_a_letter_whose_senders_all_died_is_unknown_when_it_may_have_left(
    ana: tuple[int, int], left: bool, state: str
) -> None:
    seeds.answered(ana)
    claimed = deliveries.claim(seeds.WORKER)
    assert claimed is not None
    if left:
        deliveries.about_to_send(claimed, "first@tool.example")
    seeds.change(Delivery, attempt=30)
    seeds.overdue(Delivery)
    deliveries.sweep()

    assert Delivery.get().state == state


def test_a_greeting_owes_no_letter_and_a_later_answer_does(ana: tuple[int, int]) -> None:
    asked = seeds.ask(ana)
    greeted = Outcome(kind=AnswerKind.REPLY, language="es", reply="reply_greeting")
    seeds.record(seeds.claim_question(), greeted)
    after_greeting = rows()
    revisions.revise(asked.public_id, seeds.extractive(), by_instructor=True)

    assert after_greeting == []
    assert [kind for kind, _, _ in rows()] == [DeliveryKind.REPLY]


def test_a_letter_that_still_waits_gives_way_to_that_of_a_later_answer(
    ana: tuple[int, int],
) -> None:
    asked, other = seeds.answered(ana), seeds.answered(ana)
    revisions.revise(asked.public_id, seeds.extractive())

    assert [(state, key.removeprefix("answer:")) for _, state, key in rows()] == [
        ("suppressed", f"{asked.public_id}:1"),
        ("ready", f"{other.public_id}:1"),
        ("ready", f"{asked.public_id}:2"),
    ]


def test_a_letter_that_is_on_its_way_is_left_alone_by_that_of_a_later_answer(
    ana: tuple[int, int],
) -> None:
    asked = seeds.answered(ana)
    on_its_way = deliveries.claim(seeds.WORKER)
    revisions.revise(asked.public_id, seeds.extractive())

    assert on_its_way is not None
    assert [state for _, state, _ in rows()] == ["sending", "ready"]
