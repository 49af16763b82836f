"""How models write which passages a sentence is from: [1], [passage 1], (1), [^1], a small ¹, or
"According to passage 1".
"""

import re

from silabo.language.lexicon import any_of

_PASSAGE = any_of(lambda lexicon: lexicon.claims.passage_words)
_NUMBERS = r"\d{1,3}(?:\s{0,3}[,;]\s{0,3}\d{1,3}){0,9}"
_NAMED = rf"(?:\^|{_PASSAGE}\s{{0,3}})?"
_SMALL = "¹²³⁴⁵⁶⁷⁸⁹"
_BRACKETS = rf"[\[【]\s{{0,3}}{_NAMED}(?P<numbers>{_NUMBERS})\s{{0,3}}[\]】]"
# Numbers of a text stand in round brackets too, and small ones are powers: where a sentence ends
# they are neither.
_ROUND = (
    rf"\(\s{{0,3}}{_NAMED}(?P<in_round>{_NUMBERS})\s{{0,3}}\)(?=\s{{0,3}}[.!?…]{{0,3}}\s{{0,3}}$)"
)
_RAISED = rf"(?<=[^\W\d_]{{3}})(?P<raised>[{_SMALL}]{{1,3}})(?=\s{{0,3}}[.!?…]{{0,3}}\s{{0,3}}$)"
_IN_BRACKETS = re.compile(_BRACKETS, re.IGNORECASE)
_MARK = re.compile(f"{_BRACKETS}|{_ROUND}|{_RAISED}", re.IGNORECASE)
_ACCORDING_TO = any_of(lambda lexicon: lexicon.claims.according_to)
_FRAMED = re.compile(rf"{_ACCORDING_TO}\s{_PASSAGE}\s(?P<framed>\d{{1,3}}),?\s", re.IGNORECASE)
# "It is on 3 July. [1]": the number belongs to the sentence before it.
_AFTER_END = re.compile(
    r"([.!?…]{1,3}[\"'»”’)]{0,2})"
    rf"((?:\s{{0,3}}(?:[\[【(]\s{{0,3}}{_NAMED}\d[\d\s,;]{{0,40}}[\]】)]"
    rf"|[{_SMALL}]{{1,3}})){{1,9}})"
    r"(?=\s|$)",
    re.IGNORECASE,
)
_BEGUN = re.compile(
    rf"[\[【(](?:\^|{_PASSAGE})?[\d\s,;]{{0,40}}[\]】)]?|[{_SMALL}]{{1,3}}", re.IGNORECASE
)
_SEVERAL_BEGUN = re.compile(rf"(?:(?:{_BEGUN.pattern})\s{{0,3}}){{1,9}}", re.IGNORECASE)
_GAP = re.compile(r"(?<!\s)\s{1,9}([.,;:!?…])")


def read_marks(sentence: str) -> tuple[str, tuple[int, ...]]:
    """A sentence without its marks, and the numbers that they name, in order, each once."""
    framed = _FRAMED.match(sentence)
    rest = sentence[framed.end() :] if framed else sentence
    numbers = [int(framed["framed"])] if framed else []
    # Who writes sources in square brackets means something else by others: "see equation (2)".
    marks = _IN_BRACKETS if _IN_BRACKETS.search(rest) else _MARK
    for mark in marks.finditer(rest):
        named = mark.groupdict()
        listed = named["numbers"] or named.get("in_round") or ""
        numbers += [int(number) for number in re.findall(r"\d+", listed)]
        numbers += [_SMALL.index(raised) + 1 for raised in named.get("raised") or ""]
    bare = _GAP.sub(r"\1", marks.sub("", rest))
    if framed:
        bare = bare[:1].upper() + bare[1:]
    return bare, tuple(dict.fromkeys(numbers))


def after_their_sentence(line: str) -> str:
    """A line in which marks after the end of a sentence stand before that end."""
    return _AFTER_END.sub(r" \2\1 ", line)


def is_begun(text: str) -> bool:
    """Whether a text is a mark, or the beginning of one."""
    return _SEVERAL_BEGUN.fullmatch(text.strip()) is not None
