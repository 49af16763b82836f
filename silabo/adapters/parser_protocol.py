"""What a worker and the parser service say to each other on a connection.

Request: a line of JSON (`Request`), then the file, as many bytes as it says. Answer: the line
`READING` when all is loaded and has come and the file is about to be read, then one line of JSON
(extract_json.py). An end before the first line is our failure, an end before the second the file's.
"""

import json
from dataclasses import asdict, dataclass

READING = b"reading\n"
MOST_HEAD = 4_000  # bytes of a request's first line


@dataclass(frozen=True, slots=True)
class Request:
    """The first line of a request. `told` is what `confined_reading.options` wrote."""

    media_type: str
    told: str
    size: int  # bytes of the file

    def line(self) -> bytes:
        """As it is sent."""
        return json.dumps(asdict(self)).encode() + b"\n"
