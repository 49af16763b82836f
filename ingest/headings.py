"""Which line is a heading by its looks, where the file does not say so."""

import re

from silabo.language.lexicon import any_of

PSEUDO_LEVEL = 10  # under every real heading, which has levels 0 to 9

_LONGEST, _MOST_WORDS = 80, 10
# What a bold or capital line says when it is content and no title: an address, a share, a time, an
# amount, or "Name: value".
_CONTENT = re.compile(r"@|%|https?:|www\.|\d[:h]\d\d|\d\.\d\d\b|[$€£]\s?\d|:\s*\S")
_SENTENCE_END = (".", ",", ";", "!", "…", "-")
# "Unit 3: Cells" names and numbers a part of the course; its colon promises no value.
_LABEL = re.compile(
    rf"^{any_of(lambda lexicon: lexicon.part_labels)}\s+[\divx]{{1,4}}\s*[:.–-]\s*", re.IGNORECASE
)


def can_be_heading(text: str) -> bool:
    """Whether a line that stands out may be taken for a heading: short, with letters, no sentence,
    no content of its own. In doubt it is not one: text that is taken for a heading by mistake is no
    longer quoted.
    """
    return (
        len(text) <= _LONGEST
        and len(text.split()) <= _MOST_WORDS
        and sum(map(str.isalpha, text)) >= 3
        and not text.endswith(_SENTENCE_END)
        and not _CONTENT.search(_LABEL.sub("", text))
    )


def is_capitals(text: str) -> bool:
    """Whether all of at least four letters are capitals."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= 4 and all(map(str.isupper, letters))
