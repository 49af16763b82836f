"""Slides, sheets and OpenDocument files."""

from ingest.formats import ODP, ODT, PPTX, XLSX
from tests.adapters.parser.hostile.tricks import SAID, hostile
from tests.ingest.archives import box, pptx_members, relationships, zipped
from tests.ingest.odf.samples import members, odf
from tests.ingest.xlsx.test_document import cell, row
from tests.ingest.xlsx.test_document import members as workbook

OF_SLIDE = "ppt/slides/_rels/slide1.xml.rels"
PARAGRAPH = f"<text:p>{SAID}</text:p>"


@hostile("groups in groups, 5,000 deep", PPTX, "broken_file")
def grouped(_: str) -> bytes:
    return zipped(pptx_members("<p:grpSp>" * 5_000 + box(SAID) + "</p:grpSp>" * 5_000))


@hostile("a layout and a film of another machine", PPTX)
def linked(away: str) -> bytes:
    related = relationships(("slideLayout", away), ("video", away), ("oleObject", away))
    return zipped({**pptx_members(box(SAID)), OF_SLIDE: related})


@hostile("a slide that is its own layout", PPTX)
def round_about(_: str) -> bytes:
    related = relationships(("slideLayout", "../slides/slide1.xml"))
    return zipped({**pptx_members(box(SAID)), OF_SLIDE: related})


@hostile("cells at the edge and beyond it", XLSX, "too_many_columns")
def far_cells(_: str) -> bytes:
    edge = row(1_048_576, cell("XFD1048576", "x")) + row(99_999_999_999, cell("ZZZZZZ1", "x"))
    return zipped(workbook(("", row(1, cell("A1", SAID)) + edge)))


@hostile("formulas that fetch and run", XLSX)
def formulas(away: str) -> bytes:
    asks = f'<c r="B1" t="str"><f>WEBSERVICE("{away}")</f><v>x</v></c>'
    runs = '<c r="C1" t="str"><f>cmd|\'/C calc\'!A0</f><v>y</v></c>'
    return zipped(workbook(("", row(1, cell("A1", SAID), asks, runs))))


@hostile("a format of 400,000 letters", XLSX)
def formatted(_: str) -> bytes:
    parts = workbook(("", row(1, cell("A1", SAID)) + row(2, cell("A2", 45_000, 3))))
    endless = "d" * 200_000 + "[[[" * 50_000 + "&quot;" * 20_001
    styles = str(parts["xl/styles.xml"]).replace("d &quot;de&quot; mmmm", endless)
    return zipped({**parts, "xl/styles.xml": styles})


@hostile("a billion spaces", ODT)
def spaces(_: str) -> bytes:
    return odf(ODT, f'{PARAGRAPH}<text:p>a<text:s text:c="999999999"/>b</text:p>')


@hostile("a billion rows of a billion cells", ODT)
def repeated(_: str) -> bytes:
    cells = f'<table:table-cell table:number-columns-repeated="1000000000">{PARAGRAPH}'
    rows = f'<table:table-row table:number-rows-repeated="1000000000">{cells}</table:table-cell>'
    return odf(ODT, f"<table:table>{rows}</table:table-row></table:table>")


@hostile("pictures and sections of another machine, and a macro", ODT)
def fetched(away: str) -> bytes:
    picture = f'<text:p><draw:frame><draw:image xlink:href="{away}"/></draw:frame></text:p>'
    section = f'<text:section><text:section-source xlink:href="{away}"/></text:section>'
    macro = {"Basic/Standard/Module1.xml": "<x>Sub AutoOpen Shell</x>"}
    return zipped({**members(ODT, PARAGRAPH + picture + section), **macro})


@hostile("lists in lists, 3,000 deep", ODT, "broken_file")
def listed(_: str) -> bytes:
    begin, end = "<text:list><text:list-item>", "</text:list-item></text:list>"
    return odf(ODT, begin * 3_000 + PARAGRAPH + end * 3_000)


@hostile("a style that is its own parent", ODT)
def inherited(_: str) -> bytes:
    style = '<style:style style:name="a" style:family="text" style:parent-style-name="a"/>'
    return odf(ODT, f'<text:p><text:span text:style-name="a">{SAID}</text:span></text:p>', style)


@hostile("2,000 slides", ODP, "too_many_pages")
def slides(_: str) -> bytes:
    text = f"<draw:frame><draw:text-box>{PARAGRAPH}</draw:text-box></draw:frame>"
    return odf(ODP, f'<draw:page draw:name="p">{text}</draw:page>' * 2_000)
