"""From the words that were read of a picture to its paragraphs, with what is not sure named so."""

from collections.abc import Sequence
from itertools import groupby
from statistics import fmean

from silabo.domain.pictures import DOUBTED, PictureText, ReadWord

SURE = 85  # of 100; a number below carries a remark, wherever it is quoted
# Below, what was read is no text: drawings, handwriting, stains. Tesseract's own words of noise lie
# around 30, those of clean print above 90.
LEGIBLE = 50
# So many words of so many letters are text, though nobody could read it.
_FEWEST_WORDS, _WORD = 3, 3
_ENDS = ".,;:!?)]»”\"'"


def page_of(words: Sequence[ReadWord]) -> PictureText | None:
    """What a page says; None where nothing on it can be called text."""
    read = [word for word in words if word.text.strip() and word.confidence >= 0]
    letters = sum(each.isalnum() for word in read for each in word.text)
    if not letters:
        return None
    confidence = fmean(word.confidence for word in read)
    if confidence < LEGIBLE:
        return None
    grouped = groupby(read, key=lambda word: word.paragraph)
    return PictureText(tuple(_paragraph(list(each)) for _, each in grouped), round(confidence))


def picture_of(words: Sequence[ReadWord]) -> PictureText | None:
    """What a picture in a file says, each paragraph for itself: a drawing has words beside lines
    and arrows. Without paragraphs there are words that nobody could read; None where there are
    none.
    """
    read = [word for word in words if word.text.strip() and word.confidence >= 0]
    grouped = [list(each) for _, each in groupby(read, key=lambda word: word.paragraph)]
    sure = [each for each in grouped if _is_text(each)]
    if sure:
        confidence = fmean(word.confidence for each in sure for word in each)
        return PictureText(tuple(map(_paragraph, sure)), round(confidence))
    looks_written = [word for word in read if len(word.text) >= _WORD and word.text.isalnum()]
    return PictureText((), 0) if len(looks_written) >= _FEWEST_WORDS else None


def _is_text(words: Sequence[ReadWord]) -> bool:
    """Whether a paragraph is read, and is no line that looks like a letter, or the numbers of an
    axis.
    """
    says = any(sum(map(str.isalpha, word.text)) >= _WORD for word in words)
    return says and fmean(word.confidence for word in words) >= LEGIBLE


def _paragraph(words: Sequence[ReadWord]) -> str:
    """The lines of a paragraph in one, words that a hyphen divides joined."""
    text = ""
    for before, word in zip([None, *words[:-1]], words, strict=True):
        goes_on = before is not None and before.line != word.line and text.endswith("-")
        if goes_on and word.text[0].islower() and text[-2:-1].isalpha():
            text = text[:-1] + _told(word)
        else:
            text += f" {_told(word)}" if text else _told(word)
    return text


def _told(word: ReadWord) -> str:
    if word.confidence >= SURE or not any(each.isdigit() for each in word.text):
        return word.text
    # Before what ends its part of the sentence, so that whoever quotes that part quotes both.
    number = word.text.rstrip(_ENDS)
    return f"{number} {DOUBTED}{word.text[len(number) :]}"
