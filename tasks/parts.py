"""What workers work with: chosen in wiring, handed to every slot."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time as time_of_day
from threading import Event

from silabo.answering.reading import Reading
from silabo.delivery.compose import LetterOptions
from silabo.domain.documents import Quota
from silabo.domain.errors import ServiceError
from silabo.domain.ports import (
    DocumentFiles,
    DocumentReader,
    Embedder,
    Inbox,
    LanguageModel,
    LiveFeed,
    Mailer,
    PassageIndex,
    PassageSearch,
    PictureReader,
    VectorIndex,
)
from silabo.domain.queues import Health
from silabo.domain.replies import Dropped, Replier
from silabo.domain.retention import Retention


def _nowhere(*_: object) -> int:
    raise ServiceError("nothing outside is told anything")


def _unread(*_: object) -> Dropped:
    return Dropped.CLOSED


@dataclass(frozen=True, slots=True)
class Writer:
    """The language models, and how long questions wait for them.

    `model` writes where there is one. Where there are several, `named` has them in the order in
    which they are asked; those of `only_if_picked` are asked only in a course that picks one,
    and `wanted_by_name` has what another number of tokens than `wanted_tokens` is for.
    `code` gives a word that nobody can guess. Rules and passages of a prompt have about
    `wanted_tokens`. A draft that does not hold is written again at most `retries` times. A question
    that has waited `patience_s` seconds does not wait for a model that is away; what can be quoted
    waits for a written answer at most `longest_s`, and its letter with it. Where the last in the
    queue would wait longer than `longest_wait_s`, nothing is written until the queue is shorter.
    `health` asks the model's servers how they are, `digest_of` which model of this name they have;
    "" where none tells. At the times of day `warm_at` of each course's zone the model is loaded,
    whether anybody asks or not. A draft whose score is below `least_score` does not hold; a
    `critic` gives a score too. Where the writer `rewords`, a model may put a question in other
    words to search with.
    """

    model: LanguageModel
    code: Callable[[], str]
    retries: int = 1
    patience_s: float = 120.0
    longest_s: float = 180.0
    wanted_tokens: int = 500
    longest_wait_s: float = 1800.0
    health: Callable[[], Health] = lambda: Health(True, "")
    named: Mapping[str, LanguageModel] = field(default_factory=dict)
    only_if_picked: frozenset[str] = frozenset()
    wanted_by_name: Mapping[str, int] = field(default_factory=dict)
    warm_at: tuple[time_of_day, ...] = ()
    least_score: int = 65
    critic: LanguageModel | None = None
    rewords: bool = False
    digest_of: Callable[[str], str] = lambda name: ""

    def in_order(self, picked: str = "") -> dict[str, LanguageModel]:
        """Who is asked in a course that picked this one, by name. A pick that is no longer there
        changes nothing.
        """
        named = self.named or {self.model.name: self.model}
        first = [picked] if picked in named else []
        rest = [name for name in named if name not in {picked, *self.only_if_picked}]
        return {name: named[name] for name in first + rest}

    def wanted(self, name: str) -> int:
        """Tokens of rules and passages, where this model is asked first."""
        return self.wanted_by_name.get(name, self.wanted_tokens)


@dataclass(frozen=True, slots=True)
class Meaning:
    """An index that keeps vectors, and the model that makes them of passages."""

    index: VectorIndex
    embedder: Embedder


@dataclass(frozen=True, slots=True)
class Parts:
    """The outside of the workers.

    `search` gives the search of one course, by its number, in the documents that are named, or all.
    `worker` names this process in the rows that it holds. `jitter` gives a number from 0 to 1, and
    spreads what is tried again. `feed` carries drafts to the panel. `administrators` are addresses,
    `week_to` those of them that get the figures of each week, on the Mondays of `zone` (IANA).
    `hold_unclear` keeps a letter back that may have gone, where nobody can be asked. A letter that
    is wanted only if its answer is not seen waits `unseen_s` for that. `sleep` waits
    for so many seconds. Without a `writer` answers are quotations; without `meaning` passages are
    found by their words alone. `quota` is what a course may keep. `reading` keeps passages
    analysed. Without `pictures` a page that is one stays a notice. Calls of models are kept for
    `model_calls_days`; 0: none is; what people leave behind as `retention` says. `forget_copies`
    deletes copies of letters, by their message ids, where a folder keeps them. `lacking` is set
    where a search found that the index lacks something; `fresh` has the courses and versions that
    this process has read and that have no vectors yet. `tell` sends a body and headers to the
    address of a program, and gives the status of its answer. Replies to letters are read in the
    `inbox`, where there is one; `take_reply` keeps what one says, under its key, or says why not.
    """

    index: PassageIndex
    search: Callable[[int, Sequence[str]], PassageSearch]
    reader: DocumentReader
    files: DocumentFiles
    mailer: Mailer
    letters: LetterOptions
    worker: str
    jitter: Callable[[], float]
    feed: LiveFeed
    administrators: tuple[str, ...] = ()
    week_to: tuple[str, ...] = ()
    zone: str = "UTC"
    hold_unclear: bool = False
    unseen_s: float = 600.0
    sleep: Callable[[float], None] = time.sleep
    writer: Writer | None = None
    meaning: Meaning | None = None
    model_calls_days: int = 30
    retention: Retention = field(default_factory=Retention)
    quota: Quota = field(default_factory=Quota)
    reading: Reading = field(default_factory=Reading)
    lacking: Event = field(default_factory=Event)
    fresh: deque[tuple[int, int]] = field(default_factory=deque)
    pictures: PictureReader | None = None
    forget_copies: Callable[[Iterable[str]], None] = lambda message_ids: None
    tell: Callable[[str, bytes, Mapping[str, str]], int] = _nowhere
    inbox: Inbox | None = None
    take_reply: Callable[[Replier, str, str], Dropped | None] = _unread
