"""From the words that were read of a picture to its paragraphs, with what is not sure named so."""

from collections.abc import Sequence
from itertools import groupby
from statistics import fmean

from silabo.domain.pictures import DOUBTED, PictureText, ReadWord

SURE = 85  # of 100; a number below carries a remark, wherever it is quoted
# Below, what was read is no text: drawings, handwriting, stains. Tesseract's own words of noise lie
# around 30, those of clean print above 90.
LEGIBLE = 50


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
    doubted = word.confidence < SURE and any(each.isdigit() for each in word.text)
    return f"{word.text} {DOUBTED}" if doubted else word.text
