"""A letter as a mail message: Flask-Mail's, with the headers that a well-behaved sender writes."""

from email.charset import QP, SHORTEST, Charset
from email.header import Header
from email.utils import formataddr, parseaddr
from typing import cast

from flask import Flask
from flask_mail import Mail, Message

from silabo.adapters.mail.headers import LETTERS
from silabo.domain.errors import ToolError
from silabo.domain.letters import Letter
from silabo.domain.mail_addresses import in_ascii

LONGEST_WORD = 75  # characters of an encoded word (RFC 2047, 2)


class MessageWriter:
    """Writes letters from one sender. Flask-Mail keeps its defaults in an application: it has
    its own.
    """

    def __init__(self, sender: str) -> None:
        """`sender` is "Name <address>"."""
        self._app = Flask(__name__)
        self._sender = parseaddr(sender)
        self._app.config["MAIL_DEFAULT_SENDER"] = self._sender[1]
        Mail(self._app)

    def message(self, letter: Letter) -> bytes:
        """The message in RFC 5322 form.

        Raises `ToolError` when it cannot be one: no plain recipient, a header that would break its
        line, or characters that no encoding has.
        """
        headers = _headers(letter)
        sender, recipient = self.envelope(letter)
        with self._app.app_context():
            message = Message(
                subject=letter.subject,
                recipients=[recipient],
                body=letter.text,
                html=letter.html,
                # Flask-Mail hands it on to the standard library, which takes the object too.
                charset=cast("str", _charset()),
                extra_headers=headers,
            )
            message.msgId = f"<{letter.message_id}>"
            lines = [*headers.values(), letter.message_id]
            if message.has_bad_headers() or any("\n" in line or "\r" in line for line in lines):
                raise ToolError("bad_letter")
            try:
                # The object that Flask-Mail itself would write, by a policy of our own.
                built = message._message()
                built.policy = LETTERS
                built.replace_header("From", _from(self._sender[0], sender))
                return bytes(built.as_bytes())
            except UnicodeError as error:
                raise ToolError("bad_letter") from error

    def envelope(self, letter: Letter) -> tuple[str, str]:
        """Sender and recipient as SMTP names them: plain addresses in ASCII.

        Raises `ToolError` when one of them has no such form.
        """
        try:
            return in_ascii(self._sender[1]), in_ascii(letter.recipient)
        except UnicodeError as error:
            raise ToolError("bad_letter") from error


def _from(name: str, address: str) -> str:
    # Flask-Mail leaves the name unquoted, so that a comma in it hides the address.
    if name.isascii():
        return formataddr((name, address))
    return f"{Header(name, 'utf-8', maxlinelen=LONGEST_WORD).encode()} <{address}>"


def _charset() -> Charset:
    # Flask-Mail itself sends bodies unencoded: a paragraph is then one line, and RFC 5322 (2.1.1)
    # allows a line no more than 998 bytes.
    charset = Charset("utf-8")
    charset.header_encoding = SHORTEST
    charset.body_encoding = QP
    return charset


def _headers(letter: Letter) -> dict[str, str]:
    # RFC 3834: an answer from a machine says so, and no out-of-office note answers it. Exchange has
    # a header of its own; not "All", which would also hold back the news that a letter could not be
    # delivered.
    headers = {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "DR, RN, NRN, OOF, AutoReply",
        "Content-Language": letter.language,
    }
    if letter.reply_to:
        headers["Reply-To"] = f"<{letter.reply_to}>"
    if letter.list_id:
        headers["List-Id"] = f"<{letter.list_id}>"
    if letter.references:
        threads = " ".join(f"<{each}>" for each in letter.references)
        headers["References"] = threads
        headers["In-Reply-To"] = f"<{letter.references[-1]}>"
    if letter.stop_url:
        headers["List-Unsubscribe"] = f"<{letter.stop_url}>"
        if letter.stop_url.startswith("https://"):
            # RFC 8058: a mail program may do it by one POST, without opening a page.
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
