"""What an archive was found to hold before its members are inflated, and how they are called."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from ingest.characters import clean
from ingest.formats import CONTAINERS, is_known
from silabo.domain.containers import Member
from silabo.domain.passages import Notice

ARCHIVES_LEFT_OUT = "archives_left_out"  # the code of a notice
_LONGEST_NAME = 120


@dataclass(slots=True)
class Contents:
    """Members, each made when it is asked for, and codes of notices for what is left out."""

    members: list[Callable[[], Member]] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)

    @property
    def told(self) -> tuple[Notice, ...]:
        """The notices."""
        return tuple(Notice(code) for code in sorted(self.left_out))

    def add_file(self, name: str, data: Callable[[], bytes], title: str = "") -> None:
        """Add a file, if it is of a kind that is read, or that can be saved as one. `title` is what
        people know it by.
        """
        extension = PurePosixPath(name.lower()).suffix
        if any(extension in each.extensions for each in CONTAINERS):
            self.left_out.add(ARCHIVES_LEFT_OUT)
            return
        if not is_known(extension):
            self.left_out.add("members_left_out")
            return
        shown = (
            file_name(title, extension) if title else file_name(PurePosixPath(name).stem, extension)
        )
        self.members.append(lambda: Member(shown, data()))

    def add_page(self, title: str, html: str) -> None:
        """Add a page that was written from records."""
        data = html.encode()
        self.members.append(lambda: Member(file_name(title, ".html"), data, written=True))


def file_name(title: str, extension: str) -> str:
    """A title as a file name: no folders, not too long."""
    bare = clean(title).replace("/", "-").replace("\\", "-").strip(". ")
    if bare.lower().endswith(extension):
        bare = bare[: -len(extension)]
    return f"{bare[:_LONGEST_NAME] or 'documento'}{extension}"
