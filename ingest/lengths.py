"""Lengths with their units, as formats of XML write them."""

import re

_LENGTH = re.compile(r"(-?\d{1,6}(?:\.\d{1,6})?)(cm|mm|in|pt|pc|px)")
_TO_CM = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6, "px": 2.54 / 96}


def length(text: str) -> float | None:
    """A length in centimetres; None where it is none."""
    found = _LENGTH.fullmatch(text.strip())
    return float(found[1]) * _TO_CM[found[2]] if found else None
