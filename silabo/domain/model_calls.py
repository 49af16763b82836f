"""What was said to a language model and what came of it, and how a text was judged that was to be
an answer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from silabo.domain.models import Measured, Message

BEST = 100  # a draft that nothing speaks against


class CallPurpose(StrEnum):
    """What a model was asked for."""

    DRAFT = "draft"
    CRITIC = "critic"  # how good a draft is
    REWORD = "reword"  # a question in other words, to search with


class DraftVerdict(StrEnum):
    """What became of a text that was to be an answer."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    NOT_STATED = "not_stated"  # it says that the passages do not answer


class Reason(StrEnum):
    """What speaks against a draft. The first ones are of single sentences, and named as the
    verdicts of the receipts are.
    """

    UNCITED = "uncited"
    UNKNOWN_PASSAGE = "unknown_passage"
    NOT_PLAIN = "not_plain"
    UNSTATED = "unstated"
    OF_ANOTHER = "of_another"
    CONTRADICTS = "contradicts"
    TOO_WIDE = "too_wide"
    ECHOES = "echoes"
    LEANS = "leans"
    EMPTY = "empty"  # no sentence of it says anything
    CUT = "cut"  # it has no end
    UNREADABLE = "unreadable"  # it is no text, or gives the instructions away
    UNANSWERED = "unanswered"  # it says little of what is asked
    POOR = "poor"  # so the model critic


@dataclass(frozen=True, slots=True)
class JudgedSentence:
    """A sentence as a model wrote it, and what the receipts say of it."""

    text: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found of a text that was to be an answer."""

    verdict: DraftVerdict
    sentences: tuple[JudgedSentence, ...] = ()  # as far as they were read
    reasons: tuple[Reason, ...] = ()  # what speaks against it, also where it was accepted
    score: int | None = None  # 0 to 100; None where a rule decided alone


Judged = Callable[[Judgement], None]


@dataclass
class ModelCall:
    """One model that was asked, as far as it came."""

    name: str  # as administrators call it
    prompt: tuple[Message, ...] = ()
    purpose: CallPurpose = CallPurpose.DRAFT
    failure: str = ""  # the kind of error that it ended in
    text: str = ""  # what it wrote
    pieces: int = 0  # in which it came; a token each, with most servers
    first_token_s: float = 0.0  # until the first piece; 0: none came
    took_s: float = 0.0
    measured: Measured | None = None  # what its server says of a whole text
    judgement: Judgement | None = None  # None: nobody looked at the text
