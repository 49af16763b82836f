"""What the LTI room needs to know of the outside."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LtiOptions:
    """`address` is the tool's own origin; a launch comes back to one fixed address under it."""

    address: str
    keys_dir: Path
    time_zone: str
    leeway_s: int = 10  # clocks differ a little
    longest_age_s: int = 300

    @property
    def launch_url(self) -> str:
        """The one redirect address: platforms compare it byte by byte."""
        return f"{self.address}/lti/launch"
