import os
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from practice_lms.app import PracticeOptions
from practice_lms.letter_limits import MAX_LETTER_BYTES
from practice_lms.letters import MAX_LETTERS, MailFolder, printable
from tests.practice_lms.acting_tool import ANA, ActingTool

ANAS_ADDRESS, EMILYS_ADDRESS = "ana.benitez@example.org", "emily.carter@example.org"


@pytest.fixture
def folder(options: PracticeOptions) -> Path:
    options.mail_folder.mkdir()
    return options.mail_folder


def put(folder: Path, name: str, raw: bytes, second: int = 0) -> None:
    (folder / name).write_bytes(raw)
    os.utime(folder / name, (1_780_000_000 + second, 1_780_000_000 + second))


def letter(
    to: str = ANAS_ADDRESS, subject: str = "Tu respuesta", html: str = "", text: str = "Hola"
) -> bytes:
    message = EmailMessage()
    message["From"] = "Sílabo <silabo@example.org>"
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = "Wed, 3 Jun 2026 10:00:00 +0000"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def test_a_folder_that_is_not_there_is_an_empty_mailbox(client: FlaskClient) -> None:
    assert "There are no messages yet." in client.get("/mailbox").text


def test_you_see_your_own_letters_first_and_everybodys_on_demand(
    tool: ActingTool, folder: Path
) -> None:
    put(folder, "a.eml", letter(to=f"Ana <{ANAS_ADDRESS.upper()}>", subject="Para Ana"))
    put(folder, "b.eml", letter(to=EMILYS_ADDRESS, subject="For Emily"))
    own = tool.client.get("/mailbox").text
    all_of_them = tool.client.get("/mailbox?to=everybody").text

    assert "Para Ana" in own
    assert "For Emily" not in own
    assert "Para Ana" in all_of_them
    assert "For Emily" in all_of_them


def test_the_newest_letter_is_first(folder: Path) -> None:
    for second in (2, 3, 1):
        put(folder, f"{second}.eml", letter(subject=f"Carta {second}"), second)
    subjects = [envelope.subject for envelope in MailFolder(folder).envelopes()]

    assert subjects == ["Carta 3", "Carta 2", "Carta 1"]


def test_a_letter_shows_its_headers_and_both_parts(tool: ActingTool, folder: Path) -> None:
    put(folder, "a.eml", letter(html="<p style='color:red'>¡Hola!</p>", text="¡Hola en texto!"))
    page = tool.client.get(f"/mailbox/a.eml?to={ANA}").text
    html = tool.client.get("/mailbox/a.eml/html")

    assert "Sílabo &lt;silabo@example.org&gt;" in page
    assert "¡Hola en texto!" in page
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page
    assert 'datetime="2026-06-03T10:00:00+00:00"' in page
    assert html.text.startswith('<!doctype html><meta charset="utf-8"><base target="_blank">')
    assert "¡Hola!" in html.text


def test_the_html_part_is_shut_in_even_when_it_is_opened_by_itself(
    tool: ActingTool, folder: Path
) -> None:
    put(folder, "a.eml", letter(html="<script>alert(1)</script><img src=https://evil.example/>"))
    policy = tool.client.get("/mailbox/a.eml/html").headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "img-src data:" in policy
    assert "script-src" not in policy
    assert "form-action 'none'" in policy
    assert policy.endswith("sandbox allow-popups allow-popups-to-escape-sandbox")


def test_headers_from_a_letter_are_shown_as_text(tool: ActingTool, folder: Path) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    put(folder, "a.eml", letter(subject=hostile, text="</pre><script>alert(1)</script>"))
    pages = tool.client.get("/mailbox").text + tool.client.get("/mailbox/a.eml").text

    assert hostile not in pages
    assert "&lt;img src=x onerror=alert(1)&gt;" in pages
    assert "<script>alert" not in pages


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe not a letter \x00",
        b"Subject: no sender and no recipient\r\n\r\nbody",
        b"From: a@example.org\r\n\r\nno recipient",
        b"To: " + b"(" * 1500 + b"\r\nFrom: a@example.org\r\n\r\nx",
    ],
    ids=["empty", "bytes", "bare", "no_recipient", "nested_comments"],
)
def test_a_broken_file_is_shown_as_broken(tool: ActingTool, folder: Path, raw: bytes) -> None:
    put(folder, "broken.eml", raw)
    put(folder, "whole.eml", letter(subject="Entera"))
    listing, opened = tool.client.get("/mailbox"), tool.client.get("/mailbox/broken.eml")

    assert (listing.status_code, opened.status_code) == (200, 200)
    assert "Broken message" in listing.text
    assert "Entera" in listing.text
    assert "cannot be read as a message" in opened.text


@pytest.mark.parametrize(
    "part",
    [
        b'Content-Type: text/plain; charset="no-such-charset"\r\n\r\nx',
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!",
        b"Content-Type: multipart/mixed; boundary=\r\n\r\nx",
        b'Content-Type: multipart/alternative; boundary="b"\r\n\r\n' + b"--b\r\n" * 5000,
        b"Content-Type: ;;;=\r\n\r\nx",
        b"Date: 99 Foo 99999 99:99\r\n\r\nx",
        b"Date: Mon, 01 Jan 0001 00:00:00 +2359\r\n\r\nx",
        b"Subject: =?utf-8?b?////?= =?x?q?=FF?=\r\n\r\nx",
        b"Message-ID: <" + b"<" * 500 + b"\r\n\r\nx",
        b"X-Raw: \xff\xfe\xed\xa0\x80\r\n\r\n\xff\xed\xa0\x80",
    ],
)
def test_damage_inside_a_letter_never_fails_a_page(
    tool: ActingTool, folder: Path, part: bytes
) -> None:
    put(folder, "a.eml", f"From: x@example.org\r\nTo: {ANAS_ADDRESS}\r\n".encode() + part)
    replies = [tool.client.get(page) for page in ("/mailbox", "/mailbox/a.eml")]

    assert [reply.status_code for reply in replies] == [200, 200]
    assert tool.client.get("/mailbox/a.eml/html").status_code in (200, 404)


@pytest.mark.parametrize(
    "raw",
    [
        b"From: x@example.org\r\nTo: " + b"," * 30_000 + b"\r\n\r\nx",
        b"From: x@example.org\r\nTo: a@example.org" + b",\r\n b@example.org" * 2000,
        b"From: x@example.org\r\nTo: a@example.org\r\nContent-Type: text/plain"
        + b"; a*0*=x" * 3000
        + b"\r\n\r\nx",
        b"From: x@example.org\r\nTo: a@example.org\r\n"
        + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
        + b"--b\r\n\r\n" * 100_000,
        b"From: x@example.org\r\nTo: a@example.org\r\n"
        + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\ncontent-TYPE: text/plain'
        + b"; a*0*=x" * 100_000,
        b"From: x@example.org\r\nTo: a@example.org\r\n"
        + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
        + b"a preamble\r\n" * 4000
        + b"--b\r\nContent-Type: text/plain"
        + b"; a*0*=x" * 100_000,
    ],
    ids=["commas", "folded", "parameters", "parts", "parameters_of_a_part", "far_inside"],
)
@pytest.mark.timeout(20)
def test_a_monstrous_letter_is_told_to_be_broken(
    tool: ActingTool, folder: Path, raw: bytes
) -> None:
    put(folder, "a.eml", raw)
    opened = tool.client.get("/mailbox/a.eml")

    assert "Broken message" in opened.text


def test_a_letter_that_is_too_large_is_listed_and_not_read(tool: ActingTool, folder: Path) -> None:
    put(folder, "a.eml", letter(subject="Larga", text="x\n" * (MAX_LETTER_BYTES // 2)))

    assert "Larga" in tool.client.get("/mailbox").text
    assert "it is too large" in tool.client.get("/mailbox/a.eml").text


def test_only_so_many_letters_are_listed(folder: Path) -> None:
    for number in range(MAX_LETTERS + 5):
        put(folder, f"{number}.eml", letter(subject=str(number)), number)
    found = MailFolder(folder).envelopes()

    assert len(found) == MAX_LETTERS
    assert found[0].subject == str(MAX_LETTERS + 4)


@pytest.mark.parametrize("name", ["../secret.eml", "%2e%2e%2fsecret.eml", "link.eml", ".part.eml"])
def test_nothing_outside_the_folder_can_be_read(tool: ActingTool, folder: Path, name: str) -> None:
    secret = folder.parent / "secret.eml"
    secret.write_bytes(letter(subject="Secreto"))
    (folder / "link.eml").symlink_to(secret)
    (folder / ".part.eml").write_bytes(letter(subject="Secreto"))

    assert "Secreto" not in tool.client.get("/mailbox?to=everybody").text
    assert tool.client.get(f"/mailbox/{name}").status_code == 404
    assert tool.client.get(f"/mailbox/{name}/html").status_code == 404


def test_the_list_says_when_it_has_changed(tool: ActingTool, folder: Path) -> None:
    def fingerprint() -> str:
        return tool.client.get("/mailbox").text.split('data-fingerprint="')[1].split('"')[0]

    put(folder, "a.eml", letter())
    first, again = fingerprint(), fingerprint()
    put(folder, "b.eml", letter())

    assert first == again
    assert fingerprint() != first


def test_control_characters_and_direction_marks_are_made_visible() -> None:
    assert printable("a\r\nb\x00\u202egnp.exe") == "a��b��gnp.exe"
    assert len(printable("x" * 5000)) == 1000


def test_a_date_without_a_zone_is_universal_time(folder: Path) -> None:
    put(folder, "a.eml", letter().replace(b"+0000", b"-0000"))
    (envelope,) = MailFolder(folder).envelopes()

    assert envelope.sent_at == datetime.fromisoformat("2026-06-03T10:00:00Z")
