"""Text of a PDF that looks well and has no meaning for a program: a font without a table of its
characters, or with a false one. It is recognised by its letters.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from ingest.pdf.words import HYPHEN, Word
from silabo.language.lexicon import all_words

_LONG_OF_SIGNS = 3  # characters a word, of a font of private signs: bullets stand alone
_NO_CHARACTER = "\ufffd"
_MOST_BROKEN = 0.2  # share of the characters of a font on one page
_FEWEST = 4  # characters: a font of bullets has fewer
# The letters that are most usual in Spanish, English and French, with their accents: about two
# thirds of what is written in each; three tenths of letters at random.
_USUAL = "etaoinsréáíóèà"
_LEAST_USUAL = 0.4
_ENOUGH, _SURELY_ENOUGH = 30, 80  # Latin letters, and small ones: in fewer, shares say little
# Text in capitals by a false table has an eighth of them; a hundred letters of codes have more.
_CAPITALS, _FEW_USUAL = 100, 0.2
# Text that a false table turns into capitals or signs has many kinds of them; crosses, leaders and
# rules have few.
_SIGNS, _MOST_SIGNS, _KINDS = 100, 0.5, 10
_LEADERS = ".·…_-–—"
_LOOKED_AT = 25  # words of a font
_LEAST_SMALL_WORDS = 0.03  # share of words such as "the"
_MOST_MIXED = 0.3  # share of the words that mix alphabets
_ENOUGH_WORDS = 12
_SMALL_WORDS = all_words(lambda lexicon: lexicon.stop_words)


def garbled(words: Sequence[Word], is_unmapped: Callable[[int], bool]) -> set[int]:
    """The words of a page, by `id`, that cannot be read: those of each font whose letters make no
    sense.

    `is_unmapped` says whether a character, by PDFium's number, has no entry in its font's table.
    """
    fonts: defaultdict[int, list[Word]] = defaultdict(list)
    for word in words:
        if not word.look.formula:
            fonts[word.look.font].append(word)
    found: set[int] = set()
    for of_font in fonts.values():
        if _has_no_sense(of_font, is_unmapped):
            found.update(map(id, of_font))
    return found


def _has_no_sense(words: Sequence[Word], is_unmapped: Callable[[int], bool]) -> bool:
    """Whether the words of one font are no text."""
    texts = [word.text for word in words]
    text = "".join(texts).replace(HYPHEN, "")
    if len(text) < _FEWEST:
        return False
    if not text.isprintable() and _is_broken(text, texts):
        return True
    lowered = text.casefold()
    usual = sum(map(lowered.count, _USUAL))
    if usual >= _LEAST_USUAL * len(text):
        return False  # nearly every font of nearly every page
    letters = sum(character < "\u0250" for character in lowered if character.isalpha())
    of_signs = _is_of_signs(text)
    if letters < _ENOUGH or of_signs:
        return of_signs or _is_of_two_alphabets(text, texts)
    if usual >= _LEAST_USUAL * letters:
        return False
    if _small_words(texts) >= _LEAST_SMALL_WORDS * len(texts):
        return False
    # Codes of courses and sequences of capitals are unusual too.
    return (
        (letters >= _CAPITALS and usual < _FEW_USUAL * letters and _has_many_letters(lowered))
        or sum(map(str.islower, text)) >= _SURELY_ENOUGH
        or _is_unmapped(words, is_unmapped)
    )


def _is_of_signs(text: str) -> bool:
    """Whether a text has more signs than letters and figures, and of many kinds."""
    # The vowels of Hebrew, Arabic and Hindi are marks at their letters, and no signs.
    signs = [
        each
        for each in text
        if not each.isalnum()
        and each not in _LEADERS
        and not unicodedata.category(each).startswith("M")
    ]
    return len(signs) >= max(_SIGNS, _MOST_SIGNS * len(text)) and len(set(signs)) >= _KINDS


def _has_many_letters(text: str) -> bool:
    """Whether a text is made of more letters than a column of crosses, or of true and false."""
    return len(set(filter(str.isalpha, text))) >= _KINDS


def _is_unmapped(words: Sequence[Word], is_unmapped: Callable[[int], bool]) -> bool:
    """Whether most letters have no entry in their font's table."""
    numbers = [word.at + offset for word in words[:_LOOKED_AT] for offset in range(len(word.text))]
    numbers = numbers[: 4 * _LOOKED_AT]
    return 2 * sum(map(is_unmapped, numbers)) > len(numbers)


def _is_broken(text: str, texts: Sequence[str]) -> bool:
    """Whether many characters are none. Signs of symbol fonts stand alone, and are no words."""
    categories = Counter(map(unicodedata.category, text))
    signs = categories["Co"] if len(text) >= _LONG_OF_SIGNS * len(texts) else 0
    broken = signs + categories["Cc"] + categories["Cn"] + categories["Cs"]
    return broken + text.count(_NO_CHARACTER) >= max(_MOST_BROKEN * len(text), 2)


def _small_words(texts: Iterable[str]) -> int:
    """How many words are among the most usual ones of a language."""
    return sum(text.casefold().strip(".,;:!?()") in _SMALL_WORDS for text in texts)


def _is_of_two_alphabets(text: str, texts: Sequence[str]) -> bool:
    """Whether there are enough words to say that they mix alphabets."""
    return len(texts) >= _ENOUGH_WORDS and not text.isascii() and _is_mixed(texts)


def _is_mixed(texts: Sequence[str]) -> bool:
    """Whether many words are made of letters of several alphabets."""
    mixed = sum(
        len({_alphabet(character) for character in text if character.isalpha()}) > 1
        for text in texts
    )
    return mixed >= _MOST_MIXED * len(texts)


def _alphabet(letter: str) -> str:
    """The alphabet of a letter: "LATIN", "GREEK"."""
    return unicodedata.name(letter, "").split(" ", 1)[0]
