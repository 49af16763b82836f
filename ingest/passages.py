"""Sections become passages: one passage a block, long ones cut where sentences end."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.headings import can_be_heading
from ingest.limits import Limits
from ingest.rejections import Rejection
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Block, BlockKind, Extract, NewPassage, Section
from silabo.language.sentences import split

MOST_WORDS = 120
MOST_CHARACTERS = 2_000
_LONGEST_LEAD = 200  # characters
_INTRODUCED = {BlockKind.ITEM, BlockKind.HEADER, BlockKind.ROW}
# A broken line of text begins with a small letter, and one of a formula has other signs.
_TITLE = re.compile(r"(?:[\d¿(\"“«]|[^\W_a-zà-ÿ])[\w\s.,:;()'’\"“”«»¿?/&–—-]*")
_INNER_END = re.compile(r"(?:\d|\w{4})\. ")  # the end of a sentence, or of a label


def cut(extract: Extract, limits: Limits | None = None) -> list[NewPassage]:
    """The passages of a document, in reading order; `ordinal` and `section` count from 0.

    A text of more than 120 words or 2,000 characters is cut at the ends of sentences, and inside a
    sentence only where one alone is longer. The first portion keeps the block's anchor `p17`, the
    others are `p17-2`, `p17-3`; the portions joined by single spaces (code: line feeds) give the
    block's text. Rows of a table carry its column names in `header`; the row that holds those names
    is a passage of kind header, for the reader's view only.

    Raises `RejectedDocumentError` "too_much_text" as soon as the passages are more, or hold more
    with what is kept beside each, than the limits allow.
    """
    passages: list[NewPassage] = []
    weight = _Weight(limits or Limits())
    for number, section in enumerate(extract.sections):
        weight.add_section(section)
        for placed in _placed(section):
            for portion, text in enumerate(_portions(placed.block), start=1):
                passage = _passage(
                    placed, portion, text, path=section.path, section=number, ordinal=len(passages)
                )
                weight.add(passage)
                passages.append(passage)
    return passages


class _Weight:
    """What the passages of a file take where they are kept. A heading, a lead and column names are
    written once in the file and kept beside every passage that they hold for.
    """

    def __init__(self, limits: Limits) -> None:
        """Start with nothing counted."""
        self._limits = limits
        self._passages = self._characters = 0

    def add(self, passage: NewPassage) -> None:
        """Count a passage."""
        around = len(passage.lead) + _length(passage.header) + _length(passage.path)
        _hold(around, self._limits.around_characters)
        self._passages += 1
        _hold(self._passages, self._limits.passages)
        self._count(around + len(passage.text) + _length(passage.cells))

    def add_section(self, section: Section) -> None:
        """Count what a section takes without its passages: the headings over it."""
        self._count(_length(section.path))

    def _count(self, characters: int) -> None:
        """Count characters that are kept."""
        self._characters += characters
        _hold(self._characters, self._limits.kept_characters)


def _hold(counted: int, most: int) -> None:
    """Refuse what is beyond a limit."""
    if counted > most:
        raise RejectedDocumentError(Rejection.TOO_MUCH_TEXT, limit=most)


def _length(texts: Sequence[str]) -> int:
    """The characters of texts, and of what separates them."""
    return sum(map(len, texts)) + len(texts)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A block with what introduces it."""

    block: Block
    lead: str
    header: tuple[str, ...]


def _placed(section: Section) -> Iterator[_Placed]:
    """The blocks of a section, each with the lead and the column names that hold for it."""
    lead, introduced, title = "", "", ""
    header: tuple[str, ...] = ()
    for block in section.blocks:
        group = _group(block)
        if group != introduced:
            # A lead introduces what stands directly under it: one list or one table.
            lead = lead if group and not introduced else ""
            # With a colon it announces that list or table alone, else all up to the next title.
            title = "" if lead == title and title.endswith(":") else title
            introduced, header = group, ()
        if block.kind is BlockKind.HEADER:
            header = block.cells
        held = header if block.kind is BlockKind.ROW else ()
        yield _Placed(block, (lead if group else "") or title, held)
        if not group:
            lead, title = _lead(block), _title(block) or title


def _group(block: Block) -> str:
    """The list or table that a block is in: "" for none."""
    if block.kind not in _INTRODUCED:
        return ""
    return "list" if block.kind is BlockKind.ITEM else block.anchor.partition("r")[0]


def _lead(block: Block) -> str:
    """What of a block can introduce a list: a short paragraph, or its last sentence before ":"."""
    if block.kind is not BlockKind.PARAGRAPH or not any(map(str.isalpha, block.text)):
        return ""
    if len(block.text) <= _LONGEST_LEAD:
        return block.text
    last = split(block.text)[-1] if block.text.endswith(":") else ""
    return last if len(last) <= 2 * _LONGEST_LEAD else ""


def _title(block: Block) -> str:
    """A paragraph that looks like the title of those under it: short, no sentence, no formula."""
    text = block.text
    is_title = block.kind is BlockKind.PARAGRAPH and can_be_heading(text)
    return text if is_title and _TITLE.fullmatch(text) and not _INNER_END.search(text, 4) else ""


def _passage(
    placed: _Placed, portion: int, text: str, *, path: tuple[str, ...], section: int, ordinal: int
) -> NewPassage:
    """One portion of a block as a passage; the cells go with the first portion."""
    block = placed.block
    return NewPassage(
        section=section,
        ordinal=ordinal,
        anchor=block.anchor if portion == 1 else f"{block.anchor}-{portion}",
        kind=block.kind,
        text=text,
        path=path,
        lead=placed.lead,
        cells=block.cells if portion == 1 else (),
        header=placed.header,
        page=block.page,
        words=len(text.split()),
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )


def _portions(block: Block) -> list[str]:
    """The text of a block in portions of bounded length."""
    if _fits(len(block.text), block.text.count(" ") + 1):
        return [block.text]
    is_code = block.kind is BlockKind.CODE
    pieces: list[str] = []
    for piece in block.text.split("\n") if is_code else split(block.text):
        words = piece.split()
        pieces += [piece] if _fits(len(piece), len(words)) else _filled(words, " ")
    return _filled(pieces, "\n" if is_code else " ")


def _filled(pieces: list[str], joint: str) -> list[str]:
    """Neighbouring pieces joined, as many as fit into a portion."""
    portions: list[list[str]] = []
    characters = words = 0
    for piece in pieces:
        length, count = len(piece) + 1, len(piece.split())
        if not portions or not _fits(characters + length, words + count):
            portions.append([])
            characters = words = 0
        portions[-1].append(piece)
        characters, words = characters + length, words + count
    return [joint.join(portion) for portion in portions]


def _fits(characters: int, words: int) -> bool:
    """Whether a portion may have that many characters and words."""
    return characters <= MOST_CHARACTERS and words <= MOST_WORDS
