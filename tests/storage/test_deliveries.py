import pytest

from silabo.domain.deliveries import ClaimedDelivery
from silabo.domain.errors import LeaseLostError, ServiceError
from silabo.domain.letters import MailOutcome, MailReply, MailStep
from silabo.storage import database, deliveries, questions, tables
from silabo.storage.tables import Delivery, Person, Question
from tests import seeds
from tests.parallel import at_once

ID = "letter-1@tool.example"
REFUSED = MailReply(MailOutcome.REFUSED, MailStep.RCPT, 550, "5.1.1", "no such user here")


@pytest.fixture
def ana(db: None) -> tuple[int, int]:
    return seeds.member()


def claim() -> ClaimedDelivery:
    claimed = deliveries.claim(seeds.WORKER)
    assert claimed is not None
    return claimed


def row() -> Delivery:
    return Delivery.get()


def status() -> str | None:
    return Question.get().status


def test_an_answer_owes_a_letter_that_has_no_message_id_before_it_leaves(
    ana: tuple[int, int],
) -> None:
    question = seeds.answered(ana)
    owed = row()

    assert owed.message_id is None
    assert owed.key == f"answer:{question.public_id}:1"
    assert question.delivery == "ready"
    assert status() is None


def test_the_letter_is_owed_with_the_answer_or_not_at_all(ana: tuple[int, int]) -> None:
    seeds.ask(ana)
    claimed = seeds.claim_question()
    Delivery.create(  # the answer's own key is taken: the insertion of the letter fails
        public_id="another",
        person=ana[0],
        kind="answer",
        key=f"answer:{claimed.public_id}:1",
        state="sent",
        created_at=1,
    )

    with pytest.raises(ServiceError):
        seeds.record(claimed)
    assert tables.Answer.select().count() == tables.Citation.select().count() == 0
    assert Question.get().state == "working"


def test_no_letter_is_owed_without_the_tick(ana: tuple[int, int]) -> None:
    question = seeds.answered(ana, letter=False)

    assert question.delivery is None
    assert deliveries.claim(seeds.WORKER) is None


def test_no_letter_is_owed_without_an_address(db: None) -> None:
    question = seeds.answered(seeds.member(email=""))

    assert question.delivery is None
    assert Delivery.select().count() == 0


def test_a_claim_tells_all_that_a_letter_needs(ana: tuple[int, int]) -> None:
    question = seeds.answered(ana)
    claimed = claim()

    assert claimed.recipient == "ana@example.org"
    assert (claimed.kind, claimed.attempt, claimed.left_at) == ("answer", 1, None)
    assert (claimed.earlier, len(claimed.stop_token)) == ((), 43)
    assert claimed.question is not None
    assert claimed.course_title == "Álgebra Lineal I"
    assert claimed.course_url == "https://lms.example/course/view.php?id=2"
    assert claimed.course == tables.Course.get().public_id
    assert claimed.question.answer == question.answer
    assert deliveries.claim("host:2") is None


def test_a_letter_goes_to_the_address_of_the_last_launch(ana: tuple[int, int]) -> None:
    seeds.answered(ana)
    seeds.member(email="ana@new.example")

    assert claim().recipient == "ana@new.example"


def test_eight_threads_claim_each_letter_once(db: None) -> None:
    for number in range(20):
        seeds.answered(seeds.member(sub=str(number)))

    def claim_all(number: int) -> list[int]:
        found = iter(lambda: deliveries.claim(f"host:{number}"), None)
        return [each.id for each in found]

    claims = [each for batch in at_once(8, claim_all) for each in batch]

    assert len(claims) == len(set(claims)) == 20


def test_a_letter_that_went_is_sent_here_and_at_its_question(ana: tuple[int, int]) -> None:
    question = seeds.answered(ana)
    claimed = claim()
    may_leave = deliveries.about_to_send(claimed, ID)
    noted = row().data_at
    deliveries.mark_sent(claimed)
    sent = row()

    assert may_leave
    assert noted is not None
    assert (sent.state, sent.lease_token) == ("sent", None)
    assert sent.sent_at >= noted
    assert status() == "sent"
    assert questions.get(ana[1], ana[0], question.public_id).delivery == "sent"
    assert deliveries.claim(seeds.WORKER) is None


def test_a_letter_that_went_says_nothing_of_the_other_answers(ana: tuple[int, int]) -> None:
    answers = [seeds.answered(ana).public_id for _ in range(3)]
    first, second, third = claim(), claim(), claim()
    deliveries.mark_sent(second)

    assert [questions.get(ana[1], ana[0], each).delivery for each in answers] == [
        "sending",
        "sent",
        "sending",
    ]
    assert [row.status for row in Question.select().order_by(Question.id)] == [None, "sent", None]
    assert (first.question, third.question) != (second.question, second.question)


def test_nothing_may_leave_when_the_lease_is_over(ana: tuple[int, int]) -> None:
    seeds.answered(ana)
    late = claim()
    seeds.overdue(Delivery)
    when_over = deliveries.about_to_send(late, ID)
    deliveries.sweep()
    claim()
    when_another_has_it = deliveries.about_to_send(late, ID)

    assert (when_over, when_another_has_it) == (False, False)
    assert row().data_at is None


def test_who_lost_the_lease_writes_nothing(ana: tuple[int, int]) -> None:
    seeds.answered(ana)
    late = claim()
    seeds.overdue(Delivery)
    deliveries.sweep()
    fresh = claim()

    for write in (
        lambda: deliveries.mark_sent(late),
        lambda: deliveries.mark_unknown(late),
        lambda: deliveries.mark_refused(late, REFUSED),
        lambda: deliveries.give_back(late, "late", 0.5, unclear=False),
    ):
        with pytest.raises(LeaseLostError):
            write()
    assert (row().state, row().lease_token) == ("sending", fresh.token)
    assert status() is None


def test_a_refused_letter_failed_and_the_question_stays_unsent(ana: tuple[int, int]) -> None:
    seeds.answered(ana)
    deliveries.mark_refused(claim(), REFUSED)

    assert row().state == "failed"
    assert status() is None
    assert deliveries.claim(seeds.WORKER) is None


@pytest.mark.parametrize("unclear", [True, False])
def test_a_letter_given_back_is_unclear_only_if_its_text_may_have_left(
    ana: tuple[int, int], unclear: bool
) -> None:
    seeds.answered(ana)
    claimed = claim()
    deliveries.about_to_send(claimed, ID)
    deliveries.give_back(claimed, "451", 0.5, unclear=unclear)
    too_early = deliveries.claim("host:2")
    seeds.due(Delivery)
    again = claim()

    assert too_early is None
    assert (again.left_at is not None) is unclear
    assert again.attempt == 2
    assert again.message_id == ID


def test_a_letter_is_given_up_after_thirty_tries(ana: tuple[int, int]) -> None:
    seeds.answered(ana)
    states, failed = [], []
    for _ in range(30):
        seeds.due(Delivery)
        deliveries.give_back(claim(), "451", 0.5, unclear=False)
        states.append(row().state)
        failed.append((row().failed_at is not None, row().address))

    assert states == ["ready"] * 29 + ["failed"]
    assert failed == [(False, "")] * 29 + [(True, "ana@example.org")]


def test_a_letter_about_an_answer_that_is_no_more_marks_no_question(ana: tuple[int, int]) -> None:
    seeds.answered(ana)
    claimed = claim()
    seeds.change(Question, state="queued")
    deliveries.mark_sent(claimed)

    assert row().state == "sent"
    assert status() is None


def test_after_thirty_unclear_tries_nobody_can_say_whether_a_letter_went(
    ana: tuple[int, int],
) -> None:
    seeds.answered(ana)
    states = []
    for _ in range(30):
        seeds.due(Delivery)
        claimed = claim()
        deliveries.about_to_send(claimed, ID)
        deliveries.give_back(claimed, "timeout", 0.5, unclear=True)
        states.append(row().state)

    assert states == ["ready"] * 29 + ["unknown"]
    assert (row().failed_at, row().address) == (None, "")
    assert row().data_at is not None


def test_of_letters_whose_workers_died_for_the_thirtieth_time_those_that_left_are_unknown(
    ana: tuple[int, int],
) -> None:
    for sub in ("3", "4", "5"):
        seeds.answered(seeds.member(sub=sub))
    left, stayed = claim(), claim()
    deliveries.about_to_send(left, ID)
    seeds.change(Delivery, attempt=30)
    seeds.overdue(Delivery)
    waiting = deliveries.sweep()
    rows = {each.id: each for each in Delivery.select()}
    (other,) = set(rows) - {left.id, stayed.id}

    assert waiting == 1
    assert (rows[left.id].state, rows[stayed.id].state) == ("unknown", "failed")
    assert (rows[other].state, rows[other].failed_at) == ("ready", None)


@pytest.mark.parametrize(("left_s", "may_leave"), [(5, True), (-1, False)])
def test_a_letter_may_leave_while_its_lease_has_seconds_left(
    ana: tuple[int, int], left_s: int, may_leave: bool
) -> None:
    seeds.answered(ana)
    claimed = claim()
    with database.connection():
        seeds.change(Delivery, lease_until=database.now_ms() + left_s * 1000)

    assert deliveries.about_to_send(claimed, ID) is may_leave


def test_the_sweep_takes_back_what_a_dead_worker_held_and_keeps_its_mark(
    ana: tuple[int, int],
) -> None:
    seeds.answered(ana)
    deliveries.about_to_send(claim(), ID)
    while_held = deliveries.sweep()
    seeds.overdue(Delivery)
    waiting = deliveries.sweep()

    assert (while_held, waiting) == (0, 1)
    assert claim().left_at is not None


def test_a_letter_that_waits_is_not_due(ana: tuple[int, int]) -> None:
    seeds.answered(ana)
    deliveries.give_back(claim(), "451", 0.5, unclear=False)

    assert deliveries.sweep() == 0


def test_a_second_answer_owes_a_letter_of_its_own(ana: tuple[int, int]) -> None:
    seeds.answered(ana)
    deliveries.mark_sent(claim())
    seeds.change(Question, state="queued", status=None)
    seeds.record(seeds.claim_question())
    keys = [each.key.rpartition(":")[2] for each in Delivery.select().order_by(Delivery.id)]

    assert keys == ["1", "2"]
    assert claim().attempt == 1


def test_a_letter_to_somebody_who_left_the_tool_goes_nowhere(ana: tuple[int, int]) -> None:
    seeds.answered(ana)
    claimed = claim()
    Person.delete().execute()

    with pytest.raises(LeaseLostError):
        deliveries.mark_sent(claimed)
    assert Delivery.select().count() == 0
