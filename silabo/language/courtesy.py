"""Sets courtesy aside at both ends of a sentence: greetings, names, thanks, apologies, and what
leads to a question without being part of it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from silabo.language.lexicon import all_words, any_of
from silabo.language.lexicon.model import Courtesy, Lexicon, Patterns, Words
from silabo.language.words import fold, folded_in_place, placed_words

_LOOKED_AT = 240  # characters at either end of a sentence
_MOST_TURNS = 12  # pieces of courtesy that are set aside at one end
_MOST_NAMES = 6  # words of a name with its title
_MARKS = " \t\n,.;:!¡¿…-–—*~"
_AFTER = r"(?![\w'])"
# An excuse is a whole clause: "sorry to bother you," and no "sorry state of the lab".
_CLAUSE_ENDS = r"(?=\s{0,3}(?:[,.;:!?…)¿]|[-–—]\s|$))"


def _said(fields: Callable[[Courtesy], Patterns], after: str = _AFTER) -> re.Pattern[str]:
    """Whole words of courtesy, in any language."""
    return re.compile(rf"(?<![\w'])(?:{any_of(lambda lexicon: fields(lexicon.courtesy))}){after}")


_GREETING = _said(lambda courtesy: courtesy.greetings)
_SALUTATION = _said(lambda courtesy: courtesy.salutations)
_LEAD_IN = _said(lambda courtesy: courtesy.lead_ins)
_POLITE = _said(lambda courtesy: courtesy.polite)
_EXCUSE = _said(lambda courtesy: courtesy.excuses, _CLAUSE_ENDS)
_THANKS = _said(lambda courtesy: courtesy.thanks)
_CLOSING = _said(lambda courtesy: (*courtesy.thanks, *courtesy.polite))
_SIGN_OFF = _said(lambda courtesy: (*courtesy.thanks, *courtesy.sign_offs))
_LAST_CLAUSE = re.compile(r"(?:[,.;:!?…(]|\s[-–—]\s)[^,.;:!?…(]{1,120}$")
_NAMED = all_words(lambda lexicon: lexicon.courtesy.named)
_ADDRESSED = all_words(lambda lexicon: lexicon.courtesy.addressed)
_TITLES = all_words(lambda lexicon: lexicon.titles_of_people)


def _plain(lexicon: Lexicon) -> Words:
    """Words of a language that are no names."""
    concepts = (fold(said) for ways in lexicon.concepts.values() for said in ways)
    return (
        lexicon.stop_words
        | lexicon.frame_words
        | lexicon.weak_words
        | lexicon.course_words
        | lexicon.courtesy.askers
        | frozenset(concepts)
    )


_PLAIN = all_words(_plain)


@dataclass(frozen=True, slots=True)
class Bare:
    """A sentence without its courtesy."""

    text: str  # "" where it was nothing else
    leads_in: bool  # it says that something is asked: "could you tell me"
    signs_off: bool  # it ends a message, so that a name may follow


def bare(sentence: str) -> Bare:
    """A sentence without the courtesy at its ends; what stands inside of it is left."""
    folded = folded_in_place(sentence)
    start, leads_in = _opened(folded)
    end = _closed(folded, start)
    if sentence[start - 1 : start] == "¿":
        start -= 1
    text = sentence[start:end].strip()
    if end < len(sentence):
        text = text.rstrip(" ,;:-–—*~(")
    if _THANKS.match(folded.lstrip(_MARKS)) and _addresses(text):
        text = ""
    if end < len(sentence) and "?" in sentence[end:] and text:
        text += "?"
    return Bare(
        text,
        leads_in,
        signs_off=_SIGN_OFF.search(folded, end if text else 0) is not None,
    )


def is_name(text: str) -> bool:
    """Whether a text may be a name, as it stands under a message or after a greeting."""
    words = [fold(word.text) for word in placed_words(text)]
    if not words or "?" in text or len(words) > _MOST_NAMES:
        return False
    return all(_may_name(word) for word in words)


def _addresses(text: str) -> bool:
    """Whether a text behind thanks is who is thanked: "Ana", "profesora Ruiz"."""
    first = fold(text.partition(" ")[0])
    return (text[:1].isupper() or first in _ADDRESSED) and is_name(text)


def _may_name(word: str) -> bool:
    return word in _ADDRESSED or word in _TITLES or word not in _PLAIN


def _opened(folded: str) -> tuple[int, bool]:
    """Where a sentence begins behind its courtesy, and whether that leads to a question."""
    start, leads_in = _past_marks(folded, 0), False
    for _ in range(_MOST_TURNS):
        window = folded[start : start + _LOOKED_AT]
        led = _LEAD_IN.match(window)
        length = led.end() if led else _courtesy_at(window)
        if not length:
            break
        leads_in = leads_in or led is not None
        start = _past_marks(folded, start + length)
    return start, leads_in


def _courtesy_at(window: str) -> int:
    """How many characters of courtesy a text begins with."""
    salutation = _SALUTATION.match(window)
    if salutation:
        length = _name_length(window, salutation.end())
        return salutation.end() + length if length else 0
    greeting = _GREETING.match(window)
    if greeting:
        following = placed_words(window[greeting.end() :])
        if following and fold(following[0].text) in _NAMED:
            return 0
        return greeting.end() + _name_length(window, greeting.end())
    said = _EXCUSE.match(window) or _POLITE.match(window) or _THANKS.match(window)
    return said.end() if said else 0


def _name_length(window: str, start: int) -> int:
    """How many characters after a greeting address somebody: titles, or a name before a mark."""
    addressed = 0
    for count, word in enumerate(placed_words(window[start:]), start=1):
        if count > _MOST_NAMES or not _may_name(fold(word.text)):
            break
        following = window[start + word.end :].lstrip(" ")[:1]
        is_title = fold(word.text) in _TITLES and following == "."
        if fold(word.text) in _ADDRESSED or (following in _MARKS and not is_title):
            addressed = word.end
        if following and following in ",;:!\n":
            break
    return addressed


def _past_marks(folded: str, start: int) -> int:
    while start < len(folded) and folded[start] in _MARKS:
        start += 1
    return start


def _closed(folded: str, start: int) -> int:
    """Where a sentence ends before its courtesy."""
    end = len(folded)
    for _ in range(_MOST_TURNS):
        cut = _closing_at(folded, max(start, end - _LOOKED_AT), end)
        if cut >= end:
            break
        end = cut
    # What is left has its own mark.
    return end


def _closing_at(folded: str, start: int, end: int) -> int:
    """Where the last piece of courtesy before `end` begins; `end` where there is none."""
    for said in _SIGN_OFF.finditer(folded, start, end):
        rest = folded[said.end() : end]
        # "Thanks Ana", but "Best, Ana": what else is best is no name.
        is_signed = rest[:1] in _MARKS.strip() or _THANKS.fullmatch(said.group())
        name = rest.strip(_MARKS)
        if (not name or (is_signed and is_name(name))) and _is_apart(
            folded, start, said.start(), said.group()
        ):
            return said.start()
    for said in _CLOSING.finditer(folded, start, end):
        if not folded[said.end() : end].strip(_MARKS + "?") and _is_apart(
            folded, start, said.start(), said.group()
        ):
            # The mark of the question stands behind it: "when is it please?"
            return said.start()
    last = _LAST_CLAUSE.search(folded, start, end)
    if last is not None and _EXCUSE.match(folded[last.start() + 1 : end].strip(" (-–—")):
        return last.start() + (1 if folded[last.start()] in "?!.…" else 0)
    return end


def _is_apart(folded: str, start: int, position: int, said: str) -> bool:
    """Whether a piece of courtesy is none of the words that are spoken of: "how do you say
    thanks". A sign-off stands after a mark.
    """
    before = folded[start:position].rstrip(" ")
    if not before or before[-1] in _MARKS or before[-1] in "?)":
        return True
    if before[-1] in "\"'«“‘":
        return False
    is_named = any(fold(word.text) in _NAMED for word in placed_words(before)[-2:])
    return _CLOSING.fullmatch(said) is not None and not is_named
