"""Encrypted lines, certificates and passwords of the SMTP mailer: what may leave to whom."""

from collections.abc import Callable
from pathlib import Path

import pytest

from silabo.adapters.mail.smtp_mailer import SmtpMailer
from silabo.adapters.mail.smtp_server import parse_server
from silabo.domain.letters import MailOutcome, MailStep
from tests.adapters.sending import WRITER, Sending
from tests.services.certificates import Certificate, certificate


@pytest.mark.parametrize(
    ("path", "scheme"),
    [
        ("localhost:{port}?starttls=required", "smtp"),
        ("localhost:{port}?starttls=opportunistic", "smtp"),
        ("localhost:{port}", "smtps"),
    ],
)
def test_an_encrypted_line_carries_the_letter(
    start_server: Callable[..., Sending], trusted: Certificate, path: str, scheme: str
) -> None:
    sending = start_server(
        certificate=trusted, from_the_start=scheme == "smtps", path=path, scheme=scheme
    )
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
    start_server: Callable[..., Sending],
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
    sending = start_server(
        certificate=shown, from_the_start=scheme == "smtps", path=path, scheme=scheme
    )
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
    start_server: Callable[..., Sending], starttls: str, outcome: MailOutcome
) -> None:
    sending = start_server(path=f"localhost:{{port}}?starttls={starttls}")

    assert sending.send().outcome is outcome


@pytest.mark.parametrize("password", ["secret", "p%40ss%3Aw%2Frd%20%25"])
def test_a_user_logs_in_with_the_password_of_the_address(
    start_server: Callable[..., Sending], trusted: Certificate, password: str
) -> None:
    plain = {"secret": "secret"}.get(password, "p@ss:w/rd %")
    sending = start_server(
        certificate=trusted,
        users={"silabo@tool.example": plain},
        path=f"silabo%40tool.example:{password}@localhost:{{port}}?starttls=required",
    )

    assert sending.send().outcome is MailOutcome.ACCEPTED
    assert plain not in " ".join(sending.server.heard)


def test_a_wrong_password_is_our_fault_and_loses_no_letter(
    start_server: Callable[..., Sending], trusted: Certificate
) -> None:
    sending = start_server(
        certificate=trusted,
        users={"silabo": "right"},
        path="silabo:wrong@localhost:{port}?starttls=required",
    )
    reply = sending.send()

    assert (reply.outcome, reply.step, reply.code) == (MailOutcome.DEFERRED, MailStep.AUTH, 535)


@pytest.mark.parametrize("offered", [True, False])
def test_no_password_leaves_before_the_line_is_encrypted(
    start_server: Callable[..., Sending], trusted: Certificate, offered: bool
) -> None:
    sending = start_server(
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


def test_greeting_a_server_comes_as_far_as_logging_in_and_sends_nothing(
    start_server: Callable[..., Sending], trusted: Certificate
) -> None:
    sending = start_server(certificate=trusted, users={"silabo": "secret"})
    address = f"smtp://silabo:secret@localhost:{sending.server.port}?starttls=required"
    good = SmtpMailer(parse_server(address), WRITER, name="tool.example").greet()
    bad = SmtpMailer(
        parse_server(address.replace("secret@", "wrong@")), WRITER, name="tool.example"
    ).greet()

    assert (good.outcome, good.step) == (MailOutcome.ACCEPTED, MailStep.AUTH)
    assert (bad.outcome, bad.step) == (MailOutcome.DEFERRED, MailStep.AUTH)
    assert sending.server.journal == []
