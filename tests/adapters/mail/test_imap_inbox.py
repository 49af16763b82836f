"""An inbox on a real Dovecot: it wakes, reads what is asked for, and takes out what was taken."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from silabo.adapters.mail.imap_inbox import ImapInbox, OpenImapInbox
from silabo.adapters.mail.imap_server import parse_inbox
from silabo.adapters.mail.incoming import LONGEST_HEADERS, Ourselves
from silabo.domain.errors import ServiceError
from silabo.domain.replies import Dropped, InboxAddress, IncomingReply
from tests.adapters.mail.test_incoming import HEADERS, OURS, TOKEN, mail
from tests.services.dovecot import PASSWORD, Dovecot
from tests.tasks.work import eventually

pytestmark = pytest.mark.service


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    server = Dovecot()
    yield server
    server.remove()


@pytest.fixture
def name(dovecot: Dovecot) -> str:
    return dovecot.new_mailbox()


@pytest.fixture
def inbox(dovecot: Dovecot, name: str) -> Iterator[OpenImapInbox]:
    with ImapInbox(parse_inbox(dovecot.url(name)), OURS).open() as opened:
        yield opened


def never() -> bool:
    return False


def arrived(inbox: OpenImapInbox) -> list[int]:
    inbox.watch(0.1, never)
    return list(inbox.waiting())


def test_a_mail_that_arrives_wakes_who_waits(
    dovecot: Dovecot, name: str, inbox: OpenImapInbox
) -> None:
    later = threading.Timer(1.0, dovecot.put, (name, mail()))
    later.start()
    began = time.monotonic()
    inbox.watch(60, never)
    took_s = time.monotonic() - began
    later.join()
    (number,) = inbox.waiting()
    found = inbox.read(number)

    assert took_s < 10
    assert isinstance(found, IncomingReply)
    assert (found.token, found.sender) == (TOKEN, "ana@example.org")


def test_who_waits_ends_when_the_process_does(inbox: OpenImapInbox) -> None:
    began = time.monotonic()
    inbox.watch(60, lambda: True)

    assert time.monotonic() - began < 5


def test_what_was_looked_at_is_not_looked_at_again(
    dovecot: Dovecot, name: str, inbox: OpenImapInbox
) -> None:
    for _ in range(3):
        dovecot.put(name, mail())
    first, second, third = arrived(inbox)
    before = (inbox.read(first), inbox.read(first), list(inbox.waiting()))
    inbox.leave(first)
    inbox.remove(second)

    assert before[0] == before[1]
    assert before[2] == [first, second, third]
    assert list(inbox.waiting()) == [third]
    assert inbox.read(second) is None
    assert eventually(lambda: len(dovecot.kept(name)) == 2)


class Broken(IMAPClient):  # type: ignore[misc]
    """A line to a real server that fails in the middle."""

    error: Exception = ConnectionError()

    def uid_expunge(self, messages: object) -> None:
        raise self.error

    def fetch(self, *_: object) -> None:
        raise self.error


@contextmanager
def broken(dovecot: Dovecot, name: str) -> Iterator[Broken]:
    server = parse_inbox(dovecot.url(name))
    with Broken(server.host, server.port, ssl=False) as client:
        client.login(server.user, server.password)
        client.select_folder(server.folder)
        yield client


@pytest.mark.parametrize("error", [TimeoutError(), IMAPClientAbortError("EOF")])
def test_a_line_that_breaks_while_a_mail_is_read_is_no_fault_of_the_mail(
    dovecot: Dovecot, name: str, inbox: OpenImapInbox, error: Exception
) -> None:
    dovecot.put(name, mail())
    (number,) = arrived(inbox)
    with broken(dovecot, name) as client:
        client.error = error
        with pytest.raises(ServiceError):
            OpenImapInbox(client, OURS).read(number)

    assert arrived(inbox) == [number]


def test_a_mail_that_the_server_does_not_give_now_is_tried_at_the_next_look(
    dovecot: Dovecot, name: str, inbox: OpenImapInbox
) -> None:
    dovecot.put(name, mail())
    (number,) = arrived(inbox)
    with broken(dovecot, name) as client:
        client.error = IMAPClientError("NO [LIMIT] later")
        found = OpenImapInbox(client, OURS).read(number)

    assert found is None
    assert arrived(inbox) == [number]


def test_a_mail_whose_reader_was_killed_before_it_was_out_is_found_again(
    dovecot: Dovecot, name: str, inbox: OpenImapInbox
) -> None:
    dovecot.put(name, mail())
    (number,) = arrived(inbox)
    with broken(dovecot, name) as killed, pytest.raises(ServiceError):
        OpenImapInbox(killed, OURS).remove(number)
    found = arrived(inbox)
    inbox.remove(number)

    assert found == [number]
    assert eventually(lambda: dovecot.kept(name) == [])


def test_of_a_mail_that_is_dropped_by_its_headers_no_text_is_fetched(
    dovecot: Dovecot, name: str, inbox: OpenImapInbox
) -> None:
    dovecot.put(name, mail(HEADERS + "Precedence: bulk\n", body="x" * 3_000_000))
    dovecot.put(name, mail(HEADERS + f"X-Long: {'x ' * LONGEST_HEADERS}\n"))
    found = [inbox.read(number) for number in arrived(inbox)]

    assert found == [Dropped.AUTOMATIC, Dropped.UNREADABLE]


def test_of_a_mail_with_a_large_attachment_its_text_is_read(
    dovecot: Dovecot, name: str, inbox: OpenImapInbox
) -> None:
    kind = "Content-Type: multipart/mixed; boundary=o\n"
    body = (
        f"--o\nContent-Type: text/plain\n\nHi\n--o\nContent-Type: image/png\n\n{'x' * 3_000_000}\n"
    )
    dovecot.put(name, mail(kind=kind, body=body))
    (found,) = [inbox.read(number) for number in arrived(inbox)]

    assert isinstance(found, IncomingReply)
    assert found.text.strip() == "Hi"


def test_an_encrypted_line_is_read_where_its_certificate_is_trusted(
    dovecot: Dovecot, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dovecot.put(name, mail())
    server = parse_inbox(dovecot.url(name, "imaps"))
    with pytest.raises(ServiceError, match="SSL"), ImapInbox(server, OURS).open():
        pass
    monkeypatch.setenv("SSL_CERT_FILE", str(dovecot.certificate.authority))
    with ImapInbox(server, OURS).open() as inbox:
        assert len(inbox.waiting()) == 1


def test_a_wrong_password_is_said_without_it(
    dovecot: Dovecot, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = dovecot.url(name).replace("s3cret%40inbox", "an0ther")
    with (
        pytest.raises(ServiceError) as raised,
        ImapInbox(parse_inbox(wrong), OURS).open(),
    ):
        pass

    assert "an0ther" not in f"{raised.value}{caplog.text}"


def test_nothing_of_a_mail_or_of_who_reads_it_is_logged(
    dovecot: Dovecot, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    dovecot.put(name, mail(body="canary"))
    with ImapInbox(parse_inbox(dovecot.url(name)), OURS).open() as inbox:
        for number in arrived(inbox):
            inbox.read(number)

    assert [each for each in ("canary", PASSWORD, "ana@example.org") if each in caplog.text] == []


def test_a_server_that_goes_away_is_a_service_that_does_not_answer() -> None:
    server = Dovecot()
    ours = Ourselves(InboxAddress.of("a@mail.example"), "s@tool.example", "tool.example")
    try:
        with (  # noqa: PT012 - the server goes away in between
            pytest.raises(ServiceError),
            ImapInbox(parse_inbox(server.url("ana")), ours).open() as inbox,
        ):
            server.process.kill_group()
            inbox.watch(5, never)
            inbox.waiting()
    finally:
        server.remove()
