"""Reduces what somebody writes to what is asked: courtesy, story, earlier mail and pasted logs are
set aside.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from silabo.language.courtesy import bare, is_name
from silabo.language.detect import detect
from silabo.language.expected import Expected, expected_kind
from silabo.language.lexicon import all_words, any_of
from silabo.language.pasted import without_pasted
from silabo.language.questions import read_question
from silabo.language.words import fold, words

_MOST_SENTENCES = 60  # the last of a message: what is asked stands at its end more often
_LONGEST = 1000  # characters that are searched with
_MOST_CLAUSES = 4  # of a story that are looked behind
_LONGEST_STORY = 300  # characters of what is told before a question that leans on it
_ENDS = re.compile(r"(?<![?!…])[?!…]+[\"'»”)]*(?=\s|[¿¡]|$)|(?<!\.)\.+[\"'»”)]*(?=\s|$)|\n")
_CLAUSE = re.compile(rf"[,;:]\s|\s[-–—]\s|,?\s{any_of(lambda lexicon: lexicon.courtesy.joining)}\s")
_OF_ONESELF = any_of(lambda lexicon: lexicon.courtesy.oneself)
_BECAUSE = re.compile(rf",?\s{any_of(lambda lexicon: lexicon.reasons)}\s(?={_OF_ONESELF})")
_ONESELF = re.compile(_OF_ONESELF)
_ASKERS = all_words(lambda lexicon: lexicon.courtesy.askers)
_POINTING = re.compile(rf"\b{any_of(lambda lexicon: lexicon.courtesy.pointing)}\b")
_DIGIT = re.compile(r"\d")
_SHORT_FORMS = all_words(lambda lexicon: lexicon.abbreviations | lexicon.titles_of_people)
_SMILEY = re.compile(r"(?<![^\s.,!?])(?:[:;=][-'^]?[()DPpoO/|*3]+|<3+|[xX]D+|\^\^|\^_\^)(?!\w)")
# What is asked of these is the same whoever asks, and why.
_WHOEVER_ASKS = {
    Expected.DATE,
    Expected.TIME,
    Expected.PLACE,
    Expected.PERSON,
    Expected.CONTACT,
    Expected.COST,
    Expected.PERCENT,
}


@dataclass(frozen=True, slots=True)
class ToldSentence:
    """A sentence of a message without its courtesy."""

    text: str
    asks: bool


def asked(message: str) -> str:
    """What a message asks, in its own words; the message itself where nothing can be set aside or
    nothing would be left. At most 1,000 characters; the time grows with the length.
    """
    told, log = _read(message)
    parts = _cut([one.text for one in told if one.asks])
    if not parts:
        parts = [one.text for one in told] or log
    elif log and _leans(parts):
        parts += log
    else:
        parts = _story(told, parts) + parts
    found = " ".join(_cut(parts))
    is_whole = words(found) == words(message)
    return message if is_whole and len(message) <= _LONGEST else found or message[:_LONGEST]


def is_courtesy(message: str) -> bool:
    """Whether a message is nothing but courtesy."""
    told, log = _read(message)
    return not told and not log and bool(words(message))


def sentences_of_message(message: str) -> list[ToldSentence]:
    """The sentences of a message without courtesy, in their order."""
    return _read(message)[0]


def _read(message: str) -> tuple[list[ToldSentence], list[str]]:
    """The sentences of a message without courtesy, and the telling line of a log."""
    own, log = without_pasted(_SMILEY.sub(" ", _without_pictures(message)))
    return _told(_sentences(own)), log


def _cut(parts: Sequence[str]) -> list[str]:
    """The first parts, each once, that fit."""
    kept: list[str] = []
    left = _LONGEST
    for part in dict.fromkeys(parts):
        if left <= 0:
            break
        kept.append(part[:left])
        left -= len(part) + 1
    return kept


def _told(sentences: Sequence[str]) -> list[ToldSentence]:
    told: list[ToldSentence] = []
    signed = False
    for sentence in sentences:
        # A name stands under a message that was signed off.
        if signed and told and is_name(sentence):
            continue
        without = bare(sentence)
        signed = without.signs_off or (signed and not without.text)
        if words(without.text):
            text = _without_story(without.text)
            asks = without.leads_in or text != without.text or _asks(sentence, text)
            told.append(ToldSentence(text, asks))
    return told


def _asks(sentence: str, without: str) -> bool:
    if "?" in sentence[-6:] or "¿" in sentence:
        return True
    first = next(iter(words(without)), "")
    return fold(first) in _ASKERS


def _sentences(text: str) -> list[str]:
    """The last sentences of a text as it is typed: a full stop before a small letter ends one."""
    found: list[str] = []
    start = 0
    for end in _ENDS.finditer(text):
        if end.group()[0] == "." and _is_short_form(text[max(0, end.start() - 20) : end.start()]):
            continue
        found.append(text[start : end.end()])
        start = end.end()
    found.append(text[start:])
    whole: list[str] = []
    for piece in found:
        if not words(piece) and whole:
            whole[-1] += piece  # "e.g. ?"
        else:
            whole.append(piece)
    stripped = dict.fromkeys(" ".join(one.split()) for one in whole)
    return [one for one in stripped if one][-_MOST_SENTENCES:]


def _is_short_form(before: str) -> bool:
    """Whether a full stop belongs to the word before it: "Prof.", "J.", "2."."""
    last = before.split()[-1:] or [""]
    word = fold(last[0].lstrip("(¿¡\"'"))
    return len(word) == 1 or word in _SHORT_FORMS


def _without_story(question: str) -> str:
    """A question without what its clauses tell of the one who asks, where that does not change what
    is asked: when and where something is.
    """
    begun = question
    if _ONESELF.match(fold(question[:60])):
        for mark in islice(_CLAUSE.finditer(question[:_LONGEST_STORY]), _MOST_CLAUSES):
            rest = bare(question[mark.end() :][:_LONGEST])
            if (rest.leads_in or _asks("", rest.text)) and _stands(rest.text):
                begun = rest.text
                break
    because = _BECAUSE.search(begun[:_LONGEST].lower())
    if because is not None and _stands(begun[: because.start()]):
        return begun[: because.start()]
    return begun


def _stands(question: str) -> bool:
    """Whether a question says what it is about, and asks what is so for everybody."""
    return expected_kind(question) in _WHOEVER_ASKS and not _leans([question])


def _leans(questions: Sequence[str]) -> bool:
    """Whether questions say too little of what they are about."""
    text = " ".join(questions)[:_LONGEST]
    strong = [word for word in read_question(text, detect(text)).content if not word.weak]
    few = 2 if _POINTING.search(fold(text)) else 0
    return len(strong) <= few


def _story(told: Sequence[ToldSentence], questions: Sequence[str]) -> list[str]:
    """What stands before the first question and belongs to it: all of it where the question leans
    on it, else what names a number, a day or a code.
    """
    before = [one.text for one in takewhile(lambda one: not one.asks, told)]
    if not before:
        return []
    if not _leans(questions):
        if expected_kind(" ".join(questions)[:_LONGEST]) in _WHOEVER_ASKS:
            return []
        before = [text for text in before if _DIGIT.search(text)]
    kept: list[str] = []
    left = _LONGEST_STORY
    for text in reversed(before):
        kept.insert(0, text[-left:])
        left -= len(text)
        if left <= 0:
            break
    return kept


def _without_pictures(text: str) -> str:
    if text.isascii():
        return text
    return "".join(" " if _is_picture(letter) else letter for letter in text)


def _is_picture(letter: str) -> bool:
    """Whether a character is one of an emoji; a degree sign is none."""
    return letter >= "\u2190" and (
        unicodedata.category(letter) in {"So", "Sk"} or "\ufe00" <= letter <= "\ufe0f"
    )
