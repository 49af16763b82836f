"""Tells a message that does not stand alone, and completes it from what was asked before it."""

import re
from collections.abc import Sequence

from silabo.language.leaning import TypedMessage
from silabo.language.lexicon import BY_LANGUAGE, LEXICONS, any_of
from silabo.language.messages import asked, is_courtesy
from silabo.language.shorthand import spelt_out
from silabo.language.words import fold

LONGEST = 400  # characters of a completed question
_MOST_EARLIER = 5  # of a thread: what was asked before is no longer meant
_SMALL = 3  # letters of a word that only stands for another
_ONE = re.compile(rf"\s{{1,5}}{any_of(lambda lexicon: lexicon.one_words)}\b", re.IGNORECASE)
_SHORT_ORDINALS = {
    long: short for lexicon in LEXICONS for long, short in lexicon.follow_ups.before_noun.items()
}
_AS_TYPED = "{}?"
_ELIDED = re.compile(r"[^\W\d_]{1,2}['’]")
_VOWELS = frozenset("aeiouh")


def stands_alone(message: str, language: str) -> bool:
    """Whether a message says by itself what it asks about. Its language is es, en, fr, or und."""
    return not _read(_spelt(message, language), language).leans


def may_be_as_written(message: str, language: str) -> bool:
    """Whether a message that leans may be meant as it is written: it names a thing and asks
    something of it, as "and can it be a pdf of the report?" does and "and the report?" does not.
    """
    read = _read(_spelt(message, language), language)
    return bool(read.things) and not read.is_name


def completed(message: str, earlier: Sequence[str], language: str) -> str:
    """A message that does not stand alone, completed from the earlier questions of its thread,
    oldest first; "" for one that does or that asks nothing, and where they do not say what it may
    be about. At most `LONGEST` characters.
    """
    if not earlier or is_courtesy(message):
        return ""
    about = ""
    for text in earlier[-_MOST_EARLIER:]:
        question = _spelt(text, language)
        whole = _completed(question, about, language) or _read(question, language).rest
        about = whole if _read(whole, language).said else about
    return _completed(_spelt(message, language), about, language)


def asked_of(name: str, question: str, language: str) -> str:
    """A question asked of a thing of another name: "when is the exam" of the midterm. "" where that
    cannot be told, and in a language that is none of ours.
    """
    lexicon = BY_LANGUAGE.get(language)
    if lexicon is None:
        return ""
    return completed(lexicon.follow_ups.going_on.format(name), (question,), language)


def asked_with(name: str, word: str, question: str, language: str) -> str:
    """A question with a name in the place of its word that says no more than what it is: "when does
    my group meet" of group B. "" where it has no such word.
    """
    before, found, after = _spelt(question, language).partition(word)
    return _as_question(f"{before}{name}{after}", language) if found else ""


def _spelt(text: str, language: str) -> str:
    return spelt_out(asked(text), language)


def _read(text: str, language: str) -> TypedMessage:
    return TypedMessage(text, language)


def _completed(message: str, about: str, language: str) -> str:
    new, old = _read(message, language), _read(about, language)
    topic = old.topic
    if not topic or not new.leans:
        return ""
    if new.is_name and not new.clitic:
        words = _renamed(new, old)
    elif new.pronoun:
        start, end = new.pronoun
        words = new.text[new.begins : start] + topic + new.text[end:]
    elif new.ordinals and not new.things:
        words = _counted(new, old)
    elif new.things and not (new.clitic or new.lacks_subject):
        words = f"{topic}, {new.rest}"
    else:
        words = f"{_without_clitic(new)} {topic}"
    return _as_question(words, language)


def _without_clitic(new: TypedMessage) -> str:
    """A message without the small word that its noun takes the place of: "donde lo entrego"."""
    start, end = new.clitic or (0, 0)
    if not 0 < end - start <= _SMALL:
        return new.rest
    return new.text[new.begins : start].rstrip() + new.text[end:]


def _renamed(new: TypedMessage, old: TypedMessage) -> str:
    """What was asked before, of what a message names alone: "and the second midterm?"."""
    if new.is_attribute:
        is_beside = not new.has_article and new.rest != new.bare_name  # "and for a pass?"
        return f"{old.text} {new.rest}" if is_beside else f"{new.rest}, {old.topic}"
    if not new.things:
        return _other_ordinal(new, old)
    counterpart = old.counterpart(new.things, beside=new.is_beside)
    if counterpart is None:
        return f"{old.text} {new.rest}"
    start, end, has_article = counterpart
    name = new.name if has_article else new.bare_name
    if not new.has_article and has_article:
        start += _article(old.text[start:end], before=name)
    return old.text[:start] + name + old.text[end:]


def _article(name: str, *, before: str) -> int:
    """How many characters of a name its article has that may stand before another one: "l'" only
    where that begins with a vowel too.
    """
    elided = _ELIDED.match(name)
    if not elided:
        return len(name.partition(" ")[0]) + 1
    return elided.end() if fold(before)[:1] in _VOWELS else 0


def _other_ordinal(new: TypedMessage, old: TypedMessage) -> str:
    """What was asked before, of the second instead of the first."""
    if not new.ordinals:
        return f"{new.rest}, {old.topic}"
    number = new.ordinals[-1].display
    if old.ordinals:
        replaced = old.ordinals[-1]
        if replaced.display.isdigit():  # "quiz 2" goes on from "quiz 1"
            number = new.ordinals[-1].figure
        elif any(thing.start == replaced.end + 1 for thing in old.things):
            number = _before_noun(number)
        return old.text[: replaced.start] + number + old.text[replaced.end :]
    head = next(iter(old.things), None)
    if head is None:
        return f"{old.text} {number}"
    if number.isdigit():
        return f"{old.text[: head.end]} {number}{old.text[head.end :]}"
    after = _ONE.sub("", old.text[head.end :], count=1) if _ONE.match(old.text, head.end) else ""
    rest = head.display + after if after else old.text[head.start :]
    return f"{old.text[: head.start]}{_before_noun(number)} {rest}"


def _before_noun(ordinal: str) -> str:
    return _SHORT_ORDINALS.get(fold(ordinal), ordinal)


def _counted(new: TypedMessage, old: TypedMessage) -> str:
    """A message with the name of what its ordinal counts: "when is the second midterm"."""
    number = new.ordinals[-1]
    name = old.uncounted
    if not name:
        return f"{new.rest} {old.topic}"
    said = number.display
    counted = f"{name} {said}" if said.isdigit() else f"{_before_noun(said)} {name}"
    after = new.after_others(number.end)
    return f"{new.text[new.begins : number.start]}{counted}{new.text[after:]}"


def _as_question(words: str, language: str) -> str:
    lexicon = BY_LANGUAGE.get(language)
    written = lexicon.follow_ups.asked_as if lexicon else _AS_TYPED
    plain = re.sub(r"\s+", " ", words).strip(" ¿?¡!.,;:")
    if not plain or len(plain) > LONGEST - len(written):
        return ""
    return written.format(plain[0].upper() + plain[1:])
