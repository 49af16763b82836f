"""Fields of Word: what stands between their marks, and the address of a link that one makes."""

import re
from dataclasses import dataclass

# ECMA-376 part 1, 17.16.5.25: HYPERLINK "address" \l "place" \o "tip"; with a place alone it leads
# within the document.
_HYPERLINK = re.compile(r"^\s{0,9}HYPERLINK\s{1,9}(?:\"([^\"]*)\"|([^\s\"\\]\S*))", re.IGNORECASE)
_PLACE = re.compile(r"\\l\s{1,9}\"([^\"]*)\"", re.IGNORECASE)


@dataclass(slots=True)
class Field:
    """A field that is open: its instruction, and where its result begins among the pieces of text;
    None while the instruction is still read.
    """

    instruction: str = ""
    start: int | None = None


def link_of(instruction: str) -> str:
    """The address of a field that is a link; "" for others."""
    found = _HYPERLINK.match(instruction)
    if not found:
        return ""
    place = _PLACE.search(instruction, found.end())
    return (found[1] or found[2] or "") + (f"#{place[1]}" if place else "")
