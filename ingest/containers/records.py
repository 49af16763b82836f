"""Fields of the records in a Moodle backup."""

import re

from ingest.archive import Element

_TAG = re.compile(r"<[^<>]{0,2000}>")
NULL = "$@NULL@$"


def field(record: Element, name: str) -> str:
    """A field of a record; "" where it is not there, or null. Fields of a module stand in it."""
    element = next(record.iterchildren(name), None)
    text = "" if element is None else (element.text or "")
    return "" if text == NULL else text.strip()


def number(element: Element | None) -> int:
    """A whole number; 0 without."""
    text = "" if element is None else (element.text or "").strip()
    return int(text) if text.isdecimal() and len(text) < 12 else 0


def words(html: str) -> str:
    """The words of a field without its markup, in one line."""
    return " ".join(_TAG.sub(" ", html).replace("&nbsp;", " ").split())
