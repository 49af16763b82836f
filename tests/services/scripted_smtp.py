"""A mail server that does as it is told: refuses at any step, breaks the line, or says nothing.

Real sockets, a thread a connection. What it takes is in `journal`, in the order of taking.
"""

import base64
import contextlib
import socket
import ssl
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import Enum, auto
from typing import BinaryIO

from tests.services.certificates import Certificate


class Act(Enum):
    """What is no reply."""

    DROP = auto()  # close the connection; the text of a letter is thrown away
    TAKE_AND_DROP = auto()  # after the dot: keep the letter, close without a reply
    SAY_NOTHING = auto()  # leave the connection open
    DRIBBLE = auto()  # a byte of a reply now and then, and never its end


USUAL = {
    "connect": "220 mail.example ESMTP",
    "starttls": "220 2.0.0 Ready",
    "auth": "235 2.7.0 Welcome",
    "mail": "250 2.1.0 Ok",
    "rcpt": "250 2.1.5 Ok",
    "data": "354 Go on",
    "dot": "250 2.0.0 Taken",
    "rset": "250 2.0.0 Ok",
    "quit": "221 2.0.0 Goodbye",
}
DRIBBLE_S = 0.2


@dataclass(frozen=True, slots=True)
class Taken:
    """A letter that was taken: its envelope, its bytes, and whether the line was encrypted."""

    sender: str
    recipient: str
    raw: bytes
    encrypted: bool

    @property
    def message(self) -> EmailMessage:
        """The letter as a mail program reads it."""
        return message_from_bytes(self.raw, policy=policy.default)


@dataclass
class ScriptedSmtp:
    """One server on loopback. `script` holds, by step, what is done one after the other; when a
    step's list is used up, the usual reply is given.
    """

    certificate: Certificate | None = None
    at: tuple[str, int] = ("127.0.0.1", 0)  # where it listens; port 0: a free one
    from_the_start: bool = False  # encrypted before the first word
    offers_starttls: bool = True
    users: dict[str, str] = field(default_factory=dict)  # whoever may log in, with the password
    script: dict[str, list[str | Act]] = field(default_factory=lambda: defaultdict(list))
    journal: list[Taken] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)  # every line, but no text of a letter

    def __post_init__(self) -> None:
        self._socket = socket.create_server(self.at)
        self.port = int(self._socket.getsockname()[1])
        self._open: set[socket.socket] = set()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Take no connection any more, and end those that are open."""
        self._ended.set()
        # Closing alone does not wake who waits for the next connection.
        for each in (self._socket, *self._open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._socket.close()

    @property
    def messages(self) -> list[EmailMessage]:
        """What was taken, as a mail program reads it."""
        return [each.message for each in self.journal]

    def next(self, step: str) -> str | Act:
        """What this step does now."""
        planned = self.script.get(step)
        return planned.pop(0) if planned else USUAL[step]

    def _accept(self) -> None:
        while not self._ended.is_set():
            try:
                line, _ = self._socket.accept()
            except OSError:
                return
            self._open.add(line)
            threading.Thread(target=self._serve, args=(line,), daemon=True).start()

    def _serve(self, line: socket.socket) -> None:
        talk = _Talk(self, line)
        with contextlib.suppress(OSError, ValueError):
            talk.run()
        with contextlib.suppress(OSError):
            talk.line.close()
        self._open.discard(line)

    def secured(self, line: socket.socket) -> ssl.SSLSocket:
        """The line, encrypted with our certificate."""
        assert self.certificate is not None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate.chain, self.certificate.key)
        return context.wrap_socket(line, server_side=True)

    def wait(self) -> None:
        """Until the server is stopped."""
        self._ended.wait()

    @property
    def ended(self) -> bool:
        """Whether it was stopped."""
        return self._ended.is_set()


class _Talk:
    """One connection. `run` ends with an `OSError` when the line is to be closed."""

    def __init__(self, server: ScriptedSmtp, line: socket.socket) -> None:
        self.server, self.line = server, line
        self.file: BinaryIO = line.makefile("rb")
        self.encrypted = False
        self.sender = self.recipient = ""

    def run(self) -> None:
        if self.server.from_the_start:
            self._encrypt()
        self._do("connect")
        while heard := self.file.readline():
            words = heard.decode("utf-8", "replace").strip()
            self.server.heard.append(words)
            verb, _, rest = words.partition(" ")
            if not self._answer(verb.lower(), rest):
                return

    def _answer(self, verb: str, rest: str) -> bool:
        """Do what a verb asks for; False when it was the last one."""
        does = {
            "ehlo": self._greet,
            "starttls": lambda: self._do("starttls") and self._encrypt(),
            "auth": lambda: self._log_in(rest),
            "mail": lambda: self._name("sender", rest),
            "rcpt": lambda: self._name("recipient", rest),
            "data": lambda: self._do("data") and self._take(),
            "rset": lambda: self._do("rset"),
            "quit": lambda: self._do("quit"),
        }
        does.get(verb, lambda: self._say("502 5.5.2 What?"))()
        return verb != "quit"

    def _name(self, end: str, rest: str) -> None:
        setattr(self, end, rest.partition("<")[2].partition(">")[0])
        self._do("mail" if end == "sender" else "rcpt")

    def _greet(self) -> None:
        planned = self.server.script.get("ehlo")
        if planned:
            self._act(planned.pop(0))
            return
        lines = ["mail.example", "PIPELINING", "ENHANCEDSTATUSCODES", "8BITMIME"]
        if self.server.certificate and self.server.offers_starttls and not self.encrypted:
            lines.append("STARTTLS")
        if self.server.users:
            lines.append("AUTH PLAIN")
        for each in lines[:-1]:
            self._say(f"250-{each}")
        self._say(f"250 {lines[-1]}")

    def _log_in(self, rest: str) -> None:
        _, user, password = base64.b64decode(rest.partition(" ")[2]).decode().split("\0")
        if self.server.users.get(user) == password:
            self._do("auth")
        else:
            self._say("535 5.7.8 Who are you?")

    def _take(self) -> None:
        lines = []
        while (line := self.file.readline()) != b".\r\n":
            if not line:
                raise ConnectionError("the line broke in the text")
            lines.append(line.removeprefix(b"."))
        act = self.server.next("dot")
        if act is Act.TAKE_AND_DROP or (isinstance(act, str) and act.startswith("250")):
            letter = Taken(self.sender, self.recipient, b"".join(lines), self.encrypted)
            self.server.journal.append(letter)
        self._act(act)

    def _do(self, step: str) -> bool:
        """Do what the script says; whether it was a yes."""
        act = self.server.next(step)
        self._act(act)
        return isinstance(act, str) and act[0] in "23"

    def _act(self, act: str | Act) -> None:
        if isinstance(act, str):
            self._say(act)
        elif act is Act.SAY_NOTHING:
            self.server.wait()
        elif act is Act.DRIBBLE:
            while not self.server.ended:
                self.line.sendall(b"2")
                time.sleep(DRIBBLE_S)
        else:
            with contextlib.suppress(OSError):
                self.line.shutdown(socket.SHUT_RDWR)
            raise ConnectionError("told to break the line")

    def _say(self, words: str) -> None:
        self.line.sendall(f"{words}\r\n".encode())

    def _encrypt(self) -> None:
        self.line = self.server.secured(self.line)
        self.file = self.line.makefile("rb")
        self.encrypted = True
