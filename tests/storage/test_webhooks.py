"""What programs of a course are owed, and how each call comes to its end."""

import pytest

from silabo.domain.answers import Sentence
from silabo.domain.errors import LeaseLostError, NotFoundError, ToolError
from silabo.domain.people import Role
from silabo.domain.programs import Answerer
from silabo.domain.questions import Question
from silabo.domain.webhooks import (
    MOST_WEBHOOKS,
    CallState,
    ClaimedCall,
    Webhook,
    WebhookKind,
)
from silabo.storage import (
    audit,
    backlog,
    course_erasing,
    erasing,
    hand_overs,
    merging,
    person_exports,
    questions,
    tables,
    webhook_calls,
    webhooks,
)
from silabo.storage.backlog import Seldom
from tests import seeds
from tests.storage.test_service_tokens import DECLINED, spread

SAID = (Sentence("Sí, detrás del aula magna.", ()),)


@pytest.fixture
def teacher(db: None) -> tuple[int, int]:
    return seeds.member("5", role=Role.INSTRUCTOR, name="Marta")


def made(teacher: tuple[int, int], path: str = "a") -> Webhook:
    person, course = teacher
    address = f"https://desk.example/{path}"
    return webhooks.make(course, person, address=address, secret="whsec_AAAA")


def claimed() -> ClaimedCall:
    found = webhook_calls.claim("w1")
    assert found is not None
    return found


def owed() -> list[tuple[str, str]]:
    """The kind and question of each call, in their order."""
    rows = tables.WebhookCall.select().order_by(tables.WebhookCall.id)
    return [(row.kind, row.question.public_id) for row in rows]


def state() -> str:
    return str(tables.WebhookCall.get().state)


def answer(teacher: tuple[int, int], asked: Question) -> None:
    hand_overs.answer(Answerer(teacher[1], teacher[0]), asked.public_id, SAID, decided="")


def test_each_program_of_the_course_is_told_once_what_was_handed_over(
    teacher: tuple[int, int],
) -> None:
    made(teacher), made(teacher, "b")
    made(seeds.member("6", "9", role=Role.INSTRUCTOR), "c")
    asked = seeds.handed_over("31")
    questions.hand_over(teacher[1], seeds.member("31")[0], asked.public_id)

    assert owed() == [(WebhookKind.HANDED_OVER, asked.public_id)] * 2
    assert {claimed().address, claimed().address} == {
        "https://desk.example/a",
        "https://desk.example/b",
    }
    assert webhook_calls.claim("w1") is None


def test_what_was_handed_over_and_is_answered_is_told_once_and_of_others_nothing(
    teacher: tuple[int, int],
) -> None:
    first, second = seeds.handed_over("31"), seeds.handed_over("32")
    seeds.ask(seeds.member("33"), alike="p")
    seeds.record(seeds.claim_question(), DECLINED)
    made(teacher)
    answer(teacher, second)
    before = owed()
    spread()
    spread()

    assert before == []
    assert sorted(owed()) == sorted(
        (WebhookKind.ANSWERED, each.public_id) for each in (first, second)
    )


def test_a_call_that_was_taken_is_over(teacher: tuple[int, int]) -> None:
    made(teacher)
    seeds.handed_over("31")
    webhook_calls.mark_taken(claimed())
    seeds.due(tables.WebhookCall)
    (shown,) = webhooks.listed(teacher[1])

    assert state() == CallState.TAKEN
    assert webhook_calls.claim("w1") is None
    assert shown.taken_at is not None
    assert shown.failing == ""


def test_a_call_that_failed_is_tried_again_under_its_id_and_given_up_at_last(
    teacher: tuple[int, int],
) -> None:
    made(teacher)
    seeds.handed_over("31")
    first = claimed()
    webhook_calls.give_back(first, "HTTP 500", 0.5)
    waits = webhook_calls.claim("w1")
    (shown,) = webhooks.listed(teacher[1])
    ids = {first.public_id}
    for _ in range(webhook_calls.MAX_ATTEMPTS - 1):
        seeds.due(tables.WebhookCall)
        again = claimed()
        ids.add(again.public_id)
        webhook_calls.give_back(again, "HTTP 500", 0.5)

    assert waits is None
    assert shown.failing == "HTTP 500"
    assert ids == {first.public_id}
    assert state() == CallState.FAILED


def test_a_sweep_asks_for_calls_only_while_one_is_open(teacher: tuple[int, int]) -> None:
    made(teacher)
    before = backlog.seldom()
    seeds.handed_over("31")
    owed = backlog.seldom()
    taken = claimed()
    held = backlog.seldom()
    webhook_calls.mark_taken(taken)

    assert before == Seldom(pictures=False, copies=False, calls=False)
    assert owed == held == Seldom(pictures=False, copies=False, calls=True)
    assert backlog.seldom() == before


def test_the_call_of_a_worker_that_died_is_made_again_and_it_can_write_no_more(
    teacher: tuple[int, int],
) -> None:
    made(teacher)
    seeds.handed_over("31")
    dead = claimed()
    seeds.overdue(tables.WebhookCall)
    due = webhook_calls.sweep()
    again = claimed()
    with pytest.raises(LeaseLostError):
        webhook_calls.mark_taken(dead)

    assert due == 1
    assert (again.public_id, again.attempt) == (dead.public_id, 2)


def test_a_program_that_was_removed_is_told_nothing_that_waits(teacher: tuple[int, int]) -> None:
    webhook = made(teacher)
    seeds.handed_over("31")
    other = seeds.member("6", "9", role=Role.INSTRUCTOR)[1]
    with pytest.raises(NotFoundError):
        webhooks.remove(other, webhook.public_id)
    webhooks.remove(teacher[1], webhook.public_id)
    events = [each.event for each in audit.listed() if each.event.startswith("webhook")]

    assert webhook_calls.claim("w1") is None
    assert webhooks.listed(teacher[1]) == []
    assert events == ["webhook_made", "webhook_removed"]


def test_what_is_owed_of_a_question_goes_with_it(teacher: tuple[int, int]) -> None:
    made(teacher)
    asked = seeds.handed_over("31")
    erasing.erase(tables.Person.get_by_id(seeds.member("31")[0]).public_id)

    assert asked.handed_at is not None
    assert owed() == []


def test_a_course_has_room_for_so_many(teacher: tuple[int, int]) -> None:
    for number in range(MOST_WEBHOOKS):
        made(teacher, str(number))

    with pytest.raises(ToolError, match="too_many_webhooks"):
        made(teacher)

    assert len(webhooks.listed(teacher[1])) == MOST_WEBHOOKS


def test_an_address_is_told_once_in_a_course_and_another_course_may_name_it_too(
    teacher: tuple[int, int],
) -> None:
    made(teacher)
    made(seeds.member("6", "9", role=Role.INSTRUCTOR))
    made(teacher, "A")  # a path in capitals is another one
    with pytest.raises(ToolError, match="told_already"):
        made(teacher)
    seeds.handed_over("31")

    assert len(owed()) == 2


def test_an_address_stays_without_who_made_it_and_goes_with_its_course(
    teacher: tuple[int, int],
) -> None:
    made(teacher)
    new = seeds.member("7", role=Role.INSTRUCTOR, name="Marta Q.")[0]
    old_id, new_id = (tables.Person.get_by_id(each).public_id for each in (teacher[0], new))
    merging.merge(old_id, new_id)
    followed = [each.made_by for each in webhooks.listed(teacher[1])]
    copy = person_exports.export(new_id)
    erasing.erase(new_id)
    left = [each.made_by for each in webhooks.listed(teacher[1])]
    course_erasing.begin(teacher[1])

    assert (followed, left) == (["Marta Q."], [""])
    assert [each["address"] for each in copy["webhooks"]] == ["https://desk.example/a"]
    assert "whsec_" not in str(copy)
    assert webhooks.listed(teacher[1]) == []
