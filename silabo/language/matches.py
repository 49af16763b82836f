"""Which words of a passage the question asked for, so that a reader's eye finds them."""

import re

from silabo.language.stems import document_stems, query_stems

_WORD = re.compile(r"\w+")


def matching(text: str, question: str, language: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a word that the question asked for."""
    wanted = set(query_stems(question))
    pieces: list[tuple[str, bool]] = []
    end = 0
    for word in _WORD.finditer(text):
        if wanted.isdisjoint(document_stems(word.group(), language)):
            continue
        if word.start() > end:
            pieces.append((text[end : word.start()], False))
        pieces.append((word.group(), True))
        end = word.end()
    if end < len(text):
        pieces.append((text[end:], False))
    return pieces
