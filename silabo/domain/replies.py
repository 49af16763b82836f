"""Replies to letters, as they are found in an inbox: whose they are, and why one is dropped."""

import base64
import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from silabo.domain.mail_addresses import LONGEST_NAME, in_ascii
from silabo.domain.people import Role

TOKEN_BYTES = 22
MAIL = "mail:"  # begins the key of a question that came by mail
_TOKEN = re.compile(r"[a-z2-7]{36}")


class Dropped(StrEnum):
    """Why of a mail nothing is kept but this word in a counter."""

    NOT_OURS = "not_ours"  # to no address that we gave out: it stays in the inbox
    AUTOMATIC = "automatic"  # by a machine, or to a list
    LOOP = "loop"  # by ourselves
    UNREADABLE = "unreadable"  # no mail, or too much of one
    STRANGER = "stranger"  # an address that we gave to somebody else, or to nobody
    ENDED = "ended"  # the address is over, or its question, course or role is gone
    EMPTY = "empty"  # no words of its own
    TOO_LONG = "too_long"
    CLOSED = "closed"  # nothing is asked in the course, or there
    LIMIT = "limit"  # too many
    DECIDED = "decided"  # another instructor has answered since the letter


@dataclass(frozen=True, slots=True)
class InboxAddress:
    """The address of the inbox; replies arrive at name+TOKEN@host (RFC 5233)."""

    name: str
    host: str  # in ASCII, lower case

    @classmethod
    def of(cls, address: str) -> "InboxAddress":
        """Raises `ValueError` where it is none, or leaves no room for a token."""
        name, _, host = in_ascii(address).rpartition("@")
        if len(name) + 1 + len(encode(bytes(TOKEN_BYTES))) > LONGEST_NAME:
            raise ValueError("the name of this address is too long: 27 characters at most")
        return cls(name.lower(), host.lower())

    def with_token(self, token: str) -> str:
        """Where a reply to one letter goes."""
        return f"{self.name}+{token}@{self.host}"

    def token_in(self, address: str) -> str:
        """The token of one of our addresses, in whatever case it came back; "" of any other."""
        name, _, host = address.lower().rpartition("@")
        before, _, token = name.rpartition("+")
        ours = (before, host) == (self.name, self.host)
        return token if ours and _TOKEN.fullmatch(token) else ""


@dataclass(frozen=True, slots=True)
class IncomingReply:
    """A mail to one of our addresses, by the words of its headers and of its text."""

    token: str
    sender: str  # as in From
    key: str  # the same for the same mail, however often it is read
    text: str  # plain; "" where there is none
    html: bytes = b""  # where there is no plain text


@dataclass(frozen=True, slots=True)
class Replier:
    """Who replied to a letter, what they are in its course now, and what the letter was about."""

    person_id: int
    course_id: int
    role: Role
    language: str
    question: str  # public id
    documents: tuple[str, ...]  # public ids that the question was limited to; empty: all
    answers: bool  # an instructor who was written to of a question that was handed over
    decided: str = ""  # public id of the last decision about it before the letter, "" without one


def encode(token: bytes) -> str:
    """Bytes as the name of an address keeps them: mail systems may change the case of letters."""
    return base64.b32encode(token).decode().rstrip("=").lower()


def decode(token: str) -> bytes:
    """The bytes of a token. Raises `ValueError`."""
    if not _TOKEN.fullmatch(token):
        raise ValueError("no token")
    # A token has more bits than its bytes: it is what we wrote, or none.
    found = base64.b32decode(token.upper() + "=" * (-len(token) % 8))
    if encode(found) != token:
        raise ValueError("no token")
    return found


def same_mail(token: str, message_id: str) -> str:
    """What stands for a mail: whoever reads it again finds that it was taken."""
    return f"{MAIL}{hashlib.sha256(f'{token} {message_id}'.encode()).hexdigest()}"


def normal(address: str) -> str:
    """An address as two are compared; "" for what is none. The name's case is kept by no mail
    system that people use.
    """
    try:
        return in_ascii(address).lower()
    except UnicodeError:
        return ""
