"""What the web application is made of: chosen in wiring, handed to `create_app`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from lti_app.asking import Asking
from lti_app.lti.options import LtiOptions
from lti_app.personal import Personal
from lti_app.previews import Previews
from lti_app.proposals import Proposals
from silabo.domain.documents import Quota
from silabo.domain.ports import DocumentFiles, LiveFeed, PassageSearch
from silabo.domain.questions import Caps
from silabo.domain.queues import Health, Queue
from silabo.domain.retention import Retention


@dataclass(frozen=True, slots=True)
class Parts:
    """The outside of the web application.

    `search` gives the search of one course, by its number, in the documents that are named, or all.
    `ring` says that something waits in a queue; it never raises and never blocks for longer than
    0.2 s. `health` asks each part how it is. `feed` carries drafts; `writes` says whether a model
    writes any, `models` are those that a course may pick, and calls are kept for
    `model_calls_days`, what people leave behind as `retention` says; questions and passages go to
    `model_servers_elsewhere`, on other machines; `source_of` makes a hash of a network address;
    `counselling` is whom somebody in distress is told to turn to; a letter that is wanted only if
    its answer is not seen waits `unseen_minutes` for that; `personal` makes copies of a
    person's data and ends it; `asking` is how a question is accepted and `previews` how one is
    tried, made of the others; `proposals` are of questions to be expected.
    """

    lti: LtiOptions
    files: DocumentFiles
    search: Callable[[int, Sequence[str]], PassageSearch]
    ring: Callable[[Queue], None]
    health: Callable[[], dict[str, Health]]
    max_upload_bytes: int
    caps: Caps
    feed: LiveFeed
    personal: Personal
    quota: Quota = field(default_factory=Quota)
    writes: bool = False
    models: tuple[str, ...] = ()
    model_calls_days: int = 30
    model_servers_elsewhere: tuple[str, ...] = ()
    retention: Retention = field(default_factory=Retention)
    production: bool = False
    source_of: Callable[[str], str] = lambda address: ""
    counselling: str = ""
    unseen_minutes: int = 10
    search_budget_s: float = 0.7
    asking: Asking = field(init=False, repr=False, compare=False)
    previews: Previews = field(init=False, repr=False, compare=False)
    proposals: Proposals = field(default_factory=Proposals, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make, of these parts, the one way of asking that API and panel share, and of trying."""
        object.__setattr__(self, "asking", Asking(self))
        object.__setattr__(self, "previews", Previews(self))
