"""Text as people see it: invisible characters out, white space in order."""

import re
import unicodedata

from silabo.language.normal_forms import composed

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"} | {
    0xFB05: "st",
    0xFB06: "st",
}
# Unicode General_Category: control, format (zero-width, bidirectional, tags), surrogate, private
# use (symbol fonts' bullets) and unassigned. None of them is text that a reader of the page sees.
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_SPACES = {"Zs", "Zl", "Zp"}
# Variation selectors can carry hidden bytes after any visible character.
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_LONGEST_WORD = 1_000
_GIANT_WORD = re.compile(rf"\S{{{_LONGEST_WORD}}}(?=\S)")


_RAISED = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def raised(text: str) -> str:
    """Superscript text: figures as such signs, so that 10 to the third is not 103; words, as in
    1er, stay as they are.
    """
    return text.translate(_RAISED) if any(map(str.isdigit, text)) or text == "n" else text


def lowered(text: str) -> str:
    """The same of subscript text."""
    return text.translate(_LOWERED) if any(map(str.isdigit, text)) else text


def clean(text: str) -> str:
    """One line of visible text: single spaces, composed accents (NFC), plain ligatures.

    A word of more than 1,000 characters is broken by spaces, so that every word has a bound.
    """
    return " ".join(_visible(text).split())


def clean_lines(text: str) -> str:
    """The same, line by line, with each line's indentation; for code."""
    lines = [line.rstrip() for line in _visible(text.expandtabs(4)).split("\n")]
    return "\n".join(lines).strip("\n")


def _visible(text: str) -> str:
    """Drop what is not seen; every kind of space becomes a plain one, line feeds stay."""
    if not text.isprintable():  # the usual line takes the quick way
        text = "".join(map(_shown, text.replace("\r\n", "\n")))
    text = _VARIATION.sub("", text).translate(_LIGATURES)
    return _GIANT_WORD.sub(r"\g<0> ", composed(text))


def _shown(character: str) -> str:
    """What of one character is left."""
    if character == "\n":
        return character
    if character in "\t\r\v\f\x85":
        return " "
    category = unicodedata.category(character)
    if category in _SPACES:
        return " "
    return "" if category in _INVISIBLE else character
