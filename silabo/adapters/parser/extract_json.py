"""What a parser child answers: an extract, or why there is none, as JSON. Nothing in it is trusted.

The child's code is ours, but a hostile file may have taken it over, so `loads` checks every value.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

from ingest.limits import Limits
from ingest.rejections import NOTICES, REJECTIONS
from silabo.domain import json_text
from silabo.domain.errors import RejectedDocumentError, Value
from silabo.domain.passages import Block, BlockKind, Extract, Notice, Section
from silabo.domain.pictures import FoundPicture, Part, PictureSource

MOST_BYTES = 10_000_000

_BLOCK_ANCHOR = re.compile(r"(?:s[1-9]\d{0,3})?(?:p[1-9]\d{0,6}|t[1-9]\d{0,6}r\d{1,6})")
_SECTION_ANCHOR = re.compile(r"(?:h[1-9]\d{0,6})?")
_PICTURE_ANCHOR = re.compile(r"(?:s[1-9]\d{0,3})?i[1-9]\d{0,3}")
_VALUE_NAMES = {"columns", "count", "extension", "limit", "pages", "save_as"}
_MOST_PATH, _MOST_NOTICES = 12, 1_000
_MOST_NAME, _MOST_COVERS = 200, 20  # of a picture in a file


class UnreadableAnswerError(ValueError):
    """An answer that is not what `dumps` and `dump_rejection` write."""


def dumps(extract: Extract) -> bytes:
    """An extract as JSON."""
    sections = [
        [
            section.path,
            section.anchor,
            [[b.anchor, b.kind, b.text, b.cells, b.page] for b in section.blocks],
        ]
        for section in extract.sections
    ]
    notices = [[notice.code, notice.page, notice.anchor] for notice in extract.notices]
    pictures = [astuple(picture) for picture in extract.pictures]
    answer = {
        "sections": sections,
        "pages": extract.pages,
        "notices": notices,
        "pictures": pictures,
    }
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()


def dump_rejection(error: RejectedDocumentError) -> bytes:
    """A rejection as JSON."""
    return json.dumps({"rejected": error.code, "values": error.values}).encode()


def loads(answer: bytes, limits: Limits) -> Extract:
    """The extract in an answer.

    Raises `RejectedDocumentError` when that is the answer, and `UnreadableAnswerError` when it
    breaks its own rules: an unknown kind or code, an anchor used twice, more than the limits allow.
    """
    try:
        found = json_text.read(answer)
        refused(found)
        return _Reader(limits).extract(found)
    except (KeyError, TypeError, IndexError, AttributeError, ValueError) as error:
        raise UnreadableAnswerError("not an extract") from error


def refused(found: dict[str, Any]) -> None:
    """Raise the rejection that was answered, if there is such a one."""
    if "rejected" not in found:
        return
    code, values = found["rejected"], found["values"]
    _require(code in REJECTIONS and set(values) <= _VALUE_NAMES)
    checked: dict[str, Value] = {}
    for name, value in values.items():
        _require(isinstance(value, int) or (isinstance(value, str) and len(value) <= 20))
        checked[name] = value
    raise RejectedDocumentError(code, **checked)


class _Reader:
    """Checks one answer while it is put together."""

    def __init__(self, limits: Limits) -> None:
        """Start with nothing counted."""
        self._limits = limits
        self._anchors: set[str] = set()
        self._characters = self._blocks = 0
        self._pages: int | None = None

    def extract(self, found: dict[str, Any]) -> Extract:
        """The whole document."""
        self._pages = found["pages"]
        most = self._limits.pages
        _require(self._pages is None or (_is_count(self._pages) and self._pages <= most))
        _require(len(found["sections"]) <= self._limits.blocks)
        sections = tuple(self._section(*section) for section in found["sections"])
        notices = tuple(self._notice(*notice) for notice in found["notices"])
        pictures = tuple(self._picture(*picture) for picture in found.get("pictures", ()))
        waits = bool(pictures or (self._limits.pictures and self._pages and notices))
        _require(len(notices) <= _MOST_NOTICES and (self._blocks > 0 or waits))
        _require(len(pictures) <= (self._limits.read_pictures if self._limits.pictures else 0))
        return Extract(sections, self._pages, notices, pictures)

    def _section(self, path: Sequence[Any], anchor: str, blocks: Sequence[Any]) -> Section:
        """One section."""
        _require(len(path) <= _MOST_PATH and _SECTION_ANCHOR.fullmatch(anchor) is not None)
        if anchor:
            self._new(anchor)
        titles = tuple(self._text(title) for title in path)
        return Section(titles, anchor, tuple(self._block(*block) for block in blocks))

    def _block(self, anchor: str, kind: str, text: str, cells: Sequence[str], page: Any) -> Block:
        """One block."""
        _require(_BLOCK_ANCHOR.fullmatch(anchor) is not None)
        _require(len(cells) <= self._limits.columns)
        self._new(anchor)
        self._blocks += 1
        _require(self._blocks <= self._limits.blocks)
        cleaned = tuple(self._text(cell) for cell in cells)
        return Block(anchor, BlockKind(kind), self._text(text), cleaned, self._page(page))

    def _notice(self, code: str, page: Any, anchor: str) -> Notice:
        """One notice, at a block that is there."""
        _require(code in NOTICES and (anchor == "" or anchor in self._anchors))
        return Notice(code, self._page(page), anchor)

    def _picture(
        self, source: Any, own: str, anchor: str, page: Any, path: Sequence[Any], *said: Any
    ) -> FoundPicture:
        """One picture, at a block that is there."""
        name, seen, covered = source
        words, told = said
        _require(_PICTURE_ANCHOR.fullmatch(own) is not None and len(path) <= _MOST_PATH)
        _require((told == "" or told in NOTICES) and (anchor == "" or anchor in self._anchors))
        _require(len(name) <= _MOST_NAME and len(covered) <= _MOST_COVERS)
        self._new(own)
        found = PictureSource(self._text(name), _part(seen), tuple(map(_part, covered)))
        titles = tuple(self._text(title) for title in path)
        return FoundPicture(found, own, anchor, self._page(page), titles, self._text(words), told)

    def _new(self, anchor: str) -> None:
        """An anchor that was not used before."""
        _require(anchor not in self._anchors)
        self._anchors.add(anchor)

    def _text(self, text: Any) -> str:
        """A text that can be kept and shown."""
        _require(isinstance(text, str))
        self._characters += len(text)
        _require(self._characters <= 3 * self._limits.characters)
        _require(text.isprintable() or text.replace("\n", "").isprintable())
        return str(text)

    def _page(self, page: Any) -> int | None:
        """A page that the document has."""
        _require(page is None or (_is_count(page) and page <= (self._pages or 0)))
        return None if page is None else int(page)


def _part(sides: Any) -> Part:
    """A part of a picture, within it and not turned round."""
    left, top, right, bottom = map(float, sides)
    _require(0 <= left < right <= 1 and 0 <= top < bottom <= 1)
    return left, top, right, bottom


def _is_count(value: Any) -> bool:
    """Whether a value is a whole number from 0 on; JSON's true is none."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _require(holds: bool) -> None:
    """Refuse an answer that breaks a rule."""
    if not holds:
        raise UnreadableAnswerError("a rule is broken")
