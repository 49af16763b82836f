"""Plain archives (.zip): every file of a kind that is read, by its own name."""

from functools import partial
from pathlib import PurePosixPath

from ingest.archive import Archive
from ingest.containers.members import Contents
from ingest.limits import Limits


def found(data: bytes, limits: Limits) -> Contents:
    """What an archive holds. Files that a system hides are no documents."""
    archive = Archive(data, limits)
    result = Contents()
    for name in dict.fromkeys(archive.names):
        parts = PurePosixPath(name).parts
        if name.endswith("/") or not parts or any(_is_hidden(part) for part in parts):
            continue
        result.add_file(parts[-1], partial(archive.data, name))
    return result


def _is_hidden(part: str) -> bool:
    """Whether a file or folder is one of the system, such as __MACOSX or .DS_Store."""
    is_dotted = part.startswith(".") and part not in (".", "..")
    return is_dotted or part.startswith(("__MACOSX", "~$")) or part == "Thumbs.db"
