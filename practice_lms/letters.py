"""The letters in the mail folder, read as untrusted files: bounded, and broken ones said so."""

import os
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.errors import MessageError
from email.headerregistry import AddressHeader, DateHeader
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from practice_lms.letter_limits import (
    MAX_HEADER_BLOCK_BYTES,
    MAX_LETTER_BYTES,
    is_within_limits,
)

MAX_LETTERS = 200
MAX_SHOWN_CHARACTERS = 1000

# What email.policy.default raises over damaged headers, encodings and nestings.
_DAMAGE = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    MessageError,
)
_CONTROL = {"Cc", "Cs", "Zl", "Zp"}
_TURNS_DIRECTION = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Envelope:
    """A letter as a list of letters shows it; `is_broken` when its headers cannot be read."""

    name: str  # the file's name, which is the letter's name in addresses
    arrived_at: datetime
    sent_at: datetime
    sender: str = ""
    to: str = ""
    recipients: frozenset[str] = frozenset()  # bare addresses in lower case
    subject: str = ""
    is_broken: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that was opened: all its headers and its two parts, "" where there is none."""

    envelope: Envelope
    headers: tuple[tuple[str, str], ...] = ()
    html: str = ""
    text: str = ""
    is_broken: bool = False


class MailFolder:
    """A folder of .eml files; a folder that is not there is empty."""

    def __init__(self, folder: Path) -> None:
        """Remember the folder; it is read anew at each call."""
        self._folder = folder

    def envelopes(self, recipient: str = "") -> list[Envelope]:
        """The newest MAX_LETTERS letters, newest first; with `recipient`, those to that address.

        A broken letter is shown to everybody, because nobody can say whom it was for.
        """
        found = [_envelope(file, _read(file, MAX_HEADER_BLOCK_BYTES)) for file in self._newest()]
        wanted = recipient.lower()
        return [
            letter
            for letter in found
            if not wanted or letter.is_broken or wanted in letter.recipients
        ]

    def open(self, name: str) -> Letter | None:
        """The letter with this name; None when the folder has no such letter.

        The name is only compared with the names in the folder, so it cannot lead out of it.
        """
        file = next((file for file in self._newest() if file.name == name), None)
        if file is None:
            return None
        raw = _read(file, MAX_LETTER_BYTES + 1)
        envelope = _envelope(file, raw[:MAX_HEADER_BLOCK_BYTES])
        if envelope.is_broken or len(raw) > MAX_LETTER_BYTES or not is_within_limits(raw):
            return Letter(envelope, is_broken=True)
        try:
            return _opened(envelope, BytesParser(policy=policy.default).parsebytes(raw))
        except _DAMAGE:
            return Letter(envelope, is_broken=True)

    def _newest(self) -> list[Path]:
        """The files of the newest letters; a file that goes away meanwhile is left out."""
        try:
            with os.scandir(self._folder) as entries:
                files = [
                    (entry.stat(follow_symlinks=False).st_mtime_ns, entry.name)
                    for entry in entries
                    if _is_letter(entry)
                ]
        except FileNotFoundError:
            return []
        files.sort(reverse=True)
        return [self._folder / name for _, name in files[:MAX_LETTERS]]


def _is_letter(entry: os.DirEntry[str]) -> bool:
    named = entry.name.endswith(".eml") and not entry.name.startswith(".")
    return named and entry.is_file(follow_symlinks=False)


def _read(file: Path, limit: int) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(limit)
    except OSError:
        return b""


def _envelope(file: Path, raw: bytes) -> Envelope:
    try:
        arrived_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except OSError:
        arrived_at = datetime.fromtimestamp(0, UTC)
    broken = Envelope(file.name, arrived_at, arrived_at, is_broken=True)
    if not is_within_limits(raw):
        return broken
    try:
        message = BytesParser(policy=policy.default).parsebytes(raw, headersonly=True)
        to = message["to"]
        if not isinstance(to, AddressHeader) or not message["from"]:
            return broken
        return Envelope(
            name=file.name,
            arrived_at=arrived_at,
            sent_at=_sent_at(message) or arrived_at,
            sender=printable(str(message["from"])),
            to=printable(str(to)),
            recipients=frozenset(address.addr_spec.lower() for address in to.addresses),
            subject=printable(str(message["subject"] or "")),
        )
    except _DAMAGE:
        return broken


def _sent_at(message: EmailMessage) -> datetime | None:
    date = message["date"]
    written = date.datetime if isinstance(date, DateHeader) else None
    if written is None:
        return None
    return (written if written.tzinfo else written.replace(tzinfo=UTC)).astimezone(UTC)


def _opened(envelope: Envelope, message: EmailMessage) -> Letter:
    return Letter(
        envelope,
        headers=tuple((printable(name), printable(str(value))) for name, value in message.items()),
        html=_part(message, "html"),
        text=_part(message, "plain"),
    )


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    if part is None or part.get_content_subtype() != kind:
        return ""
    content: Callable[[], object] = part.get_content
    return str(content()).encode("utf-8", "replace").decode("utf-8")


def printable(text: str) -> str:
    """The text without control characters and direction marks, cut to a length that fits a page."""
    return "".join(_shown(character) for character in text[:MAX_SHOWN_CHARACTERS])


def _shown(character: str) -> str:
    hidden = unicodedata.category(character) in _CONTROL or character in _TURNS_DIRECTION
    return "\N{REPLACEMENT CHARACTER}" if hidden else character
