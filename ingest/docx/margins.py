"""Headers and footers of Word: which of them are shown, and their lines without page numbers."""

import re
from collections.abc import Iterator

from ingest.docx.archive import Package
from ingest.docx.text import PAGE_NUMBER
from ingest.elements import name_of, switch, value
from silabo.language.lexicon import any_of

# "Page 3 of 12", "3/12", "- 3 -", where the numbers are marks.
_PAGE = re.compile(
    rf"(?:{any_of(lambda lexicon: lexicon.page_labels)}\s?)?{PAGE_NUMBER}"
    rf"(?:\s?(?:/|-|{any_of(lambda lexicon: lexicon.page_of)})\s?(?:{PAGE_NUMBER}|\d{{1,4}}))?",
    re.IGNORECASE,
)
_EDGES = " \t|·•–—-/,"


def shown_margins(package: Package) -> list[str]:
    """The ids of the headers and footers that some page shows, headers first, equal ones once."""
    found = dict.fromkeys(_referred(package))
    said: dict[str, str] = {}
    for name in found:
        text = " ".join("".join(package.margins[name].itertext()).split())
        said.setdefault(text, name)
    return [name for text, name in said.items() if text]


def _referred(package: Package) -> Iterator[str]:
    """The ids of those that a section names for its pages, if it has pages of that kind."""
    has_even = switch(package.settings, "evenAndOddHeaders", False)
    for kind in ("headerReference", "footerReference"):
        for section in package.document.iter("{*}sectPr"):
            has_first = switch(section, "titlePg", False)
            for reference in section:
                which = value(reference, "type")
                is_shown = {"first": has_first, "even": has_even}.get(which, True)
                name = value(reference, "id")
                if name_of(reference) == kind and is_shown and name in package.margins:
                    yield name


def without_page_numbers(line: str) -> str:
    """A line of a header without the number of its page, and what only stood around that."""
    if PAGE_NUMBER not in line:
        return line
    parts = (_PAGE.sub("", part).strip(_EDGES) for part in line.split("\t"))
    return " ".join(filter(None, parts))
