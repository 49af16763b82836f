"""What a real Postfix remembers of a letter, by its log and its queue."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from silabo.adapters.mail.messages import MessageWriter
from silabo.adapters.mail.postfix import LocalPostfix
from silabo.adapters.mail.smtp_mailer import SmtpMailer
from silabo.adapters.mail.smtp_server import parse_server
from silabo.domain.clock import now
from silabo.domain.errors import ServiceError
from silabo.domain.letters import Letter, MailOutcome, MailReply
from tests.services.postfix import Postfix
from tests.services.scripted_smtp import ScriptedSmtp
from tests.tasks.work import eventually

pytestmark = [pytest.mark.service, pytest.mark.row("fault-40")]

LETTER = Letter("ana@example.org", "Hola", "Hola", "<p>Hola</p>", "", "es")


@pytest.fixture(scope="module")
def postfix() -> Iterator[Postfix]:
    """A Postfix that hands on to nowhere."""
    server = Postfix()
    yield server
    server.remove()


@pytest.fixture
def memory(postfix: Postfix) -> LocalPostfix:
    return LocalPostfix(postfix.log, postfix.queue_command)


@pytest.fixture
def since() -> datetime:
    return now()


def fresh() -> str:
    return f"{uuid4()}@tool.example"


def send(postfix: Postfix, message_id: str, recipient: str = "ana@example.org") -> MailReply:
    mailer = SmtpMailer(
        parse_server(f"smtp://127.0.0.1:{postfix.port}"),
        MessageWriter("Sílabo <silabo@tool.example>"),
        name="tool.example",
    )
    letter = replace(LETTER, message_id=message_id, recipient=recipient)
    return mailer.send(letter, before_data=lambda: True)


def break_off(postfix: Postfix, message_id: str, text: bytes) -> None:
    """Begin a letter, and close the line in the middle, as the death of a sender does."""
    with socket.create_connection(("127.0.0.1", postfix.port)) as line:
        file = line.makefile("rb")
        file.readline()
        for command in ("HELO x", "MAIL FROM:<a@x>", "RCPT TO:<ana@example.org>", "DATA"):
            line.sendall(f"{command}\r\n".encode())
            file.readline()
        line.sendall(f"Message-ID: <{message_id}>\r\n\r\n".encode() + text)
        file.close()


def test_it_remembers_what_it_took_and_nothing_else(
    postfix: Postfix, memory: LocalPostfix, since: datetime
) -> None:
    taken = fresh()
    before = memory.accepted(taken, since)
    send(postfix, taken)

    assert before is False
    assert memory.accepted(taken, since) is True
    assert memory.accepted(fresh(), since) is False


@pytest.mark.parametrize("recipient", ["nobody@example.org", "later@example.org"])
def test_what_it_refused_it_did_not_take(
    postfix: Postfix, memory: LocalPostfix, since: datetime, recipient: str
) -> None:
    name = fresh()
    reply = send(postfix, name, recipient)

    assert reply.outcome in {MailOutcome.REFUSED, MailOutcome.DEFERRED}
    assert reply.address_is_wrong is (recipient == "nobody@example.org")
    assert memory.accepted(name, since) is False


def test_a_letter_that_broke_off_is_named_in_the_log_and_was_not_taken(
    postfix: Postfix, memory: LocalPostfix, since: datetime
) -> None:
    """Postfix names a message while it still arrives."""
    name = fresh()
    break_off(postfix, name, b"half of the text\r\n" * 5000)
    named = eventually(lambda: f"message-id=<{name}>" in postfix.log.read_text())

    assert named
    assert memory.accepted(name, since) is False


def test_a_letter_that_broke_off_and_was_sent_again_was_taken(
    postfix: Postfix, memory: LocalPostfix, since: datetime
) -> None:
    name = fresh()
    break_off(postfix, name, b"half of the text\r\n" * 5000)
    send(postfix, name)

    assert memory.accepted(name, since) is True


def test_what_was_taken_and_lies_in_the_queue_is_known_by_the_queue(
    postfix: Postfix, memory: LocalPostfix, since: datetime
) -> None:
    """The queue manager does not run, so the log has no word of the letter's acceptance."""
    name = fresh()
    postfix.write_services(queue_manager=False)
    postfix.command("reload")
    try:
        taken = eventually(lambda: send(postfix, name).outcome is MailOutcome.ACCEPTED)
        listed = eventually(lambda: len(memory.queued()) == 1)

        assert taken
        assert listed
        assert memory.accepted(name, since) is True
    finally:
        postfix.write_services()
        postfix.command("reload")
    assert eventually(lambda: not memory.queued())


def test_what_was_taken_before_its_log_was_rotated_is_known(
    postfix: Postfix, memory: LocalPostfix, since: datetime
) -> None:
    name = fresh()
    send(postfix, name)
    known = eventually(lambda: memory.accepted(name, since) is True)
    postfix.command("logrotate")
    files = sorted(each.name for each in postfix.log.parent.iterdir())

    assert known
    assert any(each.endswith(".gz") for each in files)
    assert memory.accepted(name, since) is True
    assert memory.accepted(fresh(), since) is False


def test_a_log_that_is_away_is_no_proof(postfix: Postfix, since: datetime) -> None:
    away = LocalPostfix(Path("/nowhere/mail.log"), postfix.queue_command)

    with pytest.raises(ServiceError):
        away.accepted(fresh(), since)


def test_a_queue_that_cannot_be_asked_is_no_proof(postfix: Postfix, since: datetime) -> None:
    name = fresh()
    break_off(postfix, name, b"half\r\n" * 5000)
    assert eventually(lambda: name in postfix.log.read_text())
    silent = LocalPostfix(postfix.log, ["/bin/false"])

    with pytest.raises(ServiceError):
        silent.accepted(name, since)


@pytest.fixture
def hop() -> Iterator[tuple[ScriptedSmtp, Postfix]]:
    """A Postfix, and the next server, which decides about its letters."""
    journal = ScriptedSmtp()
    server = Postfix(journal.port)
    yield journal, server
    server.remove()
    journal.stop()


@pytest.mark.row("fault-39")
def test_what_the_next_server_refuses_has_come_back(
    hop: tuple[ScriptedSmtp, Postfix], since: datetime
) -> None:
    """Postfix has said 250 by then."""
    journal, server = hop
    memory = LocalPostfix(server.log, server.queue_command)
    refused, filtered, arrived = fresh(), fresh(), fresh()
    journal.script["rcpt"] += ["550 5.1.1 No such user", "250 2.1.5 Ok"]
    replies = [send(server, refused)]
    told = eventually(lambda: len(memory.bounced(since)) == 1)
    # What Postfix returns to us is a letter of its own on this way.
    assert eventually(lambda: not memory.queued())
    journal.script["dot"] = ["554 5.7.1 dsn=5.1.1, status=bounced (spam)"]
    replies.append(send(server, filtered, "eva@example.org"))
    told_again = eventually(lambda: len(memory.bounced(since)) == 2)
    assert eventually(lambda: not memory.queued())
    replies.append(send(server, arrived))
    assert eventually(lambda: arrived in journal.journal[-1].raw.decode())
    found = memory.bounced(since)

    assert {each.outcome for each in replies} == {MailOutcome.ACCEPTED}
    assert (told, told_again) == (True, True)
    assert [(each.message_id, each.recipient, each.status) for each in found] == [
        (refused, "ana@example.org", "5.1.1"),
        (filtered, "eva@example.org", "5.7.1"),
    ]
    assert [each.address_is_wrong for each in found] == [True, False]
    assert all(since - timedelta(seconds=2) <= each.at <= now() for each in found)
