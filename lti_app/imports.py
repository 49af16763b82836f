"""Takes files of a folder into a course, as if an instructor had uploaded them: a file of a name
that the course has takes the place of that document, and one that it has already changes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from werkzeug.datastructures import FileStorage

from ingest.formats import ARCHIVES, EXTENSIONS
from lti_app import uploads
from lti_app.parts import Parts
from silabo.domain.documents import Document
from silabo.domain.errors import UploadError
from silabo.storage import documents

# What rsync, WebDAV servers, browsers and editors call a file that is not whole, or not meant.
_UNFINISHED = (".part", ".partial", ".crdownload", ".tmp", ".filepart", "~")


class WhatBecame(StrEnum):
    """What became of a file."""

    ADDED = "added"
    REPLACED = "replaced"
    KNOWN = "known"  # the course has just this one
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Import:
    """What became of one file; of one that was refused, `error` says why."""

    path: Path
    taken: WhatBecame
    document: Document | None = None
    error: UploadError | None = None


def found_in(paths: Sequence[Path]) -> list[Path]:
    """The files under these paths, in order: those named themselves, and of folders those that can
    be read, without hidden ones and those that are still being written.
    """
    return [file for path in paths for file in _files(path)]


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for file in sorted(path.rglob("*")):
        name = file.name.lower()
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if hidden or name.endswith(_UNFINISHED) or not name.endswith(EXTENSIONS):
            continue
        # A link may lead out of the folder that was named.
        if file.is_file() and not file.is_symlink():
            yield file


def take(parts: Parts, course_id: int, path: Path) -> Import:
    """Take one file into a course. Raises `OSError` and `ServiceError`."""
    try:
        with path.open("rb") as stream:
            upload = FileStorage(stream, filename=path.name)
            older = _of_the_same_name(course_id, path.name)
            if older is None:
                added = uploads.accept(parts, course_id, upload)
                return Import(path, WhatBecame.ADDED, added)
            newer = uploads.replace(parts, course_id, older.public_id, upload)
            return Import(path, WhatBecame.REPLACED, newer)
    except UploadError as error:
        if error.code == "same_file":
            return Import(path, WhatBecame.KNOWN)
        return Import(path, WhatBecame.REFUSED, error=error)


def _of_the_same_name(course_id: int, name: str) -> Document | None:
    """The document that a file takes the place of; an archive takes nobody's."""
    if name.lower().endswith(ARCHIVES):
        return None
    found = documents.listed(course_id, file_name=uploads.clean_name(name))
    return found[0] if found else None


class Watch:
    """The files of some folders that are whole and were not taken yet.

    A file is whole when its size and time stay as they are for `still_s` seconds: rsync writes
    under a hidden name and renames, WebDAV and copies write under the name itself.
    """

    def __init__(self, paths: Sequence[Path], *, still_s: float) -> None:
        """Nothing was seen yet."""
        self._paths = paths
        self._still_s = still_s
        self._seen: dict[Path, tuple[tuple[int, int], float]] = {}
        self._taken: dict[Path, tuple[int, int]] = {}

    def whole(self, now_s: float) -> list[Path]:
        """Those that became whole by a moment of the monotonic clock; each is named once, until it
        changes.
        """
        found = []
        for path in found_in(self._paths):
            try:
                status = path.stat()
            except FileNotFoundError:
                continue
            look = (status.st_size, status.st_mtime_ns)
            if self._taken.get(path) == look:
                continue
            before, since = self._seen.get(path, (None, now_s))
            if before != look:
                self._seen[path] = (look, now_s)
            elif now_s - since >= self._still_s:
                self._taken[path] = look
                del self._seen[path]
                found.append(path)
        return found
