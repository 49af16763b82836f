"""What the LTI folder needs to know of the outside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lti_app.lti.moodle import guard_refuses
from lti_app.lti.outside import Outside
from lti_app.lti.roles import USUAL
from lti_app.lti.service_tokens import TokenCache
from silabo.domain.people import Role


@dataclass(frozen=True, slots=True)
class LtiOptions:
    """`address` is the tool's own origin; a launch comes back to one fixed address under it."""

    address: str
    keys_dir: Path
    time_zone: str
    outside: Outside = field(default_factory=Outside)
    service_tokens: TokenCache = field(default_factory=TokenCache, compare=False)
    support: bool = False  # administrators of the institution may read
    # Which roles of the LMS count as ours.
    roles: Mapping[str, Role] = field(default_factory=lambda: USUAL, compare=False)
    label: str = "Sílabo"
    description: str = "Answers students' questions from the course's own documents."
    leeway_s: int = 10  # clocks differ a little
    longest_age_s: int = 300

    @property
    def launch_url(self) -> str:
        """The one redirect address: platforms compare it byte by byte."""
        return f"{self.address}/lti/launch"

    @property
    def private(self) -> bool:
        """Whether a platform may refuse to fetch our keys from this address: see `moodle`."""
        return guard_refuses(self.address)
