"""The pictures of one file whose words are to be read, each once."""

from collections.abc import Callable
from hashlib import sha256

from ingest.limits import Limits
from ingest.pictures import MOST_BYTES, kind_of
from silabo.domain.pictures import FoundPicture, Part, PictureSource

MOST_COVERS = 20  # over one picture: of more nobody can say what is seen
_LONGEST_NAME = 200  # characters


class Gallery:
    """Collects them, up to as many as are read of one file."""

    def __init__(self, limits: Limits) -> None:
        """Start with none."""
        self.found: list[FoundPicture] = []
        self._most = limits.read_pictures if limits.pictures else 0
        self._seen: set[tuple[bytes, Part, tuple[Part, ...]]] = set()

    def repeats(self, source: PictureSource | None, load: Callable[[], bytes]) -> bool | None:
        """Whether a picture was taken before: a logo on each slide is read once. None where it is
        not read at all: it is a drawing, too large, one too many, or pictures are read by nobody.
        """
        if source is None or not self._most:
            return None
        if not _can_be_said(source):
            return None
        data = load()
        if not kind_of(data) or len(data) > MOST_BYTES:
            return None
        key = (sha256(data).digest(), source.seen, source.covered)
        if key in self._seen:
            return True
        if len(self.found) >= self._most:
            return None
        self._seen.add(key)
        return False


def _can_be_said(source: PictureSource) -> bool:
    """Whether a picture can be named to whoever reads it, and something of it is seen."""
    named = len(source.name) <= _LONGEST_NAME and source.name.isprintable()
    parts = (source.seen, *source.covered)
    return (
        named
        and len(source.covered) <= MOST_COVERS
        and all(0 <= left < right <= 1 and 0 <= top < low <= 1 for left, top, right, low in parts)
    )
