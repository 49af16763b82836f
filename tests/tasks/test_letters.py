import logging
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from silabo.domain.clock import from_ms
from silabo.domain.errors import ServiceError
from silabo.domain.letters import MailOutcome, MailReply, MailStep
from silabo.storage import database, deliveries, questions
from silabo.storage.tables import Delivery, Person, Question
from tasks.letters import deliver_next, send_test
from tests import seeds
from tests.fakes.mailer import FakeMailer
from tests.tasks.work import Work


def received(tmp_path: Path) -> list[EmailMessage]:
    files = (tmp_path / "mail").glob("*.eml")
    return [message_from_bytes(each.read_bytes(), policy=policy.default) for each in files]


def deliver(work: Work, mailer: FakeMailer, times: int = 1) -> None:
    for _ in range(times):
        seeds.due(Delivery)
        deliver_next(work.given(mailer=mailer))


def row() -> Delivery:
    return Delivery.get()


def test_nothing_is_owed(work: Work) -> None:
    assert not deliver_next(work.parts)


def test_an_owed_letter_is_sent_once(work: Work, tmp_path: Path) -> None:
    asked = work.answered()
    first, second = deliver_next(work.parts), deliver_next(work.parts)
    (message,) = received(tmp_path)

    assert (first, second) == (True, False)
    assert message["To"] == "ana@example.org"
    assert message["Message-ID"] == f"<{row().public_id}@tool.example>"
    assert row().message_id == f"{row().public_id}@tool.example"
    assert "El parcial es el 1 de octubre." in message.get_body(("plain",)).get_content()
    assert work.question(asked).delivery == "sent"
    assert Question.get().status == "sent"


def test_a_refused_letter_is_not_tried_again(work: Work, caplog: pytest.LogCaptureFixture) -> None:
    asked = work.answered()
    mailer = FakeMailer([MailOutcome.REFUSED])
    deliver(work, mailer, times=2)

    after = work.question(asked)

    assert len(mailer.asked) == 1
    assert (after.delivery, after.refused_address) == ("failed", "ana@example.org")
    assert Question.get().status is None
    assert "letter_refused" in caplog.messages


def test_a_deferred_letter_is_tried_again_and_then_goes_once(work: Work) -> None:
    asked = work.answered()
    mailer = FakeMailer([MailOutcome.DEFERRED, MailOutcome.DEFERRED, MailOutcome.ACCEPTED])
    deliver(work, mailer)
    put_off = (row().state, row().run_after > 0, row().data_at)
    deliver(work, mailer, times=3)

    assert put_off == ("ready", True, None)
    assert mailer.looked_up == []
    assert len(mailer.taken) == 1
    assert work.question(asked).delivery == "sent"


def test_an_unclear_letter_is_looked_up_and_not_sent_again(work: Work) -> None:
    asked = work.answered()
    mailer = FakeMailer([MailOutcome.UNCLEAR, MailOutcome.ACCEPTED])
    deliver(work, mailer)
    marked = row().data_at
    deliver(work, mailer)

    assert marked is not None
    assert mailer.looked_up == [(row().message_id, from_ms(marked))]
    assert len(mailer.taken) == len(mailer.asked) == 1
    assert work.question(asked).delivery == "sent"


def test_an_unclear_letter_that_did_not_arrive_is_sent_again(work: Work) -> None:
    asked = work.answered()
    mailer = FakeMailer([ServiceError("the line broke"), MailOutcome.ACCEPTED])
    deliver(work, mailer)
    marked = row().data_at
    deliver(work, mailer)

    assert marked is not None
    assert len(mailer.asked) == 2
    assert len(mailer.taken) == 1
    assert work.question(asked).delivery == "sent"


def test_a_mail_system_that_cannot_tell_gets_the_letter_again_under_the_same_id(
    work: Work,
) -> None:
    work.answered()
    mailer = FakeMailer([MailOutcome.UNCLEAR, MailOutcome.ACCEPTED], memory=None)
    deliver(work, mailer, times=2)

    assert len(mailer.taken) == 2
    assert len({letter.message_id for letter in mailer.taken}) == 1


def test_a_letter_whose_sender_died_after_it_went_is_not_sent_again(
    work: Work, tmp_path: Path
) -> None:
    work.answered()
    claimed = deliveries.claim("host:2")
    mailer = FakeMailer([MailOutcome.ACCEPTED])
    deliveries.about_to_send(claimed, "the-letter@tool.example")
    deliver_next(work.parts)  # nothing: another holds it
    mailer.taken.append(seeds.letter_named("the-letter@tool.example"))
    seeds.overdue(Delivery)
    deliveries.sweep()
    deliver(work, mailer)

    assert mailer.asked == []
    assert row().state == "sent"
    assert received(tmp_path) == []


def test_a_mailer_that_breaks_is_tried_again_and_its_words_stay_out_of_the_log(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    asked = work.answered()
    mailer = FakeMailer([RuntimeError("ana@example.org is no mailbox"), MailOutcome.ACCEPTED])
    deliver(work, mailer, times=2)
    logged = caplog.text + "".join(str(vars(record)) for record in caplog.records)

    assert work.question(asked).delivery == "sent"
    assert "ana@example.org" not in logged
    assert {"delivery_failed", "letter_given_back", "letter_sent"} <= set(caplog.messages)


def test_a_letter_that_is_never_taken_is_given_up(work: Work) -> None:
    asked = work.answered()
    mailer = FakeMailer([MailOutcome.DEFERRED])
    deliver(work, mailer, times=31)

    assert len(mailer.asked) == 30
    assert work.question(asked).delivery == "failed"


def test_a_letter_whose_address_was_taken_back_goes_nowhere(work: Work, tmp_path: Path) -> None:
    work.answered()
    seeds.change(Person, email="")
    found = deliver_next(work.parts)

    assert not found
    assert received(tmp_path) == []
    assert row().state == "suppressed"


def test_a_letter_of_a_deleted_question_does_not_leave(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    asked = work.answered()

    class Deleting(FakeMailer):
        def send(self, letter, **callbacks):  # type: ignore[no-untyped-def]
            questions.remove(work.course, work.ana[0], asked)
            return super().send(letter, **callbacks)

    mailer = Deleting([MailOutcome.ACCEPTED])
    deliver(work, mailer)

    assert mailer.taken == []
    assert Delivery.select().count() == 0
    assert caplog.messages == []


def test_a_sender_that_lost_its_lease_changes_nothing(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    work.answered()

    class Late(FakeMailer):
        def send(self, letter, *, before_data, when_accepted):  # type: ignore[no-untyped-def]
            def late() -> None:
                seeds.overdue(Delivery)
                deliveries.sweep()
                when_accepted()

            return super().send(letter, before_data=before_data, when_accepted=late)

    mailer = Late([MailOutcome.ACCEPTED])
    deliver(work, mailer)
    after = row()

    assert (after.state, after.sent_at) == ("ready", None)
    assert after.data_at is not None
    assert caplog.messages == ["delivery_lost"]


def test_a_letter_that_may_have_gone_is_held_where_that_is_the_rule(work: Work) -> None:
    asked = work.answered()
    mailer = FakeMailer([MailOutcome.UNCLEAR, MailOutcome.ACCEPTED], memory=None)
    holding = work.given(mailer=mailer, hold_unclear=True)
    for _ in range(3):
        seeds.due(Delivery)
        deliver_next(holding)

    assert len(mailer.asked) == 1
    assert work.question(asked).delivery == "unknown"
    assert Question.get().status is None


def test_a_mail_system_that_cannot_be_asked_now_is_asked_later(work: Work) -> None:
    asked = work.answered()
    mailer = FakeMailer([MailOutcome.UNCLEAR, MailOutcome.ACCEPTED])
    mailer.memory = ServiceError("the mail system cannot be asked")
    deliver(work, mailer, times=3)
    meanwhile = (row().state, row().data_at is not None, len(mailer.asked))
    mailer.memory = True
    deliver(work, mailer)

    assert meanwhile == ("ready", True, 1)
    assert len(mailer.taken) == 1
    assert work.question(asked).delivery == "sent"


def test_what_nobody_can_tell_stays_unclear_through_a_try_that_failed(work: Work) -> None:
    work.answered()
    mailer = FakeMailer([MailOutcome.UNCLEAR, MailOutcome.DEFERRED], memory=None)
    deliver(work, mailer)
    first = row().data_at
    deliver(work, mailer)

    assert row().data_at == first
    assert len({letter.message_id for letter in mailer.asked}) == 1


def test_what_is_known_not_to_have_gone_is_clear_again(work: Work) -> None:
    work.answered()
    mailer = FakeMailer([MailOutcome.UNCLEAR, MailOutcome.DEFERRED])
    deliver(work, mailer)
    mailer.taken.clear()
    deliver(work, mailer)

    assert len(mailer.asked) == 2
    assert row().data_at is None


def test_a_database_that_is_away_at_the_end_is_asked_again_and_the_letter_goes_once(
    work: Work, tmp_path: Path
) -> None:
    """The letter has gone: only the row does not know it yet."""
    work.answered()
    file, away = tmp_path / "silabo.sqlite", tmp_path / "away.sqlite"
    waits = []

    class Breaking(FakeMailer):
        def send(self, letter, *, before_data, when_accepted):  # type: ignore[no-untyped-def]
            def accepted() -> None:
                database.close_all()
                file.rename(away)
                file.mkdir()
                when_accepted()

            return super().send(letter, before_data=before_data, when_accepted=accepted)

    def come_back(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            file.rmdir()
            away.rename(file)

    mailer = Breaking([MailOutcome.ACCEPTED])
    deliver_next(work.given(mailer=mailer, sleep=come_back))

    assert waits == [1, 2, 4]
    assert len(mailer.taken) == 1
    assert (row().state, Question.get().status) == ("sent", "sent")


@pytest.mark.parametrize(
    ("reply", "trusted"),
    [
        (MailReply(MailOutcome.REFUSED, MailStep.RCPT, 550), False),
        (MailReply(MailOutcome.REFUSED, MailStep.RCPT, 550, "5.1.1"), False),
        (MailReply(MailOutcome.REFUSED, MailStep.RCPT, 550, "5.7.1"), True),
        (MailReply(MailOutcome.REFUSED, MailStep.RCPT, 554), True),
        (MailReply(MailOutcome.REFUSED, MailStep.DOT, 550, "5.1.1"), True),
    ],
)
def test_an_address_that_does_not_exist_gets_no_more_letters_until_there_is_another(
    work: Work, reply: MailReply, trusted: bool
) -> None:
    work.answered()
    mailer = FakeMailer([reply, MailOutcome.ACCEPTED])
    deliver(work, mailer)
    work.answered()
    deliver(work, mailer)
    after_refusal = len(mailer.taken)
    seeds.member(email="ana@new.example")
    work.answered()
    deliver(work, mailer)

    assert after_refusal == (1 if trusted else 0)
    assert [each.recipient for each in mailer.taken][after_refusal:] == ["ana@new.example"]


def test_a_test_letter_is_a_row_like_any_other_and_sent_at_once(work: Work, tmp_path: Path) -> None:
    reply = send_test(work.parts, "root@tool.example")
    (message,) = received(tmp_path)

    assert reply is not None
    assert reply.outcome is MailOutcome.ACCEPTED
    assert message["To"] == "root@tool.example"
    assert (row().kind, row().state, row().person_id) == ("test", "sent", None)


def test_a_test_letter_that_is_put_off_is_tried_again_by_the_workers(work: Work) -> None:
    mailer = FakeMailer([MailOutcome.DEFERRED, MailOutcome.ACCEPTED])
    send_test(work.given(mailer=mailer), "root@tool.example")
    waiting = row().state
    deliver(work, mailer)

    assert waiting == "ready"
    assert (row().state, len(mailer.taken)) == ("sent", 1)


def test_a_test_letter_that_arrives_proves_an_address_that_had_refused(work: Work) -> None:
    work.answered()
    refused = MailReply(MailOutcome.REFUSED, MailStep.RCPT, 550, "5.1.1")
    deliver(work, FakeMailer([refused]))
    mailer = FakeMailer([MailOutcome.ACCEPTED])
    send_test(work.given(mailer=mailer), "ana@example.org")
    work.answered()
    deliver(work, mailer)

    assert [each.recipient for each in mailer.taken] == ["ana@example.org"] * 2


def test_what_a_mail_system_says_of_a_person_stays_out_of_logs_and_rows(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    work.answered()
    words = "<ana@example.org>: Ana Benítez has left the university"
    deliver(work, FakeMailer([MailReply(MailOutcome.REFUSED, MailStep.RCPT, 550, "5.1.1", words)]))
    logged = caplog.text + "".join(str(vars(record)) for record in caplog.records)

    assert row().last_error == "rcpt 550 5.1.1"
    assert "letter_refused" in caplog.messages
    assert "example.org" not in logged
    assert "Ana" not in logged
