"""Which files may be parsed as letters at all: the standard parser's time grows with the square of
a header's length, so a file with monstrous headers is broken before it is read.
"""

import re

MAX_LETTER_BYTES = 1024 * 1024
MAX_HEADER_BLOCK_BYTES = 32 * 1024
MAX_HEADER_BYTES = 2000
MAX_BOUNDARIES = 1000

_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_FOLDED_LINE = re.compile(rb"^[^\n]*(?:\n[ \t][^\n]*)*", re.MULTILINE)
# The parser reads these of every part, and parts may stand anywhere in the body.
_PART_HEADER = re.compile(rb"^content-[^\n]*(?:\n[ \t][^\n]*)*", re.MULTILINE | re.IGNORECASE)


def is_within_limits(raw: bytes) -> bool:
    """Whether the file, or its beginning, has headers and parts of a letter's usual size."""
    end = _BLANK_LINE.search(raw)
    headers, body = (raw[: end.start()], raw[end.start() :]) if end else (raw, b"")
    return (
        len(headers) <= MAX_HEADER_BLOCK_BYTES
        and body.count(b"\n--") <= MAX_BOUNDARIES
        and _are_short(_FOLDED_LINE, headers)
        and _are_short(_PART_HEADER, body)
    )


def _are_short(pattern: re.Pattern[bytes], raw: bytes) -> bool:
    return all(len(found[0]) <= MAX_HEADER_BYTES for found in pattern.finditer(raw))
