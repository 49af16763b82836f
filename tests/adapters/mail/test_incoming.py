"""Mails as bytes, as mail programs write them: what is a reply, and what is dropped and why."""

import base64
import time

import pytest

from silabo.adapters.mail.incoming import (
    LONGEST_HEADERS,
    LONGEST_MAIL,
    Ourselves,
    read,
    why_not,
)
from silabo.domain.replies import Dropped, InboxAddress, IncomingReply, encode, same_mail

TOKEN = encode(bytes(range(22)))
OURS = Ourselves(InboxAddress.of("Answers@Mail.example"), "silabo@tool.example", "tool.example")
HEADERS = (
    "Return-Path: <ana@example.org>\n"
    "From: =?utf-8?q?Ana_Ben=C3=ADtez?= <ana@example.org>\n"
    f"To: Silabo <answers+{TOKEN}@mail.example>\n"
    "Subject: Re: =?utf-8?q?=C3=81lgebra?=\n"
    "Message-ID: <one@example.org>\n"
    "MIME-Version: 1.0\n"
)
PLAIN = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
BODY = "¿Y dónde es?\n"


def mail(headers: str = HEADERS, kind: str = PLAIN, body: str = BODY) -> bytes:
    return f"{headers}{kind}\n{body}".replace("\n", "\r\n").encode()


def reply_of(raw: bytes) -> IncomingReply:
    found = read(raw, OURS)
    assert isinstance(found, IncomingReply)
    return found


def test_a_reply_has_its_token_its_sender_and_its_text() -> None:
    assert reply_of(mail()) == IncomingReply(
        TOKEN, "ana@example.org", same_mail(TOKEN, "<one@example.org>"), BODY.replace("\n", "\r\n")
    )


@pytest.mark.parametrize(
    "to",
    [
        f"To: <ANSWERS+{TOKEN.upper()}@MAIL.EXAMPLE>",
        f"To: bob@example.org\nCc: x@y.example, Silabo <answers+{TOKEN}@mail.example>",
        f"To: hidden@example.org\nDelivered-To: answers+{TOKEN}@mail.example",
        f"To: hidden@example.org\nX-Original-To: answers+{TOKEN}@mail.example",
    ],
)
def test_the_address_is_found_where_it_stands_and_in_any_case(to: str) -> None:
    headers = HEADERS.replace(f"To: Silabo <answers+{TOKEN}@mail.example>", to)

    assert reply_of(mail(headers)).token == TOKEN


@pytest.mark.parametrize(
    "to",
    [
        "answers@mail.example",
        "answers+short@mail.example",
        f"answers+{TOKEN}@other.example",
        f"other+{TOKEN}@mail.example",
        f"answers+{TOKEN}x@mail.example",
        f"answers+{'1' * 36}@mail.example",
    ],
)
def test_a_mail_to_another_address_is_not_ours(to: str) -> None:
    headers = HEADERS.replace(f"answers+{TOKEN}@mail.example", to)

    assert read(mail(headers), OURS) is Dropped.NOT_OURS


AUTOMATIC = [
    "Auto-Submitted: auto-replied",
    "Auto-Submitted: auto-generated; x=y",
    "Precedence: bulk",
    "Precedence: List",
    "Precedence: junk",
    "X-Auto-Response-Suppress: All",
    "X-Autoreply: yes",
    "X-Autorespond: Re",
    "List-Id: <a.example>",
    "Subject: Automatic reply: x",
    "Subject: =?utf-8?q?Respuesta_autom=C3=A1tica=3A_x?=",
    "Subject: =?utf-8?b?UsOpcG9uc2UgYXV0b21hdGlxdWUgOiB4?=",
    "Return-Path: <>",
    "Content-Type: multipart/report; boundary=x",
]


def with_header(line: str) -> str:
    name = line.partition(":")[0]
    others = [each for each in HEADERS.splitlines() if not each.startswith(f"{name}:")]
    return "\n".join([*others, line, ""])


@pytest.mark.parametrize("line", AUTOMATIC)
def test_what_a_machine_sent_is_dropped_by_its_headers(line: str) -> None:
    raw = mail(with_header(line), kind="" if line.startswith("Content-Type") else PLAIN)

    assert why_not(raw, OURS) is Dropped.AUTOMATIC
    assert read(raw, OURS) is Dropped.AUTOMATIC


@pytest.mark.parametrize(
    "line", ["Auto-Submitted: no", "Precedence: first-class", "Subject: Automatic control: when?"]
)
def test_what_a_person_sent_is_taken(line: str) -> None:
    assert why_not(mail(with_header(line)), OURS) is None
    assert reply_of(mail(with_header(line))).token == TOKEN


@pytest.mark.parametrize(
    "line",
    [
        "From: Silabo <Silabo@tool.example>",
        f"From: answers+{TOKEN}@mail.example",
        "From: answers@mail.example",
        "Message-ID: <3f2b8c1e-0000-4000-8000-0123456789ab@tool.example>",
    ],
)
def test_what_we_sent_ourselves_is_a_loop(line: str) -> None:
    assert read(mail(with_header(line)), OURS) is Dropped.LOOP


@pytest.mark.parametrize(
    "headers",
    [
        with_header("From: Ana <ana@example.org>, Bob <bob@example.org>"),
        HEADERS + "From: bob@example.org\n",
        with_header("From:"),
        with_header("Message-ID:"),
    ],
)
def test_a_mail_by_nobody_or_by_two_is_unreadable(headers: str) -> None:
    assert read(mail(headers), OURS) is Dropped.UNREADABLE


def test_the_plain_text_is_read_before_html_and_before_what_is_attached() -> None:
    kind = "Content-Type: multipart/mixed; boundary=o\n"
    body = (
        "--o\nContent-Type: multipart/alternative; boundary=i\n\n"
        "--i\nContent-Type: text/html\n\n<p>HTML</p>\n"
        "--i\nContent-Type: text/plain; charset=iso-8859-1\n"
        "Content-Transfer-Encoding: quoted-printable\n\n=BFY d=F3nde es?\n--i--\n"
        "--o\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nsecret\n"
        "--o--\n"
    )
    found = reply_of(mail(kind=kind, body=body))

    assert (found.text.strip(), found.html) == ("¿Y dónde es?", b"")


def test_of_a_mail_in_html_alone_its_html_is_kept_to_be_read() -> None:
    packed = base64.b64encode("<p>¿Y dónde es?</p>".encode()).decode()
    kind = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n"
    found = reply_of(mail(kind=kind, body=packed))

    assert (found.text, found.html.decode()) == ("", "<p>¿Y dónde es?</p>")


def test_beside_an_empty_plain_text_what_was_written_is_read() -> None:
    html = "--o\nContent-Type: text/html\n\n<p>Hi</p>\n"
    empty = "--o\nContent-Type: text/plain\n\n \n"
    kind = "Content-Type: multipart/mixed; boundary=o\n"
    in_html = reply_of(mail(kind=kind, body=f"{empty}{html}--o--\n"))
    behind = reply_of(mail(kind=kind, body=f"{empty}{empty.strip()}\n\nHi\n--o--\n"))

    assert (in_html.text, in_html.html) == ("", b"<p>Hi</p>")
    assert behind.text.strip() == "Hi"


@pytest.mark.parametrize("disposition", ["", "Content-Disposition: attachment\n"])
def test_what_another_mail_within_says_is_not_what_its_sender_says(disposition: str) -> None:
    kind = "Content-Type: multipart/mixed; boundary=o\n"
    body = (
        "--o\nContent-Type: text/html\n\n<p>Hi</p>\n"
        f"--o\nContent-Type: message/rfc822\n{disposition}\nSubject: x\n\nsecret\n--o--\n"
    )
    found = reply_of(mail(kind=kind, body=body))

    assert (found.text, found.html) == ("", b"<p>Hi</p>")


@pytest.mark.parametrize(
    "to", ["bob@example.org", ", ".join(f"b{number}@example.org" for number in range(5000))]
)
def test_a_mail_to_somebody_else_is_not_ours_however_long_its_headers_are(to: str) -> None:
    raw = mail(f"{with_header(f'To: {to}')}X-Long: {'x ' * LONGEST_HEADERS}\n")[:LONGEST_HEADERS]

    assert why_not(raw, OURS) is Dropped.NOT_OURS


def test_a_mail_whose_headers_nobody_can_read_may_be_to_anybody() -> None:
    raw = mail(with_header("To: " + "(" * 5000))

    assert why_not(raw, OURS) is Dropped.NOT_OURS


def test_a_mail_with_nothing_but_a_picture_is_empty() -> None:
    assert read(mail(kind="Content-Type: image/png\n"), OURS) is Dropped.EMPTY


@pytest.mark.parametrize("charset", ["no-such-charset", "utf-16", "\x01", "unicode-escape"])
def test_text_in_a_charset_that_nobody_knows_is_read_as_far_as_it_goes(charset: str) -> None:
    kind = f"Content-Type: text/plain; charset={charset}\n"

    assert read(mail(kind=kind, body="Hello"), OURS) is not None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00" * 1000,
        mail(kind="".join(f"X-{number}: a\n" for number in range(5000))),
        mail(HEADERS.replace("Subject", "Subject: " + "=?utf-8?q?" * 3000)),
        mail(with_header("To: " + "<" * 5000 + f"answers+{TOKEN}@mail.example")),
        mail(
            kind="Content-Type: multipart/mixed; boundary=b0\n",
            body="".join(
                f"--b{level}\nContent-Type: multipart/mixed; boundary=b{level + 1}\n\n"
                for level in range(4000)
            ),
        ),
        mail(body="a" * (LONGEST_MAIL * 2)),
        mail(
            kind="Content-Type: multipart/mixed; boundary=o\n",
            body=f'--o\nContent-Type: text/plain; x="{";" * LONGEST_MAIL}\n\nHi\n--o--\n',
        ),
        mail(
            kind="Content-Type: text/plain; charset=punycode\n", body=f"a-{'b' * LONGEST_MAIL * 2}"
        ),
        mail(
            kind="Content-Type: multipart/mixed; boundary=b0\n",
            body="".join(
                f"--b{level}\nContent-Type: multipart/mixed; boundary=b{level + 1}\n\n"
                for level in range(250)
            )
            + "\n" * LONGEST_MAIL,
        ),
    ],
    ids=[
        *("empty", "zeros", "headers", "subject", "brackets", "nested", "long"),
        *("parameters", "punycode", "lines"),
    ],
)
@pytest.mark.timeout(20)
def test_a_mail_that_was_written_to_break_a_reader_ends_in_time(raw: bytes) -> None:
    began = time.process_time()
    found = read(raw, OURS)

    assert time.process_time() - began < 5
    assert isinstance(found, Dropped) or len(found.text) <= LONGEST_MAIL


@pytest.mark.parametrize("address", [f"{'a' * 28}@mail.example", "no address", ""])
def test_an_address_that_has_no_room_for_a_token_is_none(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        InboxAddress.of(address)


def test_the_name_of_the_longest_address_is_as_long_as_mail_allows() -> None:
    reply_to = InboxAddress.of(f"{'a' * 27}@mail.example").with_token(TOKEN)

    assert len(reply_to.partition("@")[0]) == 64
