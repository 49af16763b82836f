"""Takes files of a folder into a course, as if an instructor had uploaded them: a file of a name
that the course has takes the place of that document, and one that it has already changes nothing.
"""

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from werkzeug.datastructures import FileStorage

from ingest.formats import ARCHIVES, EXTENSIONS
from lti_app import uploads
from lti_app.parts import Parts
from silabo.domain.documents import Document
from silabo.domain.errors import ServiceError, UploadError
from silabo.storage import documents
from silabo.wording import error_sentences

# What rsync, WebDAV servers, browsers and editors call a file that is not whole, or not meant.
_UNFINISHED = (".part", ".partial", ".crdownload", ".tmp", ".filepart", "~")
AGAIN_S = 60.0  # after which a file is tried again that could not be taken

_BETWEEN = " – "  # of the folders of a file and its name
_TWICE = "Another file that was named here would be called the same. Name the folder above both."
_SEVERAL = "The course has several documents of this name. Replace the one that is meant by hand."


class WhatBecame(StrEnum):
    """What became of a file."""

    ADDED = "added"
    REPLACED = "replaced"
    KNOWN = "known"  # the course has just this one
    REFUSED = "refused"
    FAILED = "failed"  # no fault of the file's: it may be tried again


@dataclass(frozen=True, slots=True)
class Import:
    """What became of one file; of one that was not taken, `why` says it in English."""

    path: Path
    taken: WhatBecame
    document: Document | None = None
    why: str = ""


def found_in(paths: Sequence[Path]) -> list[Path]:
    """The files under these paths, in order: those named themselves, and of folders those that can
    be read, without hidden ones and those that are still being written.
    """
    return [file for path in paths for file in _files(path)]


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    # Unlike `rglob`, this goes on where a folder is taken away meanwhile, or cannot be read.
    for file in sorted(Path(folder, name) for folder, _, names in os.walk(path) for name in names):
        name = file.name.lower()
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if hidden or name.endswith(_UNFINISHED) or not name.endswith(EXTENSIONS):
            continue
        if _is_plain(file):
            yield file


def _is_plain(file: Path) -> bool:
    try:
        # A link may lead out of the folder that was named.
        return stat.S_ISREG(file.lstat().st_mode)
    except OSError:
        return False


def named(paths: Sequence[Path]) -> dict[Path, str]:
    """The files under these paths, in order, and what each is called in a course: one in a folder
    of a folder that was named, with that folder. Those that would be called alike have no name.
    """
    called = {file: _called(file, paths) for file in found_in(paths)}
    times = Counter(called.values())
    return {file: name if times[name] == 1 else "" for file, name in called.items()}


def _called(file: Path, paths: Sequence[Path]) -> str:
    # The outermost, so that a file that is reached twice is called the same both times.
    top = min(
        (path for path in paths if file.is_relative_to(path)), key=lambda path: len(path.parts)
    )
    folders = file.relative_to(top).parts[:-1]
    name = _BETWEEN.join([*folders, file.name])
    if folders and len(name) > uploads.LONGEST_NAME:
        # Cut in the middle, files of different folders could be called alike.
        name = hashlib.sha256(os.fsencode("/".join(folders))).hexdigest()[:8] + _BETWEEN + file.name
    return uploads.clean_name(name)


def take(parts: Parts, course_id: int, path: Path, name: str) -> Import:
    """Take one file into a course under its name of `named`."""
    if not name:
        return Import(path, WhatBecame.REFUSED, why=_TWICE)
    try:
        with path.open("rb") as stream:
            return _taken(parts, course_id, path, FileStorage(stream, filename=name))
    except UploadError as error:
        if error.code == "same_file":
            return Import(path, WhatBecame.KNOWN)
        why = error_sentences.sentence("en", error.code, error.values)
        return Import(path, WhatBecame.REFUSED, why=why)
    except (OSError, ServiceError) as error:
        return Import(path, WhatBecame.FAILED, why=str(error))


def _taken(parts: Parts, course_id: int, path: Path, upload: FileStorage) -> Import:
    older = _of_the_same_name(course_id, upload.filename or "")
    if not older:
        return Import(path, WhatBecame.ADDED, uploads.accept(parts, course_id, upload))
    if len(older) == 1:
        newer = uploads.replace(parts, course_id, older[0].public_id, upload)
        return Import(path, WhatBecame.REPLACED, newer)
    digest = hashlib.file_digest(upload.stream, "sha256").hexdigest()  # type: ignore[arg-type]
    if documents.with_content(course_id, [digest]):
        return Import(path, WhatBecame.KNOWN)
    return Import(path, WhatBecame.REFUSED, why=_SEVERAL)


def _of_the_same_name(course_id: int, name: str) -> list[Document]:
    """The documents that a file could take the place of; an archive takes nobody's."""
    if name.lower().endswith(ARCHIVES):
        return []
    return documents.listed(course_id, file_name=name)


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
            except OSError:
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

    def again(self, path: Path, now_s: float) -> None:
        """Name a file that could not be taken again: `AGAIN_S` later, or when it has changed."""
        look = self._taken.pop(path, None)
        if look is not None:
            self._seen[path] = (look, now_s + AGAIN_S - self._still_s)
