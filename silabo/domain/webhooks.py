"""What programs are told of a course, and how a call proves who makes it: Standard Webhooks
(https://www.standardwebhooks.com), its symmetric signature.
"""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

LONGEST_ADDRESS = 1024  # characters
MOST_WEBHOOKS = 5  # of a course
REFUSED = "HTTP "  # before the status of a program that did not take a call
SECRET_BYTES = 32  # the standard wants 24 to 64
SECRET_BEGINS = "whsec_"  # noqa: S105 - what every secret begins with


class WebhookKind(StrEnum):
    """What a program is told of, as `type` of its payload."""

    HANDED_OVER = "question.handed_over"
    ANSWERED = "question.answered"  # one that was handed over, by an instructor


class CallState(StrEnum):
    """The way of a call."""

    READY = "ready"
    CALLING = "calling"
    TAKEN = "taken"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address of a program, without its secret: that is shown once."""

    public_id: str
    address: str
    made_by: str  # name, "" where it is not known any more
    made_at: datetime
    taken_at: datetime | None  # the last call that was taken; None: none yet
    failing: str  # why the last call that was tried was not taken; "" where it was

    @property
    def refused_as(self) -> str:
        """The status with which it refused that call, as "HTTP 500"; "" where it did not."""
        return self.failing if self.failing.startswith(REFUSED) else ""


@dataclass(frozen=True, slots=True)
class ClaimedCall:
    """A call under a lease, with all that is sent."""

    id: int
    token: str
    attempt: int
    public_id: str
    address: str
    secret: str = field(repr=False)
    kind: WebhookKind
    question: str  # public id
    course: str  # public id
    happened_at: datetime


def fresh_secret() -> str:
    """A new secret, as a program is given it."""
    return SECRET_BEGINS + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def payload(call: ClaimedCall, link: str) -> bytes:
    """What is told: no text and nobody, only ids that lead on for whoever has a token. `link` opens
    the question in the LMS.
    """
    told = {
        "type": call.kind,
        "timestamp": call.happened_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "data": {"question": call.question, "course": call.course, "link": link},
    }
    return json.dumps(told, separators=(",", ":")).encode()


def headers(call_id: str, secret: str, body: bytes, now: datetime) -> Mapping[str, str]:
    """The headers of one try, at the moment `now`; a later try has the same id."""
    sent_at = str(int(now.timestamp()))
    key = base64.b64decode(secret.removeprefix(SECRET_BEGINS))
    signed = b".".join((call_id.encode(), sent_at.encode(), body))
    signature = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return {
        "Content-Type": "application/json",
        "webhook-id": call_id,
        "webhook-timestamp": sent_at,
        "webhook-signature": f"v1,{signature}",
    }
