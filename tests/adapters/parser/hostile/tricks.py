"""What a harmful file is, and the list of all of them."""

from collections.abc import Callable
from dataclasses import dataclass

SAID = "El parcial es el lunes."  # what a person reads in each file that is not refused
READ = ""

Making = Callable[[str], bytes]


@dataclass(frozen=True)
class Hostile:
    """A file, made for an address that it may want something from; `refused` is the code, `READ`
    where its text is read.
    """

    media_type: str
    refused: str
    make: Making


FILES: dict[str, Hostile] = {}  # by the trick


def hostile(trick: str, media_type: str, refused: str = READ) -> Callable[[Making], Making]:
    """Add a file to the list."""

    def added(make: Making) -> Making:
        FILES[trick] = Hostile(media_type, refused, make)
        return make

    return added
