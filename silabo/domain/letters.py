"""A letter, and what became of it when it was handed to a mail system."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Letter:
    """The text of one delivery, ready to be sent to one recipient.

    `message_id` is without angle brackets and fixed when the delivery row is made, so that sending
    twice is seen.
    """

    recipient: str
    subject: str
    text: str
    html: str
    message_id: str
    language: str
    list_id: str = ""
    references: tuple[str, ...] = ()


class MailOutcome(StrEnum):
    """What a mail system said of a letter (RFC 5321): the four cases that lead to different next
    steps.
    """

    ACCEPTED = "accepted"
    REFUSED = "refused"  # for good: do not try again
    DEFERRED = "deferred"  # for now: try again later
    # the connection broke after the letter went: look it up before trying again
    UNCLEAR = "unclear"
