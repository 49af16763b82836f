"""What a worker and the parser say to each other on a connection.

Request: a line of JSON (`Request`), then the file, as many bytes as it says. Answer: the line
`READING` when the file has come whole and is about to be read, then lines that say which page is
being read (`page_line`), then one line of JSON (extract_json.py), then one line that says how the
reading ended (`Ending`). Everything up to there is written by the process that a file may have
taken over; the ending is written after it is gone, by the one that watched it. An end before the
first line is our failure, and so is a missing ending.
"""

import json
import re
import signal
from dataclasses import asdict, dataclass

from silabo.domain import json_text

READING = b"reading\n"
PAGE_EVERY_S = 0.5  # so often a reader says where it is, at most
MOST_HEAD = 4_000  # bytes of a request's first line, and of an ending

_PAGE = re.compile(rb"page (\d{1,6}) (\d{1,6})\n")

# A file that is at fault makes its reader crash or use up its limits; these come from elsewhere:
# somebody stops the service, the machine has no memory, an alarm after too long a wait.
_FROM_ELSEWHERE = {
    signal.SIGKILL,
    signal.SIGTERM,
    signal.SIGINT,
    signal.SIGHUP,
    signal.SIGALRM,
}


@dataclass(frozen=True, slots=True)
class Request:
    """The first line of a request. `told` is what `confined_reading.options` wrote."""

    media_type: str
    told: str
    size: int  # bytes of the file

    def line(self) -> bytes:
        """As it is sent."""
        return json.dumps(asdict(self)).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class Ending:
    """How a reading ended."""

    code: int  # exit code; below 0 the number of the signal that ended it
    cpu_s: float  # seconds of processor

    def line(self) -> bytes:
        """As it is sent: what the reader wrote may lack its end."""
        return b"\n" + json.dumps(asdict(self)).encode() + b"\n"

    def is_the_machines(self, cpu_limit_s: float) -> bool:
        """Whether it was ended by something else than the file: it may end well another time."""
        return -self.code in _FROM_ELSEWHERE and self.cpu_s < cpu_limit_s


def page_line(number: int, pages: int) -> bytes:
    """The line that says which page is being read, of how many."""
    return b"page %d %d\n" % (number, pages)


def pages_told(said: bytes | bytearray, begin: int = 0) -> tuple[int, tuple[int, int] | None]:
    """Where what a reader says of its pages ends, from `begin` on, and the last that it said; None
    where it said nothing. A line that has not come whole is left for the next time.
    """
    told = None
    while (found := _PAGE.match(said, begin)) is not None:
        begin, told = found.end(), (int(found[1]), int(found[2]))
    return begin, told


def ending(line: bytes) -> Ending | None:
    """The ending that a line says; None when it is none."""
    try:
        found = json_text.read(line[:MOST_HEAD])
        return Ending(int(found["code"]), float(found["cpu_s"]))
    except (ValueError, TypeError, KeyError, OverflowError):
        return None
