"""Colours as far as they decide whether text is seen: their spellings, and which are alike."""

import re

PAPER = "ffffff"
_ALIKE = 20  # of 255 in each of red, green and blue: what is nearer is not told apart
_NAMED = {"white": PAPER, "black": "000000"}
_RGB = re.compile(r"rgb\((\d{1,3}),(\d{1,3}),(\d{1,3})\)")
_SHORT, _LONG = re.compile(r"#[0-9a-f]{3}"), re.compile(r"#[0-9a-f]{6}")


def plain(text: str) -> str:
    """A colour of a style sheet as six small hexadecimal digits; "" for one that is spelt in
    another way, mixed, or none.
    """
    colour = "".join(text.lower().split())
    if _LONG.fullmatch(colour):
        return colour[1:]
    if _SHORT.fullmatch(colour):
        return "".join(digit * 2 for digit in colour[1:])
    if found := _RGB.fullmatch(colour):
        return "".join(f"{min(int(part), 255):02x}" for part in found.groups())
    return _NAMED.get(colour, "")


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
