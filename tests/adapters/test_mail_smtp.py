"""What the SMTP mailer makes of servers that refuse, break the line, say nothing or lie."""

import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from silabo.adapters.mail_messages import MessageWriter
from silabo.adapters.smtp_conversation import stuffed
from silabo.adapters.smtp_mailer import SmtpMailer
from silabo.adapters.smtp_server import parse_server
from silabo.domain.letters import Letter, MailOutcome, MailReply, MailStep
from tests.ports import free_port
from tests.services.certificates import Certificate, certificate
from tests.services.scripted_smtp import Act, ScriptedSmtp

LETTER = Letter(
    recipient="ana@example.org",
    subject="Hola",
    text="Hola\n.\n..dos\n",
    html="<p>Hola</p>",
    message_id="letter-1@tool.example",
    language="es",
)
WRITER = MessageWriter("Sílabo <silabo@tool.example>")
QUICK_S = 0.6


@dataclass
class Sending:
    """A server, and one letter on its way to it."""

    server: ScriptedSmtp
    path: str = "127.0.0.1:{port}"
    scheme: str = "smtp"
    longest_s: float = 20
    steps: list[str] = field(default_factory=list)

    def send(self) -> MailReply:
        address = f"{self.scheme}://{self.path.format(port=self.server.port)}"
        mailer = SmtpMailer(
            parse_server(address), WRITER, name="tool.example", longest_s=self.longest_s
        )
        return mailer.send(
            LETTER,
            before_data=lambda: self.steps.append("leaving") is None,
            when_accepted=lambda: self.steps.append("accepted"),
        )


@pytest.fixture
def start() -> Iterator[Callable[..., Sending]]:
    """Starts servers, and stops them all."""
    servers = []

    def started(*, path: str = "", scheme: str = "smtp", **options: object) -> Sending:
        servers.append(ScriptedSmtp(**options))
        return Sending(servers[-1], path or "127.0.0.1:{port}", scheme)

    yield started
    for each in servers:
        each.stop()


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Certificate:
    """A certificate for localhost, by an authority that this machine trusts for this test."""
    made = certificate(tmp_path / "tls")
    monkeypatch.setenv("SSL_CERT_FILE", str(made.authority))
    return made


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
    start: Callable[..., Sending], step: str, where: MailStep, reply: str
) -> None:
    sending = start()
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
    start: Callable[..., Sending],
    step: str,
    reply: str,
    outcome: MailOutcome,
    wrong_address: bool,
) -> None:
    sending = start()
    sending.server.script[step] = [reply]
    found = sending.send()

    assert (found.outcome, found.address_is_wrong) == (outcome, wrong_address)
    assert found.words == reply[4:]
    assert sending.server.journal == []
    assert "accepted" not in sending.steps


@pytest.mark.row("fault-37")
@pytest.mark.parametrize("host", ["127.0.0.1", "does-not-exist.invalid"])
def test_a_server_that_is_not_there_defers(host: str, start: Callable[..., Sending]) -> None:
    sending = start(path=f"{host}:{free_port()}?starttls=none")

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
    start: Callable[..., Sending], step: str, where: MailStep, act: Act
) -> None:
    sending = start()
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
    start: Callable[..., Sending], act: Act, arrived: int
) -> None:
    sending = start()
    sending.longest_s = QUICK_S
    sending.server.script["dot"] = [act]
    reply = sending.send()

    assert (reply.outcome, reply.step) == (MailOutcome.UNCLEAR, MailStep.DOT)
    assert sending.steps == ["leaving"]
    assert len(sending.server.journal) == arrived


@pytest.mark.parametrize("nonsense", ["", "hello", "99 what", "25", "2" * 9000, "354 more?"])
def test_a_reply_after_the_dot_that_is_none_leaves_it_unclear(
    start: Callable[..., Sending], nonsense: str
) -> None:
    sending = start()
    sending.server.script["dot"] = [nonsense]

    assert sending.send().outcome is MailOutcome.UNCLEAR


@pytest.mark.row("fault-40")
@pytest.mark.parametrize("goodbye", [Act.DROP, "421 4.3.2 Closing", "500 5.5.1 What?", "nonsense"])
def test_a_goodbye_that_fails_changes_nothing(
    start: Callable[..., Sending], goodbye: str | Act
) -> None:
    sending = start()
    sending.server.script["quit"] = [goodbye]
    reply = sending.send()

    assert (reply.outcome, reply.code, reply.words) == (MailOutcome.ACCEPTED, 250, "2.0.0 Taken")
    assert sending.steps == ["leaving", "accepted"]
    assert len(sending.server.journal) == 1


@pytest.mark.row("fault-41")
@pytest.mark.parametrize("step", ["connect", "rcpt", "dot"])
@pytest.mark.parametrize("act", [Act.SAY_NOTHING, Act.DRIBBLE])
def test_a_tarpit_holds_the_sender_no_longer_than_one_letter_may_take(
    start: Callable[..., Sending], step: str, act: Act
) -> None:
    """A byte now and then would keep every single read of a line from timing out."""
    sending = start()
    sending.longest_s = QUICK_S
    sending.server.script[step] = [act]
    began = time.monotonic()
    reply = sending.send()

    assert time.monotonic() - began < QUICK_S + 3
    wanted = MailOutcome.UNCLEAR if step == "dot" else MailOutcome.DEFERRED
    assert reply.outcome is wanted


@pytest.mark.parametrize(
    ("path", "scheme"),
    [
        ("localhost:{port}?starttls=required", "smtp"),
        ("localhost:{port}?starttls=opportunistic", "smtp"),
        ("localhost:{port}", "smtps"),
    ],
)
def test_an_encrypted_line_carries_the_letter(
    start: Callable[..., Sending], trusted: Certificate, path: str, scheme: str
) -> None:
    sending = start(certificate=trusted, from_the_start=scheme == "smtps", path=path, scheme=scheme)
    reply = sending.send()

    assert reply.outcome is MailOutcome.ACCEPTED
    (taken,) = sending.server.journal
    assert taken.encrypted


@pytest.mark.parametrize(
    ("path", "scheme"),
    [
        ("localhost:{port}?starttls=required", "smtp"),
        ("localhost:{port}?starttls=opportunistic", "smtp"),
        ("localhost:{port}", "smtps"),
    ],
)
@pytest.mark.parametrize("flaw", ["unknown authority", "another host", "expired"])
def test_a_certificate_that_proves_nothing_gets_no_letter(
    start: Callable[..., Sending],
    trusted: Certificate,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    scheme: str,
    flaw: str,
) -> None:
    shown = certificate(
        tmp_path / "flawed",
        "mail.elsewhere.example" if flaw == "another host" else "localhost",
        expired=flaw == "expired",
    )
    if flaw != "unknown authority":
        monkeypatch.setenv("SSL_CERT_FILE", str(shown.authority))
    sending = start(certificate=shown, from_the_start=scheme == "smtps", path=path, scheme=scheme)
    reply = sending.send()

    where = MailStep.CONNECT if scheme == "smtps" else MailStep.STARTTLS
    assert (reply.outcome, reply.step) == (MailOutcome.DEFERRED, where)
    assert "certificate" in reply.words.lower()
    assert sending.server.journal == []


@pytest.mark.parametrize(
    ("starttls", "outcome"),
    [
        ("required", MailOutcome.DEFERRED),
        ("opportunistic", MailOutcome.ACCEPTED),
        ("none", MailOutcome.ACCEPTED),
    ],
)
def test_a_server_without_encryption_gets_a_letter_only_where_that_is_allowed(
    start: Callable[..., Sending], starttls: str, outcome: MailOutcome
) -> None:
    sending = start(path=f"localhost:{{port}}?starttls={starttls}")

    assert sending.send().outcome is outcome


@pytest.mark.parametrize("password", ["secret", "p%40ss%3Aw%2Frd%20%25"])
def test_a_user_logs_in_with_the_password_of_the_address(
    start: Callable[..., Sending], trusted: Certificate, password: str
) -> None:
    plain = {"secret": "secret"}.get(password, "p@ss:w/rd %")
    sending = start(
        certificate=trusted,
        users={"silabo@tool.example": plain},
        path=f"silabo%40tool.example:{password}@localhost:{{port}}?starttls=required",
    )

    assert sending.send().outcome is MailOutcome.ACCEPTED
    assert plain not in " ".join(sending.server.heard)


def test_a_wrong_password_is_our_fault_and_loses_no_letter(
    start: Callable[..., Sending], trusted: Certificate
) -> None:
    sending = start(
        certificate=trusted,
        users={"silabo": "right"},
        path="silabo:wrong@localhost:{port}?starttls=required",
    )
    reply = sending.send()

    assert (reply.outcome, reply.step, reply.code) == (MailOutcome.DEFERRED, MailStep.AUTH, 535)


@pytest.mark.parametrize("offered", [True, False])
def test_no_password_leaves_before_the_line_is_encrypted(
    start: Callable[..., Sending], trusted: Certificate, offered: bool
) -> None:
    sending = start(
        certificate=trusted,
        offers_starttls=offered,
        users={"silabo": "secret"},
        path="silabo:secret@localhost:{port}?starttls=required",
    )
    reply = sending.send()
    heard = sending.server.heard

    assert (reply.outcome is MailOutcome.ACCEPTED) is offered
    assert any(each.startswith("AUTH") for each in heard) is offered
    assert not offered or heard.index("STARTTLS") < next(
        number for number, each in enumerate(heard) if each.startswith("AUTH")
    )


def test_we_say_who_we_are_without_asking_a_name_server(start: Callable[..., Sending]) -> None:
    sending = start()
    sending.send()

    assert sending.server.heard[:3] == [
        "ehlo tool.example",
        "mail FROM:<silabo@tool.example>",
        "rcpt TO:<ana@example.org>",
    ]


def test_lines_of_dots_arrive_as_they_were_written(start: Callable[..., Sending]) -> None:
    sending = start()
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


def test_greeting_a_server_comes_as_far_as_logging_in_and_sends_nothing(
    start: Callable[..., Sending], trusted: Certificate
) -> None:
    sending = start(certificate=trusted, users={"silabo": "secret"})
    address = f"smtp://silabo:secret@localhost:{sending.server.port}?starttls=required"
    good = SmtpMailer(parse_server(address), WRITER, name="tool.example").greet()
    bad = SmtpMailer(
        parse_server(address.replace("secret@", "wrong@")), WRITER, name="tool.example"
    ).greet()

    assert (good.outcome, good.step) == (MailOutcome.ACCEPTED, MailStep.AUTH)
    assert (bad.outcome, bad.step) == (MailOutcome.DEFERRED, MailStep.AUTH)
    assert sending.server.journal == []


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
    assert time.monotonic() - began < 5
