"""How the Word documents of the demo courses look: page, styles, header and footer, properties."""

from datetime import datetime
from typing import Any, cast

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph

_MARGIN = Mm(25)
TEXT_WIDTH = Length(Mm(210) - 2 * _MARGIN)
_INK = RGBColor(0x18, 0x34, 0x5C)
_FONT = "Calibri"
_SIZES = {"Title": 24, "Subtitle": 13, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11.5}


def apply_look(document: WordDocument, facts: dict[str, Any], revised: datetime) -> None:
    """Give an empty document its page, styles, header, footer and properties."""
    _set_page(document)
    _set_styles(document)
    _set_language(document, facts["language"])
    section = document.sections[0]
    _set_line(section.header.paragraphs[0], facts["header"])
    footer = section.footer.paragraphs[0]
    _set_line(footer, f"{facts['title']} · {facts['page']} ")
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_page_number(footer)
    _set_properties(document, facts, revised)


def shade(cell: _Cell) -> None:
    """Give a header cell its pale ground."""
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), "DCE5F1")
    cell._tc.get_or_add_tcPr().append(shading)


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN


def _set_styles(document: WordDocument) -> None:
    normal = _paragraph_style(document, "Normal")
    normal.font.name, normal.font.size = _FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(7)
    normal.paragraph_format.line_spacing = 1.1
    for name, size in _SIZES.items():
        _set_heading(_paragraph_style(document, name), size)
    for name in ("List Bullet", "List Bullet 2"):
        _paragraph_style(document, name).paragraph_format.space_after = Pt(3)
    _add_table_styles(document)
    link = cast(CharacterStyle, document.styles.add_style("Link", WD_STYLE_TYPE.CHARACTER))
    link.font.color.rgb = _INK
    link.font.underline = True


def _set_heading(style: ParagraphStyle, size: float) -> None:
    style.font.name, style.font.size = _FONT, Pt(size)
    style.font.color.rgb = _INK
    style.font.italic = False
    # The template names its fonts by theme, which wins over a name.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[attribute]
    if style.name and style.name.startswith("Heading"):
        style.paragraph_format.space_before = Pt(16 if style.name == "Heading 1" else 12)
        style.paragraph_format.space_after = Pt(5)


def _add_table_styles(document: WordDocument) -> None:
    for name, after in (("Table Text", 2), ("Table Header", 2), ("After Table", 4)):
        style = cast(ParagraphStyle, document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
        style.base_style = document.styles["Normal"]
        style.font.size = Pt(10 if name != "After Table" else 4)
        style.font.bold = name == "Table Header" or None
        style.paragraph_format.space_before = Pt(2)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.line_spacing = 1.0


def _paragraph_style(document: WordDocument, name: str) -> ParagraphStyle:
    return cast(ParagraphStyle, document.styles[name])


def _set_language(document: WordDocument, language: str) -> None:
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)


def _set_line(paragraph: Paragraph, text: str) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(9)


def _add_page_number(paragraph: Paragraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = paragraph.add_run("1")
    run.font.size = Pt(9)
    field.append(run._r)
    paragraph._p.append(field)


def _set_properties(document: WordDocument, facts: dict[str, Any], revised: datetime) -> None:
    properties = document.core_properties
    properties.title = f"{facts['title']}. {facts['subtitle']}"
    properties.author = properties.last_modified_by = facts["author"]
    properties.subject = facts["subject"]
    properties.language = facts["language"]
    properties.comments = ""
    properties.revision = 1
    properties.created = properties.modified = revised.replace(tzinfo=None)
