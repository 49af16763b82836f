"""What instructors expect of answers: their own questions with what must be said, and what came of
asking them.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from silabo.domain.answers import AnswerKind, Citation, Outcome, Sentence
from silabo.domain.questions import ClaimedQuestion

MOST = 60  # of a course: each costs an answer after every change
LONGEST = 500  # characters of a question
MOST_PHRASES = 8
LONGEST_PHRASE = 120  # characters


class ExpectationState(StrEnum):
    """Where an expectation is on its way to be tried."""

    READY = "ready"  # it is tried when nobody waits
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"  # tried often enough, and it broke each time


class TrialVerdict(StrEnum):
    """What came of trying one. All but the first are red."""

    MET = "met"
    MISSING = "missing"  # it was answered, and not all that must be said was
    UNSURE = "unsure"  # only the closest was quoted
    DECLINED = "declined"  # it was not answered
    ANSWERED = "answered"  # it was, and must be declined
    BROKEN = "broken"  # no answer came of it: the fault is ours


@dataclass(frozen=True, slots=True)
class NewExpectation:
    """A question of instructors: its answer must say each of these words, or it must be declined.
    `alike` is the key of those that ask the same.
    """

    question: str
    language: str
    says: tuple[str, ...] = ()  # empty: it must be declined
    alike: str = ""

    @property
    def declines(self) -> bool:
        """Whether it must be declined."""
        return not self.says


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """What an answer is worth, held against what was expected."""

    verdict: TrialVerdict
    missing: tuple[str, ...] = ()  # what must be said, and was not


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of trying a question last, with what a student would have read."""

    verdict: TrialVerdict
    missing: tuple[str, ...]
    kind: AnswerKind | None  # None where no answer came of it
    language: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    tried_at: datetime

    @property
    def red(self) -> bool:
        """Whether an instructor has to look."""
        return self.verdict is not TrialVerdict.MET


@dataclass(frozen=True, slots=True)
class Expectation:
    """One that is kept."""

    public_id: str
    question: str
    language: str
    says: tuple[str, ...]
    state: ExpectationState
    tried: Tried | None  # None: not yet

    @property
    def declines(self) -> bool:
        """Whether it must be declined."""
        return not self.says

    @property
    def waiting(self) -> bool:
        """Whether it is to be tried, for the first time or again."""
        return self.state in {ExpectationState.READY, ExpectationState.WORKING}


@dataclass(frozen=True, slots=True)
class ClaimedExpectation:
    """An expectation under a lease: what a worker needs to try it. `stamp` is what the course
    showed, and how it was set, when it was claimed.
    """

    id: int
    token: str
    attempt: int
    question: ClaimedQuestion
    says: tuple[str, ...]
    stamp: str


@dataclass(frozen=True, slots=True)
class NewTrial:
    """What came of a claimed expectation. `models` are those that write, by name, each with its
    digest, "" where its server tells none.
    """

    judged: JudgedAnswer
    outcome: Outcome
    models: dict[str, str]


@dataclass(frozen=True, slots=True)
class ProposedExpectation:
    """A question that a document answers for sure, to be confirmed: what it states stands there in
    these words.
    """

    question: str
    language: str
    says: tuple[str, ...]
    source: Citation
