"""Signs that a reader puts into a text, or leaves there, and the words that say what they mean."""

import re

from silabo.language.detect import detect
from silabo.language.lexicon import BY_LANGUAGE

EMPTY, TICKED, PICTURE = "☐", "☒", "🖼"
_MARK = re.compile("[☐☒☑🖼]")
# As it is typed where there is no such sign: "[ ] formula sheet", "[x] calculator".
_TYPED = re.compile(r"^\[([ xX])\]\s+(?=\S)")
_MOST_LOOKED_AT = 5_000  # characters that tell the language of a text


def box_first(text: str) -> str:
    """A line with the box that it begins with as a sign, where it was typed in brackets."""
    return _TYPED.sub(lambda typed: f"{EMPTY if typed[1] == ' ' else TICKED} ", text)


def begins_with_box(text: str) -> bool:
    """Whether a line begins with a box: it is an item, and the box is no bullet."""
    return text[:1] in ("☐", "☒", "☑")


def has_marks(text: str) -> bool:
    """Whether there is such a sign in a text."""
    return _MARK.search(text) is not None


def worded(text: str, language: str) -> str:
    """A text with what its signs mean behind each, in its language: "☐ (not ticked) formula sheet".
    In a language without such words it stays as it is.
    """
    lexicon = BY_LANGUAGE.get(language)
    if lexicon is None:
        return text
    words = {EMPTY: lexicon.empty_box, PICTURE: lexicon.picture}
    return _MARK.sub(lambda mark: f"{mark[0]} ({words.get(mark[0], lexicon.ticked_box)})", text)


def language_of(texts: list[str]) -> str:
    """The language of a document by the texts of its blocks."""
    return detect(" ".join(texts)[:_MOST_LOOKED_AT])
