"""The tools that the practice LMS knows: the one it begins with, and those that registered."""

import threading
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from practice_lms.options import PracticeOptions


@dataclass(frozen=True, slots=True)
class Tool:
    """One registered tool. `id` is Moodle's type id, and as text the deployment id.

    `custom` has the tool's parameters as Moodle keeps them: `name=value`, one a line. A tool that
    registers by itself is not active until an administrator says so.
    """

    id: int
    client_id: str
    name: str
    login_url: str
    redirect_uris: tuple[str, ...]
    target_url: str
    key_set_url: str
    description: str = ""
    custom: str = ""
    deep_linking: bool = True
    active: bool = True
    in_chooser: bool = True
    share_name: bool = True
    share_email: bool = True
    roster: bool = True
    roster_email: bool = True  # a real LMS often shares addresses in one of the two places only
    platform_storage: bool = False  # Moodle has none; Canvas, Blackboard and others do

    @property
    def deployment_id(self) -> str:
        """How launches name the tool's place in this LMS."""
        return str(self.id)

    @property
    def origin(self) -> str:
        """Scheme, host and port of the tool's pages."""
        return origin(self.target_url)


SWITCHES = (
    "active",
    "in_chooser",
    "share_name",
    "share_email",
    "roster",
    "roster_email",
    "platform_storage",
)


class Tools:
    """All tools, in memory: what registers lasts as long as the program runs."""

    def __init__(self, options: PracticeOptions) -> None:
        """Begin with the tool of the options."""
        first = Tool(
            id=int(options.deployment_id),
            client_id=options.client_id,
            name="Sílabo",
            login_url=options.login_url,
            redirect_uris=(options.redirect_uri,),
            target_url=options.redirect_uri,
            key_set_url=f"{options.tool_url}/lti/jwks",
            custom="context_history=$Context.id.history\nsilabo_time_zone=$Person.address.timezone",
        )
        self._by_id = {first.id: first}
        self._lock = threading.Lock()

    def listed(self) -> list[Tool]:
        """Every tool, oldest first."""
        return list(self._by_id.values())

    def get(self, tool_id: int) -> Tool:
        """The tool with this id; KeyError when there is none."""
        return self._by_id[tool_id]

    def find(self, tool_id: str) -> Tool | None:
        """The tool with this id, as it stands in an address."""
        return next((each for each in self.listed() if str(each.id) == tool_id), None)

    def of_client(self, client_id: str) -> Tool | None:
        """The tool with this client id."""
        return next((each for each in self.listed() if each.client_id == client_id), None)

    def of_origin(self, url: str) -> list[Tool]:
        """The tools of the same origin as an address: to register there may mean to update."""
        return [each for each in self.listed() if each.origin == origin(url)]

    def register(self, client_id: str, **facts: Any) -> Tool:
        """Keep a new tool, which waits to be activated, and return it."""
        with self._lock:
            tool_id = max(self._by_id) + 1
            tool = Tool(tool_id, client_id, active=False, in_chooser=False, **facts)
            self._by_id[tool_id] = tool
        return tool

    def change(self, tool_id: int, **facts: Any) -> Tool:
        """Renew a tool's facts or turn its switches, and return it as it is now."""
        with self._lock:
            self._by_id[tool_id] = replace(self._by_id[tool_id], **facts)
            return self._by_id[tool_id]


def origin(url: str) -> str:
    """Scheme, host and port of an http(s) address; empty for everything else."""
    try:
        components = urlsplit(url)
    except ValueError:
        return ""
    plain = components.netloc.replace(".", "").replace("-", "").replace(":", "").isalnum()
    return (
        f"{components.scheme}://{components.netloc}"
        if components.scheme in {"http", "https"} and plain
        else ""
    )
