"""Pictures of pages: where their bytes are, without anything being fetched."""

from collections.abc import Callable, Iterator

from ingest.archive import Element
from ingest.html.bytes import decoded
from ingest.html.pages import parsed
from ingest.limits import Limits
from ingest.written_pictures import of_address, source_of
from silabo.domain.pictures import PictureSource

# What an address of a picture leads to inside of the file: how it is named, and how it is loaded.
Held = Callable[[str], tuple[PictureSource, Callable[[], bytes]] | None]

_INCH = 96  # dots, as style sheets count them
_LOWEST, _READ = _INCH // 4, _INCH * _INCH  # no line of words is lower; what is smaller is a logo
_SMALLEST = 1_500  # bytes of a picture of which the page says no size


def held_nowhere(address: str) -> None:
    """Of a page that is in another file: nothing."""


def written_in(address: str) -> tuple[PictureSource, Callable[[], bytes]] | None:
    """A picture that is written into the page; None for one that lies elsewhere."""
    data = of_address(address)
    return (source_of(data), lambda: data) if data else None


def is_read(element: Element, load: Callable[[], bytes]) -> bool:
    """Whether a picture is more than a logo: by the size that the page says, else by its bytes."""
    sides = [element.get(side, "").strip().removesuffix("px") for side in ("width", "height")]
    if all(side.isdecimal() and len(side) < 6 for side in sides):
        wide, high = map(int, sides)
        return min(wide, high) >= _LOWEST and wide * high >= _READ
    return len(load()) >= _SMALLEST


def written(data: bytes, limits: Limits) -> Iterator[bytes]:
    """The pictures that are written into a page, in its order."""
    root = parsed(decoded(data, limits, ".html"))
    for element in () if root is None else root.iter("img"):
        yield of_address(element.get("src") or "")
