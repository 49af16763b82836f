"""An incoming mail, from its bytes: first its headers, then as much of its text as is wanted."""

import codecs
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Compat32
from email.utils import getaddresses

from silabo.delivery.quoted import is_automatic
from silabo.domain.replies import Dropped, InboxAddress, IncomingReply, same_mail

LONGEST_HEADERS = 64_000  # bytes
LONGEST_MAIL = 512_000  # bytes: text stands before what is attached
LONGEST_FIELD = 2_000  # characters of one header
MOST_ADDRESSES = 50
MOST_PARTS = 100
MOST_BOUNDARIES = 30  # the parser asks each line of those that are open
_TO = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
# RFC 3834; what programs wrote before it, and Exchange and Lotus do.
_MACHINES = ("X-Auto-Response-Suppress", "X-Autoreply", "X-Autorespond", "List-Id", "List-Post")
_MANY = frozenset({"bulk", "list", "junk", "auto_reply"})
_UUID = re.compile(r"<[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}@([^<>@\s]{1,253})>")
_CHARSET = "utf-8"
_BOUNDARY = re.compile(rb"boundary\s*[*=]", re.IGNORECASE)
# Python calls these encodings too. No mail is written in one, and the first takes the square of its
# length.
_NO_CHARSETS = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape"})


class _ShortFields(Compat32):
    """Keeps the beginning of each header, also of a part: the library looks for parameters in the
    square of its length.
    """

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST_FIELD]


_FIELDS = _ShortFields()


@dataclass(frozen=True, slots=True)
class Ourselves:
    """What a mail of our own would have: the inbox, the sender of letters, the host of ids."""

    inbox: InboxAddress
    sender: str
    host: str


def read(raw: bytes, ours: Ourselves) -> IncomingReply | Dropped:
    """A mail, or the beginning of one, as a reply to a letter, or why it is none."""
    mail = raw[:LONGEST_MAIL]
    if sum(1 for _ in _BOUNDARY.finditer(mail)) > MOST_BOUNDARIES:
        return Dropped.UNREADABLE
    try:
        message = message_from_bytes(mail, policy=_FIELDS)
        return _dropped(message, ours) or _reply(message, ours)
    except (MessageError, LookupError, ValueError, RecursionError):
        # What is no mail is written to break a reader. A text of many parts within parts is one.
        return Dropped.UNREADABLE


def why_not(headers: bytes, ours: Ourselves) -> Dropped | None:
    """Why a mail with these headers is dropped before its text is looked at; None: it is not."""
    try:
        dropped = _dropped(message_from_bytes(headers, policy=_FIELDS), ours)
    except (MessageError, LookupError, ValueError, RecursionError):
        # What cannot be read may be to anybody.
        return Dropped.NOT_OURS
    if len(headers) >= LONGEST_HEADERS and dropped is None:
        return Dropped.UNREADABLE
    return dropped


def _dropped(message: Message, ours: Ourselves) -> Dropped | None:
    if not _token(message, ours.inbox):
        return Dropped.NOT_OURS
    if _is_ours(message, ours):
        return Dropped.LOOP
    if _is_automatic(message):
        return Dropped.AUTOMATIC
    return None if _sender(message) and _field(message, "Message-ID") else Dropped.UNREADABLE


def _is_ours(message: Message, ours: Ourselves) -> bool:
    sender = _sender(message).lower()
    name, _, host = sender.rpartition("@")
    own = _UUID.fullmatch(_field(message, "Message-ID").lower())
    return (
        sender == ours.sender.lower()
        or (name.partition("+")[0], host) == (ours.inbox.name, ours.inbox.host)
        or (own is not None and own[1] == ours.host.lower())
    )


def _is_automatic(message: Message) -> bool:
    submitted = _field(message, "Auto-Submitted").partition(";")[0].strip().lower()
    path = message.get("Return-Path")
    return (
        submitted not in {"", "no"}
        or _field(message, "Precedence").lower() in _MANY
        or any(message.get(name) is not None for name in _MACHINES)
        or (path is not None and str(path).strip() == "<>")
        or message.get_content_type() in {"multipart/report", "message/delivery-status"}
        or is_automatic(_decoded(_field(message, "Subject")))
    )


def _reply(message: Message, ours: Ourselves) -> IncomingReply | Dropped:
    token = _token(message, ours.inbox)
    texts = list(_texts(message))
    # Mail programs put an empty one before a picture, or beside the HTML that has the words.
    plain = next(filter(str.strip, map(_text, _of_type("text/plain", texts))), "")
    html = (
        b"" if plain else next(filter(bytes.strip, map(_bytes, _of_type("text/html", texts))), b"")
    )
    if not plain and not html:
        return Dropped.EMPTY
    return IncomingReply(
        token=token,
        sender=_sender(message),
        key=same_mail(token, _field(message, "Message-ID")),
        text=plain,
        html=html,
    )


def _texts(message: Message) -> Iterator[Message]:
    """What is to be read of a mail: nothing that is attached, and no other mail within it."""
    waiting = deque([message])
    for _ in range(MOST_PARTS):
        if not waiting:
            return
        part = waiting.popleft()
        if part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_maintype()
        within = part.get_payload()
        if kind == "multipart" and isinstance(within, list):
            waiting.extendleft(each for each in reversed(within) if isinstance(each, Message))
        elif kind == "text" and not part.is_multipart():
            yield part


def _of_type(kind: str, parts: Sequence[Message]) -> list[Message]:
    return [part for part in parts if part.get_content_type() == kind]


def _bytes(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _text(part: Message) -> str:
    charset = part.get_content_charset() or _CHARSET
    try:
        if codecs.lookup(charset).name in _NO_CHARSETS:
            charset = _CHARSET
        return _bytes(part).decode(charset, "replace")
    except LookupError:
        return _bytes(part).decode(_CHARSET, "replace")


def _sender(message: Message) -> str:
    """The one address that it is from; "" where there is none, or more than one."""
    if len(message.get_all("From", [])) != 1:
        return ""
    found = getaddresses([_field(message, "From")])
    return found[0][1] if len(found) == 1 else ""


def _token(message: Message, inbox: InboxAddress) -> str:
    fields = [str(each)[:LONGEST_FIELD] for name in _TO for each in message.get_all(name, [])]
    addresses = [address for _, address in getaddresses(fields[:MOST_ADDRESSES])]
    return next(filter(None, map(inbox.token_in, addresses[:MOST_ADDRESSES])), "")


def _field(message: Message, name: str) -> str:
    value = str(message.get(name, ""))[:LONGEST_FIELD]
    return " ".join(value.split())


def _decoded(text: str) -> str:
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, ValueError):
        return text
