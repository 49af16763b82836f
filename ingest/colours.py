"""Colours as far as they decide whether text is seen: their spellings, and which are alike."""

from typing import Any

from tinycss2 import color3  # type: ignore[import-untyped]

PAPER = "ffffff"
_ALIKE = 20  # of 255 in each of red, green and blue: what is nearer is not told apart
_FAINTEST = 0.05  # of 1
_LONGEST = 100  # characters of a colour


def plain(text: str) -> str:
    """A colour of a style sheet as six small hexadecimal digits; "" for one that lets something
    through, and for what is no colour.
    """
    colour = _parsed(text)
    if colour is None or colour.alpha < 1:
        return ""
    return "".join(f"{round(255 * min(max(part, 0), 1)):02x}" for part in colour[:3])


def is_transparent(text: str) -> bool:
    """Whether a colour of a style sheet leaves no ink."""
    colour = _parsed(text)
    return colour is not None and colour.alpha <= _FAINTEST


def _parsed(text: str) -> Any:
    """Red, green, blue and alpha, each of 1; None for no colour of its own."""
    found = color3.parse_color(text[:_LONGEST]) if text else None
    return found if isinstance(found, color3.RGBA) else None


def are_alike(one: str, other: str) -> bool:
    """Whether nobody tells text of one colour from a background of the other, both of six digits;
    False for what is no such colour.
    """
    try:
        pairs = list(zip(bytes.fromhex(one), bytes.fromhex(other), strict=True))
    except ValueError:
        return False
    return len(pairs) == len(PAPER) // 2 and all(
        abs(ours - theirs) <= _ALIKE for ours, theirs in pairs
    )
