"""The log of a mail system, from a moment on: read from its end, over rotated files too."""

import gzip
import os
import re
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import IO, cast

from silabo.domain import clock
from silabo.domain.errors import ServiceError

# The clocks of the database and of this machine may differ a little.
SLACK = timedelta(minutes=1)
STEP = 1 << 20  # bytes of the first step back; each further one is twice as long
LONGEST = 1 << 28  # bytes in all: a few seconds of reading
STAMPED_WITHIN = 20  # lines: a line that begins otherwise belongs to the one before
ROTATED = re.compile(r"[.-]\d[\d-]*(?:\.gz)?")  # logrotate's names, and `postfix logrotate`'s
# A file that is gone or closed to us; a compressed one that is cut short or damaged.
BROKEN = (OSError, EOFError, zlib.error)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# RFC 3339, as rsyslog writes it, and RFC 3164, as postlogd does: without a year, in local time.
NEW_STAMP = re.compile(rb"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)) ")
OLD_STAMP = re.compile(rb"([A-Z][a-z]{2}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) ")


@dataclass(frozen=True, slots=True)
class History:
    """Lines of a log, oldest first. `complete`: every line since the moment is among them."""

    lines: Iterator[bytes]
    complete: bool


@contextmanager
def history(path: Path, since: datetime) -> Iterator[History]:
    """What a log holds since a moment, and some lines before. Raises `ServiceError`."""
    with ExitStack() as opened:
        try:
            files, complete = _files(path, since - SLACK, opened)
        except BROKEN as error:
            raise ServiceError("the mail log cannot be read") from error
        yield History(_lines(files), complete)


def _files(path: Path, begin: datetime, opened: ExitStack) -> tuple[list[IO[bytes]], bool]:
    """The files to read, oldest first, each at its place, and whether they reach back so far."""
    files, left = list[IO[bytes]](), LONGEST
    # After a rotation the log may be missing until its next line is written.
    if path.exists() or not _rotated(path):
        files.append(opened.enter_context(path.open("rb")))
        if _reach(files[0], begin):
            return files, True
        left -= os.fstat(files[0].fileno()).st_size
    # Looked for after the newest is open: what is rotated away meanwhile is seen, not missed.
    for older in _rotated(path):
        status = older.stat()
        if status.st_mtime < begin.timestamp():
            return files, left >= 0  # its last line is older
        left -= status.st_size
        if left < 0 or not os.access(older, os.R_OK):
            return files, False
        file = opened.enter_context(_opened(older))
        files.insert(0, file)
        if _reach(file, begin):
            return files, True
    # There is no older file: this is all that there ever was.
    return files, left >= 0


def _lines(files: Sequence[IO[bytes]]) -> Iterator[bytes]:
    try:
        yield from chain.from_iterable(files)
    except BROKEN as error:
        raise ServiceError("the mail log cannot be read") from error


def stamp(line: bytes, now: datetime) -> datetime | None:
    """When a line was written; None for a line without a time."""
    found = NEW_STAMP.match(line)
    if found:
        return datetime.fromisoformat(found[1].decode())
    found = OLD_STAMP.match(line)
    if not found or found[1].decode() not in MONTHS:
        return None
    month = MONTHS.index(found[1].decode()) + 1
    day, hour, minute, second = (int(each) for each in found.groups()[1:])
    for year in (now.year, now.year - 1):
        local = (year, month, day, hour, minute, second, 0, 0, -1)
        moment = datetime.fromtimestamp(time.mktime(local), UTC)
        if moment < now + timedelta(days=1):
            return moment
    return None


def _reach(file: IO[bytes], begin: datetime) -> bool:
    """Put a file at its last lines from before a moment; False when it has none, at its start."""
    if isinstance(file, gzip.GzipFile):
        return _is_before(file, 0, begin)
    size, step = file.seek(0, 2), STEP
    while step < min(size, LONGEST):
        if _is_before(file, size - step, begin):
            return True
        step *= 2
    return _is_before(file, max(0, size - LONGEST), begin)


def _is_before(file: IO[bytes], offset: int, begin: datetime) -> bool:
    """Whether the first whole line behind an offset is older; the file stands before it."""
    file.seek(offset)
    if offset:
        file.readline()  # the rest of a line
    start = file.tell()
    times: Sequence[datetime | None] = [
        stamp(line, clock.now()) for line in (file.readline(4096) for _ in range(STAMPED_WITHIN))
    ]
    file.seek(start)
    first = next((each for each in times if each is not None), None)
    return first is not None and first < begin


def _rotated(path: Path) -> list[Path]:
    """The older files of a log, the newest first."""
    found = [
        each
        for each in path.parent.glob(f"{path.name}*")
        if ROTATED.fullmatch(each.name.removeprefix(path.name))
    ]
    return sorted(found, key=lambda each: each.stat().st_mtime, reverse=True)


def _opened(path: Path) -> IO[bytes]:
    if path.suffix == ".gz":
        return cast("IO[bytes]", gzip.open(path, "rb"))
    return path.open("rb")
