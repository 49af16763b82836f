"""Splits a message that asks several questions, and leaves whole what is one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from silabo.language.leaning import TypedMessage
from silabo.language.lexicon import all_words, any_of
from silabo.language.messages import ToldSentence, sentences_of_message
from silabo.language.words import folded_in_place, words

_FEWEST_WORDS = 4  # of a question before "and", unless it has a verb of being
_MOST_OF_A_PLACE = 2  # words of what is no question of its own: "and in which room"
_MOST_JOINED = 40  # places in a sentence where one may begin
_MOST_PARTS = 12  # that are told apart; what a message asks beyond is not named
_LOOKED_AT = 1000  # characters of a sentence


@dataclass(frozen=True, slots=True)
class AskedPart:
    """One of several questions of a message."""

    asked: str  # as it was typed, without courtesy
    story: str = ""  # what was told right before it
    leans: bool = True  # it may take from the questions before it what it is about


def _alternatives(name: str) -> str:
    return any_of(lambda lexicon: getattr(lexicon.several, name))


_LED = any_of(lambda lexicon: lexicon.courtesy.lead_ins)
_JOINS = _alternatives("joins")
_INSTEAD_OF = _alternatives("instead")
_BEFORE_OPENING = _alternatives("before_opening")
_END = r"(?![\w'-])"
_BEFORE = rf"(?:{_BEFORE_OPENING}\s{{1,3}})?"
_OPENS = rf"{_BEFORE}{_alternatives('opens')}{_END}"
_OPENS_PLAIN = rf"{_alternatives('opens_plain')}{_END}"
_OPENING = re.compile(rf"[¿\s]{{0,3}}(?:{_OPENS}|{_OPENS_PLAIN})")
_OPENING_PLAIN = re.compile(rf"[¿\s]{{0,3}}{_OPENS_PLAIN}")
_OPENER = re.compile(rf"(?<![\w'-])(?:{_OPENS}|{_OPENS_PLAIN})")
_JOINED = re.compile(
    rf"(?:\s?[,;]\s{{0,3}}|\s)(?:{_JOINS}(?![\w'-])[\s,:]{{1,3}}"
    rf"(?:{_LED}[\s,:]{{1,3}})?)?"
    rf"(?=[¿\s]{{0,3}}(?:{_OPENS}|{_OPENS_PLAIN}))"
)
_LED_BY = rf"[\s,]{{0,3}}(?:(?:{_JOINS}|{_LED})(?![\w'-])[\s,:]{{1,3}}){{1,3}}"
_LEADING = re.compile(_LED_BY)
# In one, so that "y" is tried as a join and as the beginning of "y a-t-il".
_BEGINS = re.compile(rf"(?:{_LED_BY})?[¿\s]{{0,3}}(?:{_OPENS}|{_OPENS_PLAIN})")
_BEGINS_PLAIN = re.compile(rf"(?:{_LED_BY})?[¿\s]{{0,3}}{_OPENS_PLAIN}")
_INSTEAD = re.compile(rf"[\s,]{{0,3}}{_INSTEAD_OF}{_END}")
_PREPOSITION = re.compile(rf"[¿\s]{{0,3}}{_BEFORE_OPENING}\s")
_NUMBERED = re.compile(r"(?:^[-*•–]|(?:^|\s)(?:\d{1,2}[.)]|[a-f]\)))\s{1,3}(?=\S)")
_CONDITION = re.compile(rf"{any_of(lambda lexicon: lexicon.conditions)}\b")
_BETWEEN = re.compile(rf"\b{any_of(lambda lexicon: lexicon.between_words)}\b")
_RELATIVE = all_words(lambda lexicon: lexicon.several.relative)
_BEING = all_words(lambda lexicon: lexicon.being)


def parts_of(message: str, language: str) -> list[AskedPart]:
    """The questions of a message in their order, two or more; none where it asks one.

    Its language is es, en, fr, or und.
    """
    found: list[AskedPart] = []
    story: list[str] = []
    for told in sentences_of_message(message):
        pieces = list(_questions(told, language))
        if not pieces:
            story.append(told.text)
        for piece in pieces:
            if found and _belongs_before(piece, found[-1].asked, language):
                found[-1] = replace(found[-1], asked=f"{found[-1].asked} {piece}")
            else:
                leans = _may_lean(piece, language)
                found.append(AskedPart(piece, " ".join(story), leans))
            story = []
        if len(found) > _MOST_PARTS:
            break
    return found[:_MOST_PARTS] if len(found) > 1 else []


def _questions(told: ToldSentence, language: str) -> Iterator[str]:
    """The questions of a sentence; none where it only tells something."""
    items = _items(told.text[:_LOOKED_AT])
    for item in items:
        pieces = [piece for piece in _split(item, language) if words(piece)]
        asks = _opens(item) or "?" in item or (told.asks and len(items) == 1)
        if len(pieces) > 1 or (asks and not _is_condition(item)):
            yield from pieces


def _items(sentence: str) -> list[str]:
    """The numbered questions of a sentence without their numbers; itself where none are."""
    marks = list(_NUMBERED.finditer(sentence))
    if not marks or (len(marks) == 1 and marks[0].start() > 0):
        return [sentence.strip()]
    return [item.strip() for item in _NUMBERED.split(sentence) if words(item)]


def _split(sentence: str, language: str) -> Iterator[str]:
    """The questions that a sentence joins: "when is the final and how much does it count?"."""
    start = 0
    for joined in islice(_JOINED.finditer(folded_in_place(sentence)), _MOST_JOINED):
        mark = joined.group().strip()
        if not mark:
            continue
        is_comma = not mark.strip(",;")
        left, right = sentence[start : joined.start()], sentence[joined.end() :]
        if not (_asks(left, is_comma=is_comma) and _is_new(left, right, is_comma=is_comma)):
            continue
        # What follows another question takes from it what it is about.
        if start or not TypedMessage(left, language).leans:
            yield left.strip(" ,;")
            start = joined.end() if is_comma else joined.start()
    yield sentence[start:].strip(" ,;")


def _opens(text: str) -> bool:
    """Whether a text begins as a question does, "and" aside."""
    return _BEGINS.match(folded_in_place(text)) is not None


def _may_lean(piece: str, language: str) -> bool:
    """Whether a question may lean on those before it: not one that asks whether, of a thing that it
    names itself ("is there a car park?").
    """
    if not _BEGINS_PLAIN.match(folded_in_place(piece)):
        return True
    read = TypedMessage(piece, language)
    return not read.things or read.pronoun is not None or read.clitic is not None


def _is_condition(text: str) -> bool:
    """Whether a text says but when or if something is: "If I fail the project."."""
    folded = folded_in_place(text)
    if "?" in text or not _CONDITION.match(folded):
        return False
    return _BEING.isdisjoint(words(folded)[1:3])


def _asks(left: str, *, is_comma: bool) -> bool:
    """Whether what stands before "and" is a question of something by itself: "when" is none, nor is
    "which chapters".
    """
    folded = folded_in_place(left)
    if not _opens(left) and (is_comma or _OPENER.search(folded) is None):
        return False
    if is_comma and _is_condition(left):
        return False
    leading = _LEADING.match(folded)
    said = words(folded[leading.end() if leading else 0 :])
    if len(said) < _FEWEST_WORDS and _BEING.isdisjoint(said[1:3]):
        return False
    return not _BETWEEN.search(folded)


def _is_new(left: str, right: str, *, is_comma: bool) -> bool:
    """Whether what stands after "and" asks anew: not where both hang on one verb ("how lists work
    and how tuples do"), nor where it is but "and where?".
    """
    folded, before = folded_in_place(right), folded_in_place(left)
    opening = _OPENING.match(folded)
    if opening is None:
        return False
    opener = opening.group().strip(" ¿")
    if is_comma and words(opener)[-1] in _RELATIVE and "¿" not in opening.group():
        return False
    first = _OPENING.match(before)
    whole = re.compile(rf"(?<![\w'-]){re.escape(opener)}(?![\w'-])")
    if whole.search(before, first.end() if first else 0):
        return False
    if _OPENING_PLAIN.match(folded):
        return True
    return opening.end() < len(folded.rstrip(" ?!.")) and not _is_place_of_another(folded)


def _is_place_of_another(folded: str) -> bool:
    """Whether a text asks but where or when what was asked about is: "in which room?"."""
    opening = _OPENING.match(folded)
    if opening is None or not _PREPOSITION.match(folded):
        return False
    return len(words(folded[opening.end() :])) <= _MOST_OF_A_PLACE


def _belongs_before(piece: str, before: str, language: str) -> bool:
    """Whether a question only goes on with the one before it: "or on Tuesday?", "right?", or what
    stands behind the full stop of a short form.
    """
    folded = folded_in_place(piece)
    if _INSTEAD.match(folded):
        return True
    if _opens(piece):
        return _is_place_of_another(folded)
    read = TypedMessage(piece, language)
    goes_on = _LEADING.match(folded) is not None
    names = read.things or (goes_on and read.ordinals)  # "and the second one?"
    return not names or "?" not in before or not (goes_on or len(words(piece)) > 1)
