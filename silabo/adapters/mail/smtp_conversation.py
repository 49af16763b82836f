"""One conversation with a mail server, step by step (RFC 5321), over the standard library."""

import contextlib
import re
import smtplib
import socket
import ssl
import threading

from silabo.adapters.mail.smtp_server import Encryption, SmtpServer
from silabo.domain.crash import CrashPoint, point
from silabo.domain.letters import MailStep

CONNECT_S = 10.0
# All of it together: a server that sends a byte a minute holds a worker no longer than one that
# sends nothing. RFC 5321 (4.5.3.2.6) would wait ten minutes for the last reply; who hears nothing
# for one minute asks later whether the letter went.
LONGEST_S = 60.0
GOODBYE_S = 5.0

# What may go wrong with a mail server; a reply that says no is an SMTPResponseException.
TROUBLE = (smtplib.SMTPException, OSError, UnicodeError)


class SmtpConversation:
    """Says one step after the other. `step` is the one that is under way.

    Each method raises one of `TROUBLE` when the server says no, or nothing, or goes away.
    """

    def __init__(self, server: SmtpServer, name: str, *, longest_s: float = LONGEST_S) -> None:
        """`name` is what we call ourselves. Connects to nothing yet."""
        self.step = MailStep.CONNECT
        self._server = server
        self._smtp = _Connection(server, name, longest_s)
        self._watch = threading.Timer(longest_s, self._cut)
        self._watch.daemon = True

    def open(self) -> None:
        """Connect, greet, encrypt and log in, as far as the server's address asks for it."""
        self._watch.start()
        context = ssl.create_default_context()
        self._smtp.dial(context)
        self.step = MailStep.GREETING
        _expect(220, self._smtp.getreply())
        self._greet()
        if self._encrypts():
            self.step = MailStep.STARTTLS
            self._smtp.starttls(context=context)
            self._greet()
        if self._server.user:
            self.step = MailStep.AUTH
            self._smtp.login(self._server.user, self._server.password)

    def address(self, sender: str, recipient: str) -> None:
        """Name the two ends of the letter."""
        self.step = MailStep.MAIL
        _expect(250, self._smtp.mail(sender))
        self.step = MailStep.RCPT
        code, words = self._smtp.rcpt(recipient)
        if code not in {250, 251}:  # 251: it will be forwarded
            raise smtplib.SMTPResponseException(code, words)
        point(CrashPoint.LETTER_ADDRESSED)

    def write(self, message: bytes) -> str:
        """Hand over the text, and return what the server said when it took it."""
        self.step = MailStep.DATA
        _expect(354, self._smtp.docmd("DATA"))
        self.step = MailStep.BODY
        text = stuffed(message)
        self._smtp.send(text[: len(text) // 2])
        point(CrashPoint.LETTER_IN_BODY)
        self._smtp.send(text[len(text) // 2 :])
        self.step = MailStep.DOT
        self._smtp.send(b".\r\n")
        point(CrashPoint.LETTER_AFTER_DOT)
        try:
            reply = self._smtp.getreply()
        except smtplib.SMTPResponseException as error:
            # The library's own 500 for a line without an end is no word of the server's.
            raise smtplib.SMTPServerDisconnected("no reply") from error
        _expect(250, reply)
        return reply[1].decode("utf-8", "replace")

    def close(self) -> None:
        """Say goodbye. What happened is decided: no error of this changes it."""
        self._watch.cancel()
        with contextlib.suppress(*TROUBLE):
            if self._smtp.sock is not None:
                self._smtp.sock.settimeout(GOODBYE_S)
                self._smtp.quit()
        self._smtp.close()

    def _greet(self) -> None:
        self.step = MailStep.EHLO
        _expect(250, self._smtp.ehlo())

    def _encrypts(self) -> bool:
        wanted = self._server.encryption
        offered = self._smtp.has_extn("starttls")
        return wanted is Encryption.REQUIRED or (wanted is Encryption.OPPORTUNISTIC and offered)

    def _cut(self) -> None:
        # Past the wrapper of TLS, which another thread is reading: the socket itself ends both.
        with contextlib.suppress(OSError):
            if self._smtp.sock is not None:
                socket.socket.shutdown(self._smtp.sock, socket.SHUT_RDWR)


class _Connection(smtplib.SMTP):
    """The library's, but connected within a time of its own and encrypted from the start or not."""

    def __init__(self, server: SmtpServer, name: str, longest_s: float) -> None:
        # With a name, the library asks no name server who we are.
        super().__init__(local_hostname=name, timeout=longest_s)
        self._host = server.host  # starttls() compares the certificate with it
        self._server = server
        self.file = None

    def dial(self, context: ssl.SSLContext) -> None:
        """Connect; the greeting has not been read."""
        patience = min(CONNECT_S, self.timeout)  # for each address of the host
        plain = socket.create_connection((self._server.host, self._server.port), patience)
        self.sock = plain
        if self._server.encryption is Encryption.FROM_THE_START:
            self.sock = context.wrap_socket(plain, server_hostname=self._server.host)
        self.sock.settimeout(self.timeout)


def stuffed(message: bytes) -> bytes:
    """The text as it travels: lines end in CR LF and nothing else, no line is a lone dot.

    RFC 5321, 4.5.2; a bare CR or LF would let a server and its next hop disagree on where a letter
    ends.
    """
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", message)
    if not lines.endswith(b"\r\n"):
        lines += b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", lines)


def _expect(wanted: int, reply: tuple[int, bytes]) -> None:
    code, words = reply
    if code != wanted:
        raise smtplib.SMTPResponseException(code, words)
