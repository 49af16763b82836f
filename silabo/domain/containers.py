"""Archives that hold documents, and what is taken out of them: single documents."""

from dataclasses import dataclass

from silabo.domain.passages import Notice


@dataclass(frozen=True, slots=True)
class Member:
    """A file taken out of an archive, under the name that people know it by.

    `written` says that it is a page that was written from a backup's records: moments in it are
    marks such as {time:1767225600}, in seconds since 1970, for whoever knows the course's zone.
    """

    file_name: str
    data: bytes
    written: bool = False


@dataclass(frozen=True, slots=True)
class Unpacked:
    """Some of the members of an archive, in order. `following` is the number to go on from, from 0;
    None at the end. `notices` tell what of the whole archive is left out.
    """

    members: tuple[Member, ...]
    following: int | None = None
    notices: tuple[Notice, ...] = ()
