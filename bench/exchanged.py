"""A course as large as is wanted: the demo documents, and copies of them in which each longer word
is exchanged for one that is about as frequent, so that no two passages are equal.
"""

import hashlib
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from uuid import uuid4

from ingest.formats import EXTENSIONS, MEDIA_TYPES
from ingest.passages import cut
from ingest.read import read
from practice_lms.courses.catalogue import COURSES_DIR
from silabo.answering.reading import analysis_of
from silabo.domain.documents import Upload
from silabo.domain.passages import Block, Extract, Section
from silabo.language.detect import detect
from silabo.storage import documents, passages, versions
from wiring.parts import System

_WORD = re.compile(r"[^\W\d_]{5,}")  # shorter words hold sentences together, and keep their place
_BAND = 60  # words of one frequency, which change places with each other
_LARGEST = 500  # passages of a document
_SAMPLE = 20_000  # characters that tell the language of a document


class GrowingCourse:
    """A course that is filled up to a number of passages, and then further."""

    def __init__(self, system: System, course: int) -> None:
        """An empty course, by its number."""
        self._system = system
        self._course = course
        self._held = 0
        self._documents = extracts()

    def grow(self, size: int) -> None:
        """Hold so many passages."""
        while self._held < size:
            self._held += self._add(next(self._documents), size - self._held)

    def _add(self, extract: Extract, most: int) -> int:
        name = f"{uuid4()}.md"
        digest = hashlib.sha256(name.encode()).hexdigest()
        documents.add(self._course, Upload(str(uuid4()), name, "text/markdown", 1, digest))
        claimed = versions.claim("bench")
        if claimed is None:
            raise RuntimeError("a document that was added does not wait")
        pieces = cut(extract)[: min(most, _LARGEST)]
        sample = " ".join(piece.text for piece in pieces)[:_SAMPLE]
        language = detect(sample)
        analysed = [replace(piece, analysis=analysis_of(piece, language)) for piece in pieces]
        versions.keep_text(claimed, extract, analysed, language)
        index = self._system.parts.index
        index.add(self._course, claimed.id, passages.entries(claimed.id))
        versions.make_ready(claimed)
        return len(pieces)


def extracts() -> Iterator[Extract]:
    """The demo documents as they are, then copy after copy of them."""
    originals = [
        read(path.read_bytes(), MEDIA_TYPES[path.suffix])
        for path in sorted(COURSES_DIR.glob("*/documents/*"))
        if path.suffix in EXTENSIONS
    ]
    yield from originals
    frequent = Counter(
        word.casefold()
        for extract in originals
        for section in extract.sections
        for block in section.blocks
        for word in _WORD.findall(block.text)
    )
    ranked = [word for word, _ in frequent.most_common()]
    for number in count(1):
        places = random.Random(number)  # the same course in each run
        exchanged: dict[str, str] = {}
        for start in range(0, len(ranked), _BAND):
            band = ranked[start : start + _BAND]
            exchanged |= dict(zip(band, places.sample(band, len(band)), strict=True))
        yield from (_copy(extract, exchanged) for extract in originals)


def _copy(extract: Extract, exchanged: dict[str, str]) -> Extract:
    def other(text: str) -> str:
        return _WORD.sub(lambda word: _cased(exchanged, word.group()), text)

    def block(of: Block) -> Block:
        return replace(of, text=other(of.text), cells=tuple(map(other, of.cells)))

    sections = tuple(
        Section(tuple(map(other, section.path)), section.anchor, tuple(map(block, section.blocks)))
        for section in extract.sections
    )
    return replace(extract, sections=sections)


def _cased(exchanged: dict[str, str], word: str) -> str:
    other = exchanged.get(word.casefold(), word)
    return other.capitalize() if word[:1].isupper() else other
