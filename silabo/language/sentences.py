"""Cuts a paragraph into sentences without losing a character."""

import re

from silabo.language.lexicon import all_words, any_of
from silabo.language.words import fold

_MARKS = ".!?…"
_MARK = re.compile(f"[{_MARKS}]")
_CLOSING = "\"'»”’)]"
_FOOTNOTES = re.compile(r"(?:\[\d{1,3}\])+")
# An enumerator that opens a sentence belongs to it: "2. Entrega", "b) Peso", "iv. Final".
_NOTE = re.compile(r"\[(?:\d{1,3}|[ivxl]{1,7}):$")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]{1,2}$")
# A line that begins with "Dr." or "pág." is none of a list.
_LINE_ITEM = re.compile(
    r"\n\s*\n|\n(?=[ \t]*(?:[-*•·–▪◦]|\(?(?:\d{1,3}[a-z]?|[a-zA-Z]|[ivxIVX]{1,4})[.)])\s)"
)
_BULLETS = frozenset("-*•·–—▪◦")
_OPENING = "\"'«“‘([{¿¡-–—*•·"
_INITIAL = re.compile(r"[^\W\d_]\.?$")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}$")

_ELIDED = re.compile(rf"{any_of(lambda lexicon: lexicon.elided)}['’]", re.IGNORECASE)
_TITLES = all_words(lambda lexicon: lexicon.titles_of_people)
_ABBREVIATIONS = all_words(lambda lexicon: lexicon.abbreviations)
_BEFORE_NUMBER = all_words(lambda lexicon: lexicon.before_number)
_OPENERS = all_words(lambda lexicon: lexicon.openers)


def split(text: str) -> list[str]:
    """The sentences of a text in order, white space normalised.

    Joined with single spaces they give `" ".join(text.split())` back. Blank lines and lines that
    start with a list marker also end a sentence; a colon or semicolon does not. Abbreviations,
    initials, decimals, times, ordinals and ellipses before a lower-case word do not either. A
    footnote goes with the sentence before it: "3 June. [2: Group B on 5 June.]" is one.
    """
    sentences: list[str] = []
    for piece in _LINE_ITEM.split(text):
        sentences.extend(_split_piece(piece.split()))
    return sentences


def _split_piece(tokens: list[str]) -> list[str]:
    sentences: list[str] = []
    notes = _Notes(tokens)
    start = 0
    for index in range(len(tokens) - 1):
        ends = _ends(tokens, index, first=index == start)
        if notes.first and (ends or index in notes.first):
            ends = notes.let_end(index, ends=ends)
        if ends:
            sentences.append(" ".join(tokens[start : index + 1]))
            start = index + 1
    if start < len(tokens):
        sentences.append(" ".join(tokens[start:]))
    return sentences


class _Notes:
    """The footnotes among the tokens of a text, each in brackets: "[2:" to "June.]"."""

    def __init__(self, tokens: list[str]) -> None:
        """Find them; one that does not end is none."""
        self._tokens = tokens
        self._inside: set[int] = set()  # no sentence ends here: before a note, or in it
        self.first: dict[int, int] = {}  # where a note begins, by where it ends
        start = -1
        for index, token in enumerate(tokens):
            if start < 0 and token[0] == "[" and _NOTE.match(token):
                start = index
            if start >= 0 and "]" in token:
                self._inside.update(range(start - 1, index))
                self.first[index] = start
                start = -1

    def let_end(self, index: int, *, ends: bool) -> bool:
        """Whether a sentence ends here that would or would not without notes: behind a note it ends
        where it would have ended before that.
        """
        first = self.first.get(index)
        if index in self._inside or first is None or ends:
            return ends and index not in self._inside
        before = first - 1
        is_ended = before >= 0 and bool(_cut_mark(self._tokens[before])[1])
        return is_ended and _can_open(self._tokens[index + 1])


def _ends(tokens: list[str], index: int, *, first: bool) -> bool:
    token, following = tokens[index], tokens[index + 1]
    if _MARK.search(token) is None:
        return False
    word, mark = _cut_mark(token)
    if not mark or not _can_open(following):
        return False
    if first and _ENUMERATOR.fullmatch(token):
        return False
    if "!" in mark or "?" in mark or not word:
        return True
    return _ends_after_period(word.lstrip(_OPENING), following, bare=mark == ".")


def _cut_mark(token: str) -> tuple[str, str]:
    """The word before the mark that may end a sentence, and the mark with what closes after it."""
    bracket = token.find("[")
    if bracket > 0 and _FOOTNOTES.fullmatch(token, bracket):
        token = token[:bracket]
    core = token.rstrip(_CLOSING)
    word = core.rstrip(_MARKS)
    return (word, token[len(word) :]) if word != core else (token, "")


def _ends_after_period(word: str, following: str, *, bare: bool) -> bool:
    if not bare:  # "…", ".)", ".»" close what they follow, unless an abbreviation stands inside
        return fold(word) not in _ABBREVIATIONS or _is_opener(following)
    folded = fold(word)
    if folded in _TITLES and (folded not in {"m", "d"} or word.isupper()):
        return False
    if folded in _BEFORE_NUMBER and following.lstrip(_OPENING)[:1].isdigit():
        return False
    if folded in {"a.m", "p.m", "m", "h", "hs"}:
        return True
    is_short = _INITIAL.fullmatch(word) is not None or _DOTTED.fullmatch(word) is not None
    if is_short or folded in _ABBREVIATIONS:
        return _is_opener(following)
    return True


def _can_open(token: str) -> bool:
    if all(character in _BULLETS for character in token):
        return True
    bare = token.lstrip(_OPENING)
    if token[0] in "¿¡":
        return True
    return bool(bare) and not bare[0].islower() and (bare[0].isalnum() or bare[0] in "$€£#@")


def _is_opener(token: str) -> bool:
    if token[0] in "¿¡" or (token[:1].isupper() and _ELIDED.match(token)):
        return True
    word = re.split(r"[\W_]", token.lstrip(_OPENING), maxsplit=1)[0]
    return fold(word) in _OPENERS and word[:1].isupper()
