"""The reader: the extracted text of a document, opened at a passage."""

import re
from collections.abc import Sequence

from flask import render_template

from lti_app import bearer
from silabo.domain.answers import Citation
from silabo.domain.documents import ReaderBlock, ReaderSection, ReaderText
from silabo.domain.errors import NotFoundError
from silabo.domain.passages import BlockKind
from silabo.domain.people import Session
from silabo.domain.questions import Question
from silabo.storage import passages

# A page of a phone holds some ten passages; a book in one page would take it a minute to draw.
_PAGE = re.compile(r"page-(\d{1,6})")
WINDOW = 120  # passages before and after the one that is asked for


def at_citation(session: Session, question: Question, citation: Citation, of: int) -> str:
    """The document where a citation stands; if it cannot be read any more, the quotation, and
    whether it was replaced, is hidden just now, or has left the course.
    """
    try:
        text = passages.text(session.course_id, citation.version)
    except NotFoundError:
        return render_template(
            "panel/gone.html",
            citation=citation,
            instead=passages.now_instead(session.course_id, citation.version),
            hidden=passages.is_hidden(session.course_id, citation.version),
        )
    return _render(text, citation.anchor, question=question, citation=citation, of=of)


def at_anchor(session: Session, version: str, anchor: str) -> str:
    """A document at a passage; instructors may read what is not ready yet."""
    text = passages.text(session.course_id, version, unfinished=session.sees_desk)
    page = _PAGE.fullmatch(anchor)
    return _render(text, on_page(text.sections, int(page.group(1))) if page else anchor)


def on_page(sections: Sequence[ReaderSection], page: int) -> str:
    """The anchor of the first passage on a page or, where it has none, after it; else the last."""
    blocks = [block for section in sections for block in section.blocks]
    after = (block.anchor for block in blocks if block.page is not None and block.page >= page)
    return next(after, blocks[-1].anchor if blocks else "")


def _render(text: ReaderText, anchor: str, **context: object) -> str:
    sections, first, last = window(text.sections, anchor)
    columns = {
        _table(block.anchor): block.cells
        for section in text.sections
        for block in section.blocks
        if block.kind is BlockKind.HEADER
    }
    return render_template(
        "panel/reader.html",
        text=text,
        sections=[(section, groups(section.blocks)) for section in sections],
        columns=columns,
        table_of=_table,
        anchor=anchor,
        zone=bearer.view().time_zone,
        earlier=first,
        later=last,
        **context,
    )


def window(sections: Sequence[ReaderSection], anchor: str) -> tuple[list[ReaderSection], str, str]:
    """The sections around an anchor, and anchors to go on from before and after them, or ""."""
    flat = [(section, block) for section in sections for block in section.blocks]
    at = next((n for n, (_, block) in enumerate(flat) if block.anchor == anchor), 0)
    start, end = max(0, at - WINDOW), min(len(flat), at + WINDOW + 1)
    shown = {block.anchor for _, block in flat[start:end]}
    kept = [
        ReaderSection(
            anchor=section.anchor,
            title=section.title,
            level=section.level,
            blocks=tuple(block for block in section.blocks if block.anchor in shown),
        )
        for section in sections
        if not section.blocks or not shown.isdisjoint(block.anchor for block in section.blocks)
    ]
    earlier = flat[start - 1][1].anchor if start else ""
    later = flat[end][1].anchor if end < len(flat) else ""
    return kept, earlier, later


def groups(blocks: Sequence[ReaderBlock]) -> list[tuple[str, list[ReaderBlock]]]:
    """Consecutive blocks that are drawn together: list items, the rows of one table, one other."""
    found: list[tuple[str, str, list[ReaderBlock]]] = []
    for block in blocks:
        kind, name = _group(block)
        if found and kind != "single" and found[-1][:2] == (kind, name):
            found[-1][2].append(block)
        else:
            found.append((kind, name, [block]))
    return [(kind, members) for kind, _, members in found]


def _group(block: ReaderBlock) -> tuple[str, str]:
    if block.kind in {BlockKind.ROW, BlockKind.HEADER}:
        return "table", _table(block.anchor)
    if block.kind is BlockKind.ITEM:
        return "list", ""
    return "single", ""


def _table(anchor: str) -> str:
    """The table of a row's anchor: t2 of t2r5, s4t2 of s4t2r5."""
    return anchor.partition("r")[0]
