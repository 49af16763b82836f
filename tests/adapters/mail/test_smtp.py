"""What the SMTP mailer makes of servers that refuse, break the line, say nothing or lie."""

import socket
import time
from collections.abc import Callable

import pytest

from silabo.adapters.mail.smtp_conversation import stuffed
from silabo.adapters.mail.smtp_mailer import SmtpMailer
from silabo.adapters.mail.smtp_server import parse_server
from silabo.domain.letters import MailOutcome, MailStep
from tests.adapters.sending import LETTER, WRITER, Sending
from tests.ports import free_port
from tests.services.scripted_smtp import Act

QUICK_S = 0.6


@pytest.mark.row("fault-38")
@pytest.mark.parametrize(
    ("step", "where"),
    [
        ("connect", MailStep.GREETING),
        ("ehlo", MailStep.EHLO),
        ("mail", MailStep.MAIL),
        ("rcpt", MailStep.RCPT),
        ("data", MailStep.DATA),
        ("dot", MailStep.DOT),
    ],
)
@pytest.mark.parametrize("reply", ["421 4.3.2 Closing", "450 4.2.1 Busy", "451 4.3.0 Later"])
def test_a_refusal_for_now_at_any_step_defers(
    start_server: Callable[..., Sending], step: str, where: MailStep, reply: str
) -> None:
    sending = start_server()
    sending.server.script[step] = [reply]
    first, second = sending.send(), sending.send()

    assert (first.outcome, first.step) == (MailOutcome.DEFERRED, where)
    assert first.reason == f"{where} {reply[:9]}"
    assert second.outcome is MailOutcome.ACCEPTED
    assert len(sending.server.journal) == 1


@pytest.mark.row("fault-39")
@pytest.mark.parametrize(
    ("step", "reply", "outcome", "wrong_address"),
    [
        ("connect", "554 5.3.2 No service", MailOutcome.DEFERRED, False),
        ("ehlo", "550 5.7.1 Go away", MailOutcome.DEFERRED, False),
        ("mail", "550 5.7.1 Sender refused", MailOutcome.DEFERRED, False),
        ("mail", "552 5.3.4 Too large", MailOutcome.DEFERRED, False),
        ("rcpt", "530 5.7.0 Log in first", MailOutcome.DEFERRED, False),
        ("rcpt", "550 5.1.1 No such user", MailOutcome.REFUSED, True),
        ("rcpt", "550 5.1.10 Null MX", MailOutcome.REFUSED, True),
        ("rcpt", "550 5.2.1 Closed", MailOutcome.REFUSED, True),
        ("rcpt", "550 No such user", MailOutcome.REFUSED, True),
        ("rcpt", "553 Not a mailbox", MailOutcome.REFUSED, True),
        ("rcpt", "550 5.7.1 Not for you", MailOutcome.REFUSED, False),
        ("rcpt", "550 5.1.8 Your domain does not exist", MailOutcome.REFUSED, False),
        ("rcpt", "552 5.2.2 Mailbox full", MailOutcome.REFUSED, False),
        ("rcpt", "554 Something", MailOutcome.REFUSED, False),
        ("data", "554 5.5.1 No valid recipients", MailOutcome.REFUSED, False),
        ("dot", "552 5.3.4 Too large", MailOutcome.REFUSED, False),
        ("dot", "554 5.7.1 Looks like spam", MailOutcome.REFUSED, False),
        ("dot", "550 5.1.1 No such user after all", MailOutcome.REFUSED, False),
    ],
)
def test_a_refusal_for_good_is_the_letters_end_only_where_it_speaks_of_the_letter(
    start_server: Callable[..., Sending],
    step: str,
    reply: str,
    outcome: MailOutcome,
    wrong_address: bool,
) -> None:
    sending = start_server()
    sending.server.script[step] = [reply]
    found = sending.send()

    assert (found.outcome, found.address_is_wrong) == (outcome, wrong_address)
    assert found.words == reply[4:]
    assert sending.server.journal == []
    assert "accepted" not in sending.steps


@pytest.mark.row("fault-37")
@pytest.mark.parametrize("host", ["127.0.0.1", "does-not-exist.invalid"])
def test_a_server_that_is_not_there_defers(host: str, start_server: Callable[..., Sending]) -> None:
    sending = start_server(path=f"{host}:{free_port()}?starttls=none")

    reply = sending.send()

    assert (reply.outcome, reply.step, reply.code) == (MailOutcome.DEFERRED, MailStep.CONNECT, 0)
    assert reply.words
    assert sending.steps == []


@pytest.mark.parametrize(
    ("step", "where"),
    [
        ("connect", MailStep.GREETING),
        ("ehlo", MailStep.EHLO),
        ("mail", MailStep.MAIL),
        ("rcpt", MailStep.RCPT),
        ("data", MailStep.DATA),
    ],
)
@pytest.mark.parametrize("act", [Act.DROP, Act.SAY_NOTHING])
def test_a_line_that_breaks_or_falls_silent_before_the_text_defers(
    start_server: Callable[..., Sending], step: str, where: MailStep, act: Act
) -> None:
    sending = start_server()
    sending.longest_s = QUICK_S
    sending.server.script[step] = [act]
    reply = sending.send()

    assert (reply.outcome, reply.step) == (MailOutcome.DEFERRED, where)
    assert sending.server.journal == []


@pytest.mark.row("fault-40")
@pytest.mark.parametrize(
    ("act", "arrived"), [(Act.DROP, 0), (Act.TAKE_AND_DROP, 1), (Act.SAY_NOTHING, 0)]
)
def test_a_line_that_breaks_after_the_dot_leaves_it_unclear(
    start_server: Callable[..., Sending], act: Act, arrived: int
) -> None:
    sending = start_server()
    sending.longest_s = QUICK_S
    sending.server.script["dot"] = [act]
    reply = sending.send()

    assert (reply.outcome, reply.step) == (MailOutcome.UNCLEAR, MailStep.DOT)
    assert sending.steps == ["leaving"]
    assert len(sending.server.journal) == arrived


@pytest.mark.parametrize("nonsense", ["", "hello", "99 what", "25", "2" * 9000, "354 more?"])
def test_a_reply_after_the_dot_that_is_none_leaves_it_unclear(
    start_server: Callable[..., Sending], nonsense: str
) -> None:
    sending = start_server()
    sending.server.script["dot"] = [nonsense]

    assert sending.send().outcome is MailOutcome.UNCLEAR


@pytest.mark.row("fault-40")
@pytest.mark.parametrize("goodbye", [Act.DROP, "421 4.3.2 Closing", "500 5.5.1 What?", "nonsense"])
def test_a_goodbye_that_fails_changes_nothing(
    start_server: Callable[..., Sending], goodbye: str | Act
) -> None:
    sending = start_server()
    sending.server.script["quit"] = [goodbye]
    reply = sending.send()

    assert (reply.outcome, reply.code, reply.words) == (MailOutcome.ACCEPTED, 250, "2.0.0 Taken")
    assert sending.steps == ["leaving", "accepted"]
    assert len(sending.server.journal) == 1


@pytest.mark.row("fault-41")
@pytest.mark.parametrize("step", ["connect", "rcpt", "dot"])
@pytest.mark.parametrize("act", [Act.SAY_NOTHING, Act.DRIBBLE])
def test_a_tarpit_holds_the_sender_no_longer_than_one_letter_may_take(
    start_server: Callable[..., Sending], step: str, act: Act
) -> None:
    """A byte now and then would keep every single read of a line from timing out."""
    sending = start_server()
    # What comes before the dot has to fit into it, on a busy machine too.
    sending.longest_s = 4 * QUICK_S if step == "dot" else QUICK_S
    sending.server.script[step] = [act]
    began = time.monotonic()
    reply = sending.send()

    assert time.monotonic() - began < sending.longest_s + 15
    wanted = MailOutcome.UNCLEAR if step == "dot" else MailOutcome.DEFERRED
    assert reply.outcome is wanted


def test_we_say_who_we_are_without_asking_a_name_server(
    start_server: Callable[..., Sending],
) -> None:
    sending = start_server()
    sending.send()

    assert sending.server.heard[:3] == [
        "ehlo tool.example",
        "mail FROM:<silabo@tool.example>",
        "rcpt TO:<ana@example.org>",
    ]


def test_lines_of_dots_arrive_as_they_were_written(start_server: Callable[..., Sending]) -> None:
    sending = start_server()
    sending.send()
    (message,) = sending.server.messages
    text = message.get_body(("plain",))

    assert text is not None
    assert str(text.get_content()).replace("\r\n", "\n") == LETTER.text


def test_no_byte_of_a_letter_can_end_it_or_begin_another() -> None:
    """A lone CR or LF would let two servers disagree on where the letter ends."""
    sent = stuffed(b"a\r\n.\r\nb\n.\nc\r.\rd\r\n..e\n\r.\r\n\n.")

    assert b"\r\n.\r\n" not in sent
    assert sent.replace(b"\r\n", b"").count(b"\r") == sent.replace(b"\r\n", b"").count(b"\n") == 0
    assert sent == (b"a\r\n..\r\nb\r\n..\r\nc\r\n..\r\nd\r\n...e\r\n\r\n..\r\n\r\n..\r\n")


def test_a_server_that_listens_and_never_accepts_is_given_up_in_time() -> None:
    """Its queue of connections is full: connecting neither succeeds nor fails."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        port = full.getsockname()[1]
        waiting = []
        for _ in range(3):
            each = socket.socket()
            each.setblocking(False)
            each.connect_ex(("127.0.0.1", port))
            waiting.append(each)
        began = time.monotonic()
        address = parse_server(f"smtp://127.0.0.1:{port}")
        reply = SmtpMailer(address, WRITER, name="tool.example", longest_s=1).greet()
        for each in waiting:
            each.close()

    assert reply.outcome is MailOutcome.DEFERRED
    assert time.monotonic() - began < 20
