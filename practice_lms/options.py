"""What the practice LMS is told when it is made."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class PracticeOptions:
    """Where the practice LMS and its one tool live, and the two folders that it uses.

    `issuer` and `tool_url` are scheme://host[:port] without a final slash, and belong on different
    sites (127.0.0.1 and localhost are), because a real LMS and a tool are on different sites too.
    """

    issuer: str
    tool_url: str
    client_id: str
    deployment_id: str
    key_folder: Path  # the signing key is made here on first need
    mail_folder: Path  # the tool's letters, one .eml file each

    @property
    def login_url(self) -> str:
        """Where the tool takes login initiations."""
        return f"{self.tool_url}/lti/login"

    @property
    def redirect_uri(self) -> str:
        """The only redirect URI that is registered for the tool, and its target link."""
        return f"{self.tool_url}/lti/launch"

    @property
    def host(self) -> str:
        """Host and port of the practice LMS itself, as browsers send it."""
        return urlsplit(self.issuer).netloc
