"""A letter, and what became of it when it was handed to a mail system."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Letter:
    """The text of one delivery, ready to be sent to one recipient.

    `message_id` is without angle brackets and the same at each try, so that sending twice is seen.
    `stop_url` ends the letters of this kind to this recipient; empty when there is no end to them.
    `reply_to` is where a reply is read; empty: at the sender's address.
    """

    recipient: str
    subject: str
    text: str
    html: str
    message_id: str
    language: str
    list_id: str = ""
    references: tuple[str, ...] = ()
    stop_url: str = ""
    reply_to: str = ""


class MailOutcome(StrEnum):
    """What a mail system said of a letter (RFC 5321): the four cases that lead to different next
    steps.
    """

    ACCEPTED = "accepted"
    REFUSED = "refused"  # for good: do not try again
    DEFERRED = "deferred"  # for now: try again later
    # the connection broke after the letter went: look it up before trying again
    UNCLEAR = "unclear"


class MailStep(StrEnum):
    """Where a letter was when it was decided what becomes of it: the steps of RFC 5321."""

    LETTER = "letter"  # it cannot be a message
    CONNECT = "connect"
    GREETING = "greeting"
    EHLO = "ehlo"
    STARTTLS = "starttls"
    AUTH = "auth"
    MAIL = "mail"
    RCPT = "rcpt"
    LEASE = "lease"  # the sender was not allowed to go on
    DATA = "data"
    BODY = "body"
    DOT = "dot"  # all of it is there, and its end
    STORE = "store"  # a folder's own step


# RFC 3463, 3.2 and 3.3, and RFC 7505: the mailbox or its domain does not exist, has moved, takes no
# mail, or is closed. What a policy refuses (5.7.x), a full mailbox (5.2.2) and our own address
# (5.1.7, 5.1.8) are no fault of the recipient's.
WRONG_ADDRESS = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"})
# RFC 5321, 4.2.3: the replies that speak of a mailbox, where no enhanced code says more.
WRONG_MAILBOX = (550, 551, 553)


@dataclass(frozen=True, slots=True)
class MailReply:
    """The outcome of a try, and where it was decided.

    `code` is the reply's number (RFC 5321), 0 without a reply; `status` its enhanced code
    (RFC 3463). `words` are the mail system's own: they may name a person, so they are for
    administrators' eyes and never for a log or a row.
    """

    outcome: MailOutcome
    step: MailStep
    code: int = 0
    status: str = ""
    words: str = ""

    @property
    def reason(self) -> str:
        """Step and codes, for logs and rows: no words of anybody."""
        return " ".join([self.step, *([str(self.code)] if self.code else []), self.status]).strip()

    @property
    def address_is_wrong(self) -> bool:
        """Whether every later letter to this address would be refused too."""
        if self.outcome is not MailOutcome.REFUSED or self.step is not MailStep.RCPT:
            return False
        if self.status:
            return self.status in WRONG_ADDRESS
        return self.code in WRONG_MAILBOX


def masked(address: str) -> str:
    """An address that its owner knows again and nobody else learns: a…@example.org."""
    name, _, host = address.rpartition("@")
    return f"{name[:1]}…@{host}"
