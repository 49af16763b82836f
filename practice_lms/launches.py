"""The launches that have begun and were not yet asked about: single use, few, and forgotten."""

import json
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from practice_lms.tools import Tool
from practice_lms.world import Activity, Course, Person

MAX_WAITING = 500
LIFE_S = 3600.0


@dataclass(frozen=True, slots=True)
class Message:
    """Who opens which tool in which course; without an activity, to place one there."""

    person: Person
    tool: Tool
    course: Course
    activity: Activity | None = None


@dataclass(frozen=True, slots=True)
class WaitingLaunch:
    """A launch whose login initiation went to the tool; `message_hint` must come back as it is."""

    message: Message
    message_hint: str
    began_at: float  # seconds of a clock that only goes forward


class WaitingLaunches:
    """The launches of all visitors, in memory: the oldest goes when there are too many."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with none; `clock` gives seconds and only goes forward."""
        self._clock = clock
        self._waiting: OrderedDict[str, WaitingLaunch] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, message: Message) -> WaitingLaunch:
        """Keep a new launch and make its message hint, the JSON text that Moodle sends."""
        activity = message.activity
        instance, cmid = (activity.instance_id, activity.cmid) if activity else ("_ci", 0)
        launch_id = f"ltilaunch{instance}_{secrets.randbits(63)}"
        hint = json.dumps({"cmid": cmid, "launchid": launch_id}, separators=(",", ":"))
        launch = WaitingLaunch(message, hint, self._clock())
        with self._lock:
            self._waiting[launch_id] = launch
            while len(self._waiting) > MAX_WAITING:
                self._waiting.popitem(last=False)
        return launch

    def take(self, message_hint: str, person: Person) -> WaitingLaunch | None:
        """The launch of this person with this hint, once; None for every other hint.

        Another person's launch is not spent by asking, as Moodle keeps launches in the session.
        Moodle reads only `launchid` out of the hint; LTI wants all of it back unaltered, and here
        a changed hint is refused, so that a tool's mistake is seen.
        """
        launch_id = _launch_id(message_hint)
        with self._lock:
            launch = self._waiting.get(launch_id)
            if launch is None or launch.message.person.id != person.id:
                return None
            del self._waiting[launch_id]
        in_time = self._clock() - launch.began_at <= LIFE_S
        return launch if in_time and launch.message_hint == message_hint else None


def _launch_id(message_hint: str) -> str:
    try:
        hint = json.loads(message_hint)
    except (ValueError, RecursionError):
        return ""
    found = hint.get("launchid") if isinstance(hint, dict) else None
    return found if isinstance(found, str) else ""
