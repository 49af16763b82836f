"""Fields of Word: what stands between their marks, the address of a link, the value of a form."""

import re
from dataclasses import dataclass

from ingest.archive import Element
from ingest.elements import attribute, child, is_on, number, value
from ingest.marks import EMPTY, TICKED

# ECMA-376 part 1, 17.16.5.25: HYPERLINK "address" \l "place" \o "tip"; with a place alone it leads
# within the document.
_HYPERLINK = re.compile(r"^\s{0,9}HYPERLINK\s{1,9}(?:\"([^\"]*)\"|([^\s\"\\]\S*))", re.IGNORECASE)
_PLACE = re.compile(r"\\l\s{1,9}\"([^\"]*)\"", re.IGNORECASE)
_PAGE = re.compile(r"^\s{0,9}(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION)\b", re.IGNORECASE)


@dataclass(slots=True)
class Field:
    """A field that is open: where it and its result begin among the pieces of text, the second
    None while the instruction is still read, the settings of a form's field, its instruction.
    """

    begin: int
    form: Element | None = None
    instruction: str = ""
    start: int | None = None


def link_of(instruction: str) -> str:
    """The address of a field that is a link; "" for others."""
    found = _HYPERLINK.match(instruction)
    if not found:
        return ""
    place = _PLACE.search(instruction, found.end())
    return (found[1] or found[2] or "") + (f"#{place[1]}" if place else "")


def counts_pages(instruction: str) -> bool:
    """Whether a field is another number on each page."""
    return _PAGE.match(instruction) is not None


def form_value(form: Element | None) -> str:
    """What a form's field shows that has no result of its own: a box, or what was chosen of a list;
    "" for a field with a text (ECMA-376 part 1, 17.16.17).
    """
    box, listed = child(form, "checkBox"), child(form, "ddList")
    if box is not None:
        for name in ("checked", "default"):
            state = child(box, name)
            if state is not None:
                return TICKED if is_on(state) else EMPTY
        return EMPTY
    if listed is None:
        return ""
    entries = [value(entry, "val") for entry in listed.iterchildren("{*}listEntry")]
    chosen = number(attribute(listed, "result") or attribute(listed, "default")) or 0
    return entries[chosen] if 0 <= chosen < len(entries) else ""


def box_of(control: Element) -> str:
    """The box that a content control shows, ticked or empty; "" for a control that is none."""
    box = child(child(control, "sdtPr"), "checkbox")
    if box is None:
        return ""
    checked = child(box, "checked")
    return TICKED if checked is not None and is_on(checked) else EMPTY


def is_blank(control: Element) -> bool:
    """Whether a content control shows its placeholder: nobody has filled it in."""
    shows = child(child(control, "sdtPr"), "showingPlcHdr")
    return shows is not None and is_on(shows)
