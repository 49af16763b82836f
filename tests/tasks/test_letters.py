import logging
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from silabo.domain.errors import ServiceError
from silabo.domain.letters import MailOutcome
from silabo.storage import deliveries, questions
from silabo.storage.tables import Delivery, Person, Question
from tasks.letters import deliver_next
from tests import seeds
from tests.fakes import FakeMailer
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
    assert message["Message-ID"] == f"<q-{asked}-1@tool.example>"
    assert "El parcial es el 1 de octubre." in message.get_body(("plain",)).get_content()
    assert work.question(asked).delivery == "sent"
    assert Question.get().status == "sent"


def test_a_refused_letter_is_not_tried_again(work: Work, caplog: pytest.LogCaptureFixture) -> None:
    asked = work.answered()
    mailer = FakeMailer([MailOutcome.REFUSED])
    deliver(work, mailer, times=2)

    assert len(mailer.asked) == 1
    assert work.question(asked).delivery == "failed"
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
    mailer = FakeMailer([MailOutcome.UNCLEAR, MailOutcome.ACCEPTED], knows=False)
    deliver(work, mailer, times=2)

    assert len(mailer.taken) == 2
    assert len({letter.message_id for letter in mailer.taken}) == 1


def test_a_letter_whose_sender_died_after_it_went_is_not_sent_again(
    work: Work, tmp_path: Path
) -> None:
    work.answered()
    claimed = deliveries.claim("host:2")
    mailer = FakeMailer([MailOutcome.ACCEPTED])
    deliveries.about_to_send(claimed)
    deliver_next(work.parts)  # nothing: another holds it
    mailer.taken.append(seeds.letter_named(claimed.message_id))
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


def test_a_letter_whose_address_was_taken_back_is_refused(work: Work, tmp_path: Path) -> None:
    work.answered()
    seeds.change(Person, email="")
    deliver_next(work.parts)

    assert received(tmp_path) == []
    assert row().state == "failed"


def test_a_letter_of_a_deleted_question_does_not_leave(
    work: Work, caplog: pytest.LogCaptureFixture
) -> None:
    asked = work.answered()

    class Deleting(FakeMailer):
        def send(self, letter, *, before_data):  # type: ignore[no-untyped-def]
            questions.remove(work.course, work.ana[0], asked)
            return super().send(letter, before_data=before_data)

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
        def send(self, letter, *, before_data):  # type: ignore[no-untyped-def]
            outcome = super().send(letter, before_data=before_data)
            seeds.overdue(Delivery)
            deliveries.sweep()
            return outcome

    mailer = Late([MailOutcome.ACCEPTED])
    deliver(work, mailer)
    after = row()

    assert (after.state, after.sent_at) == ("ready", None)
    assert after.data_at is not None
    assert caplog.messages == ["delivery_lost"]
