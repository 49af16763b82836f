"""A Word document from Markdown: headings, paragraphs, bullets and tables in Word's own styles.

The source opens with a block of TOML between two lines `+++`: title, subtitle, author, subject,
language, header (a line above every page) and page (the word before the page number). The dashes
under a table's header set the widths of its columns, and a cell `^^` is merged with the one above.
"""

import io
import tomllib
import zipfile
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from practice_lms.courses.word_look import TEXT_WIDTH, apply_look, shade

_MERGED = "^^"
_LONGEST_WHOLE_TABLE = 8  # rows; a shorter table stays on one page
_BULLETS = ("List Bullet", "List Bullet 2")


class MarkdownError(Exception):
    """The source holds something that has no place in these documents; the message says what."""


def docx_from_markdown(source: str, revised: datetime) -> bytes:
    """The .docx file of a source: the same bytes each time. Raises `MarkdownError`.

    `revised` becomes the document's date of creation and of its last change.
    """
    facts, text = _front_matter(source)
    document = Document()
    apply_look(document, facts, revised)
    document.add_paragraph(facts["title"], style="Title")
    document.add_paragraph(facts["subtitle"], style="Subtitle")
    lines = text.splitlines()
    for node in SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(text)).children:
        _add_block(document, node, lines)
    return _packed(document)


def _front_matter(source: str) -> tuple[dict[str, Any], str]:
    try:
        opening, front, text = source.split("+++\n", 2)
        facts = tomllib.loads(front)
    except ValueError as error:
        raise MarkdownError("the source does not open with a block of TOML between +++") from error
    if opening:
        raise MarkdownError("there is text before the block of TOML")
    return facts, text


def _add_block(document: WordDocument, node: SyntaxTreeNode, lines: list[str]) -> None:
    if node.type == "heading":
        _add_inline(document.add_paragraph(style=f"Heading {node.tag[1]}"), node)
    elif node.type == "paragraph":
        _add_inline(document.add_paragraph(), node)
    elif node.type == "bullet_list":
        _add_bullets(document, node, 0)
    elif node.type == "table":
        _add_table(document, node, lines)
    else:
        raise MarkdownError(f"{node.type} is not supported")


def _add_bullets(document: WordDocument, bullets: SyntaxTreeNode, level: int) -> None:
    for item in bullets.children:
        for part in item.children:
            if part.type == "bullet_list":
                _add_bullets(document, part, level + 1)
            else:
                _add_inline(document.add_paragraph(style=_BULLETS[level]), part)


def _add_table(document: WordDocument, node: SyntaxTreeNode, lines: list[str]) -> None:
    rows = [row.children for part in node.children for row in part.children]
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    table.autofit = False
    start = node.map[0] if node.map else 0
    _set_widths(table, lines[start + 1])
    for row, cells in zip(table.rows, rows, strict=True):
        whole = len(rows) <= _LONGEST_WHOLE_TABLE and cells is not rows[-1]
        for cell, content in zip(row.cells, cells, strict=True):
            _fill(cell, content)
            cell.paragraphs[0].paragraph_format.keep_with_next = whole or None
        _set_row(row, "w:cantSplit")
    _set_row(table.rows[0], "w:tblHeader")
    for cell in table.rows[0].cells:
        shade(cell)
    _merge(table, rows)
    document.add_paragraph(style="After Table")


def _set_widths(table: Table, dashes: str) -> None:
    shares = [len(part) for part in dashes.strip().strip("|").split("|")]
    for column, share in zip(table.columns, shares, strict=True):
        width = TEXT_WIDTH * share // sum(shares)
        column.width = width
        for cell in column.cells:
            cell.width = width


def _fill(cell: _Cell, content: SyntaxTreeNode) -> None:
    if _plain(content) != _MERGED:
        paragraph = cell.paragraphs[0]
        paragraph.style = "Table Text" if content.type == "td" else "Table Header"
        _add_inline(paragraph, content)


def _merge(table: Table, rows: list[list[SyntaxTreeNode]]) -> None:
    for number, row in enumerate(rows):
        for column, content in enumerate(row):
            if _plain(content) == _MERGED:
                table.cell(number - 1, column).merge(table.cell(number, column))


def _set_row(row: _Row, property_name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(property_name))


def _plain(node: SyntaxTreeNode) -> str:
    return "".join(child.content for child in node.children if child.type == "inline")


def _add_inline(paragraph: Paragraph, block: SyntaxTreeNode) -> None:
    for inline in block.children:
        for part in inline.children:
            _add_part(paragraph, part)


def _add_part(paragraph: Paragraph, part: SyntaxTreeNode) -> None:
    if part.type == "text":
        paragraph.add_run(part.content)
    elif part.type == "softbreak":
        paragraph.add_run(" ")
    elif part.type in ("strong", "em"):
        run = paragraph.add_run("".join(child.content for child in part.children))
        run.bold = part.type == "strong" or None
        run.italic = part.type == "em" or None
    elif part.type == "link":
        _add_link(paragraph, part)
    else:
        raise MarkdownError(f"{part.type} is not supported")


def _add_link(paragraph: Paragraph, part: SyntaxTreeNode) -> None:
    address = str(part.attrs["href"])
    link = OxmlElement("w:hyperlink")
    link.set(
        qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    )
    run = paragraph.add_run("".join(child.content for child in part.children), style="Link")
    link.append(run._r)
    paragraph._p.append(link)


def _packed(document: WordDocument) -> bytes:
    # A .docx is a zip archive, and python-docx stamps its members with the time of the day.
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(packed, "w") as after:
        for name in before.namelist():
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(member, before.read(name))
    return packed.getvalue()
