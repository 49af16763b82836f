"""The headers of letters as bytes: what a mail server received and what an .eml file holds, read by
no library that would mend them.
"""

import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from silabo.adapters.mail.folder import MailFolder
from silabo.adapters.mail.messages import MessageWriter
from silabo.adapters.mail.smtp_mailer import SmtpMailer
from silabo.adapters.mail.smtp_server import parse_server
from silabo.delivery.compose import LetterOptions, compose
from silabo.domain.deliveries import AlertCode, Backlog, CourseNews, DeliveryKind
from silabo.domain.letters import Letter, MailOutcome
from silabo.domain.ports import Mailer
from silabo.storage.letter_views import TOKEN_BYTES
from tests.delivery.claims import DELIVERY, NOW, WEEK
from tests.services.scripted_smtp import ScriptedSmtp

HOST = "asistente-documentos.facultad-ingenieria.universidad-nacional.example"
SENDER = '"Sílabo, asistente de la Facultad de Ingeniería (Universidad Ñandú)" <silabo@{host}>'
RECIPIENT = f"maria-fernanda.gonzalez-de-la-torre+algebra@estudiantes.{HOST}"
ABOUT_A_QUESTION = {
    DeliveryKind.ANSWER,
    DeliveryKind.CHANGED,
    DeliveryKind.REPLY,
    DeliveryKind.FAILURE,
}
Sent = Callable[[Letter], bytes]


def long_letter(kind: DeliveryKind) -> Letter:
    """A letter of a kind with a host, ids and a token as long as those of a real server."""
    to_administrator = kind in {DeliveryKind.ALERT, DeliveryKind.TEST}
    asked = kind in ABOUT_A_QUESTION
    claimed = replace(
        DELIVERY,
        kind=kind,
        public_id=str(uuid4()),
        recipient=RECIPIENT,
        stop_token="" if to_administrator else secrets.token_urlsafe(TOKEN_BYTES),
        course="" if to_administrator else str(uuid4()),
        course_title="" if to_administrator else "Álgebra Lineal y Geometría Analítica",
        earlier=tuple(f"{uuid4()}@{HOST}" for _ in range(12)) if asked else (),
        question=DELIVERY.question if asked else None,
        code=AlertCode.DEAD_LETTERS,
        backlog=Backlog(failed=2, waiting=7, oldest_at=NOW),
        news=CourseNews(("Programa",), 3),
        week=WEEK,
    )
    return compose(claimed, LetterOptions(f"https://{HOST}", "silabo@tool.example"))


@pytest.fixture(params=["smtp", "folder"])
def sent(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Sent]:
    """Sends a letter and returns the bytes that arrived."""
    writer, server = MessageWriter(SENDER.format(host=HOST)), ScriptedSmtp()
    address = parse_server(f"smtp://127.0.0.1:{server.port}")
    mailers = {
        "folder": MailFolder(tmp_path, writer),
        "smtp": SmtpMailer(address, writer, name=HOST),
    }
    mailer: Mailer = mailers[request.param]

    def arrived(letter: Letter) -> bytes:
        assert mailer.send(letter, before_data=lambda: True).outcome is MailOutcome.ACCEPTED
        files = [file.read_bytes() for file in tmp_path.glob("*.eml")]
        (raw,) = files or [taken.raw for taken in server.journal]
        return raw

    yield arrived
    server.stop()


def headers(raw: bytes) -> dict[str, str]:
    """The headers of a message, unfolded as RFC 5322 (2.2.3) says: line ends before white space go,
    and nothing else is touched.
    """
    block = raw.partition(b"\r\n\r\n")[0].decode("ascii")
    fields = [line.partition(": ") for line in re.sub(r"\r\n(?=[ \t])", "", block).split("\r\n")]
    return {name: value for name, _, value in fields}


def wanted(letter: Letter) -> dict[str, str]:
    found = {
        "To": letter.recipient,
        "Message-ID": f"<{letter.message_id}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "DR, RN, NRN, OOF, AutoReply",
        "Content-Language": letter.language,
        "List-Id": f"<{letter.list_id}>" if letter.list_id else None,
        "List-Unsubscribe": f"<{letter.stop_url}>" if letter.stop_url else None,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" if letter.stop_url else None,
        "References": " ".join(f"<{each}>" for each in letter.references) or None,
        "In-Reply-To": f"<{letter.references[-1]}>" if letter.references else None,
    }
    return {name: value for name, value in found.items() if value is not None}


@pytest.mark.row("letter-1")
@pytest.mark.parametrize("kind", list(DeliveryKind))
def test_a_structured_header_arrives_as_it_is_however_long_our_host_is(
    sent: Sent, kind: DeliveryKind
) -> None:
    letter = long_letter(kind)
    found = headers(sent(letter))

    assert {name: found.get(name) for name in wanted(letter)} == wanted(letter)


@pytest.mark.row("letter-1")
@pytest.mark.parametrize("kind", list(DeliveryKind))
def test_only_the_subject_and_a_name_before_an_address_are_encoded(
    sent: Sent, kind: DeliveryKind
) -> None:
    found = headers(sent(long_letter(kind)))
    phrase, _, address = found["From"].rpartition(" ")

    assert [name for name, value in found.items() if "=?" in value] == ["Subject", "From"]
    assert address == f"<silabo@{HOST}>"
    # RFC 2047, 5 (3): in a phrase, words of letters, digits and a few signs, each of 75 at most.
    words = phrase.split()
    assert [word for word in words if not re.fullmatch(r"=\?utf-8\?q\?[\w!*+/=-]+\?=", word)] == []
    assert max(len(word) for word in [*words, *found["Subject"].split()]) <= 75


@pytest.mark.parametrize("kind", list(DeliveryKind))
def test_a_letter_is_ascii_in_lines_that_mail_allows(sent: Sent, kind: DeliveryKind) -> None:
    raw = sent(long_letter(kind))
    lines = raw.split(b"\r\n")

    assert raw.isascii()
    assert set(raw.replace(b"\r\n", b"")).isdisjoint(b"\r\n")
    assert max(map(len, lines)) <= 998
    bodies = re.findall(rb"quoted-printable\r\n\r\n(.*?)\r\n--==", raw, re.DOTALL)
    assert len(bodies) == 2
    assert [body for body in bodies if re.search(rb"=(?![0-9A-F]{2}|\r\n)", body)] == []
    assert not any(line.isspace() for line in lines)


@pytest.mark.parametrize("stop_url", [f"https://{'x' * 990}", "https://ñandú.example/"])
def test_a_header_that_has_no_line_of_mail_is_no_letter(stop_url: str, tmp_path: Path) -> None:
    writer = MessageWriter(SENDER.format(host=HOST))
    letter = replace(long_letter(DeliveryKind.ANSWER), stop_url=stop_url)
    folder = MailFolder(tmp_path, writer)

    assert folder.send(letter, before_data=lambda: True).outcome is MailOutcome.REFUSED
    assert list(tmp_path.iterdir()) == []
