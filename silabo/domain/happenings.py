"""What happens in a process and is counted where it happens, for a monitoring system.

Nothing is kept until wiring listens. A label never says who, in which course or with which words:
its values are named here, or by wiring at the start of the process.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from silabo.domain.answers import AnswerKind, WhyQuoted
from silabo.domain.deliveries import DeliveryKind
from silabo.domain.letters import MailOutcome
from silabo.domain.model_calls import CallPurpose, DraftVerdict
from silabo.domain.people import Role
from silabo.domain.replies import Dropped

# Its values are known when the process starts: the application's routes, the settings' models.
NAMED_AT_START: frozenset[str] = frozenset()
NONE = "none"
WORK = ("question", "letter", "document")
INDEXES = ("embedded", "weaviate")
# The errors of a model (silabo/domain/errors.py), by the names of their classes.
FAILURES = (
    NONE,
    "ModelUnreachableError",
    "ModelMissingError",
    "ModelChangedError",
    "ModelSlowError",
    "ModelCutError",
    "ModelOutputError",
)
# Upper bounds in seconds: of what a page waits for, and of what a student waits for.
SHORT = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
LONG = (0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 1800.0)

Labels = Mapping[str, str]
Listener = Callable[["Happening", float, Labels], None]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that is counted, or of which seconds are measured."""

    name: str  # as a monitoring system calls it, behind our own prefix
    help: str
    labels: Mapping[str, Collection[str]] = field(default_factory=dict)  # the values of each
    bounds: tuple[float, ...] = ()  # in seconds, where seconds are measured; empty: a counter

    def note(self, amount: float = 1.0, **labels: str) -> None:
        """Say that it happened: so many times, or for so many seconds."""
        for listener in _listeners:
            listener(self, amount, labels)


REQUESTS = Happening(
    "requests_total",
    "Requests of browsers and platforms",
    {"route": NAMED_AT_START, "status": tuple(str(int(each)) for each in HTTPStatus)},
)
REQUEST_SECONDS = Happening(
    "request_seconds",
    "Until the answer to a request begins",
    {"route": NAMED_AT_START},
    SHORT,
)
LAUNCHES = Happening("launches_total", "Launches that opened a course", {"role": tuple(Role)})
LAUNCHES_REFUSED = Happening(
    "launches_refused_total", "Launches that were refused", {"code": NAMED_AT_START}
)
ASKED = Happening("questions_asked_total", "Questions that were accepted")
FIRST_PASSAGES = Happening(
    "first_passages_total",
    "Searches for first passages, by what came of them",
    {"result": ("shown", "nothing", "late", "failed")},
)
PASSAGES_SHOWN = Happening("passages_shown_total", "First passages that were shown")
ANSWERS = Happening(
    "answers_total",
    "Answers that were recorded, by kind and by why they are quotations",
    {"kind": tuple(AnswerKind), "why_quoted": (NONE, *WhyQuoted)},
)
WAIT_SECONDS = Happening("answer_wait_seconds", "From a question to its answer", bounds=LONG)
ANSWER_SECONDS = Happening("answer_seconds", "A worker's time for an answer", bounds=LONG)
GIVEN_BACK = Happening(
    "tries_given_back_total",
    "Tries that failed, by whether there is another one",
    {"work": WORK, "then": ("again", "given_up")},
)
LEASES_LOST = Happening(
    "leases_lost_total", "Work that was thrown away, for its lease was over", {"work": WORK}
)
MODEL_CALLS = Happening(
    "model_calls_total",
    "Calls of language models, by how they ended",
    {"model": NAMED_AT_START, "purpose": tuple(CallPurpose), "failure": FAILURES},
)
MODEL_TOKENS = Happening(
    "model_tokens_total",
    "Tokens that language models read and wrote, as their servers count them",
    {"model": NAMED_AT_START, "direction": ("read", "written")},
)
MODEL_SECONDS = Happening(
    "model_seconds_total",
    "Seconds in which language models read and wrote these tokens",
    {"model": NAMED_AT_START, "direction": ("read", "written")},
)
FIRST_TOKEN_SECONDS = Happening(
    "model_first_token_seconds",
    "Until a model's first token",
    {"model": NAMED_AT_START},
    LONG,
)
DRAFTS = Happening(
    "drafts_total",
    "Texts that were to be answers, by what became of them",
    {"model": NAMED_AT_START, "verdict": tuple(DraftVerdict)},
)
SEARCHES = Happening(
    "searches_total",
    "Searches in a course, by index; stood_in: by words alone, for the index lacked something",
    {"index": INDEXES, "result": ("found", "nothing", "stood_in", "failed")},
)
SEARCH_SECONDS = Happening("search_seconds", "A search in a course", {"index": INDEXES}, SHORT)
LETTERS = Happening(
    "letters_total",
    "Letters that were handed to the mail system, by what it said",
    {"kind": tuple(DeliveryKind), "outcome": tuple(MailOutcome)},
)
REPLIES = Happening(
    "replies_total",
    "Mails in the inbox, by what became of them: taken, or why they were dropped",
    {"result": ("taken", *Dropped)},
)
DOCUMENTS = Happening(
    "documents_total", "Files that were read", {"result": ("ready", "unpacked", "rejected")}
)
SWEEPS = Happening("sweeps_total", "Looks of workers at what waits or lapsed")

ALL = (
    *(REQUESTS, REQUEST_SECONDS, LAUNCHES, LAUNCHES_REFUSED),
    *(ASKED, FIRST_PASSAGES, PASSAGES_SHOWN),
    *(ANSWERS, WAIT_SECONDS, ANSWER_SECONDS, GIVEN_BACK, LEASES_LOST),
    *(MODEL_CALLS, MODEL_TOKENS, MODEL_SECONDS, FIRST_TOKEN_SECONDS, DRAFTS),
    *(SEARCHES, SEARCH_SECONDS, LETTERS, REPLIES, DOCUMENTS, SWEEPS),
)

_listeners: list[Listener] = []


def listen(listener: Listener | None) -> None:
    """Tell a listener of all that happens from now on, and no other; None: nobody."""
    _listeners[:] = [listener] if listener else []
