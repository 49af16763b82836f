import io

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.formats import DOCX
from ingest.read import read
from silabo.domain.passages import Extract, Notice
from tests.ingest.samples import texts

RUN = "<w:r><w:t>{}</w:t></w:r>"
MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
LINK = f'<w:hyperlink r:id="rel0">{RUN}</w:hyperlink>'
CODE = "<w:r><w:instrText>{}</w:instrText></w:r>"


def read_linked(xml: str, *addresses: str) -> Extract:
    """A Word file with this paragraph; its links are rel0, rel1 and so on, in order."""
    document = Document()
    for number, address in enumerate(addresses):
        name = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        xml = xml.replace(f"rel{number}", name)
    body = document.element.body
    body.insert(0, parse_xml(f"<w:p {nsdecls('w', 'r')}>{xml}</w:p>"))
    stream = io.BytesIO()
    document.save(stream)
    return read(stream.getvalue(), DOCX)


def field(code: str, words: str) -> str:
    return (
        MARK.format("begin")
        + CODE.format(code)
        + MARK.format("separate")
        + RUN.format(words)
        + MARK.format("end")
    )


ADDRESS = "https://f.example/a"
HERE = f"aquí ({ADDRESS})"
TO_A_PLACE = '<w:hyperlink r:id="rel0" w:anchor="x">'
SIMPLE = f"<w:fldSimple w:instr='HYPERLINK \"{ADDRESS}\"'>"
OPEN_FIELD = MARK.format("begin") + CODE.format(f'HYPERLINK "{ADDRESS}"') + MARK.format("separate")


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (LINK.format("aquí"), HERE),
        (TO_A_PLACE + RUN.format("aq") + RUN.format("uí") + "</w:hyperlink>", HERE[:-1] + "#x)"),
        ('<w:hyperlink w:anchor="x">' + RUN.format("abajo") + "</w:hyperlink>", "abajo"),
        (SIMPLE + RUN.format("aquí") + "</w:fldSimple>", HERE),
        (field(f' HYPERLINK "{ADDRESS}" \\o "x" ', "aquí"), HERE),
        (field(f' HYPERLINK "{ADDRESS}" \\l "x" ', "aquí"), HERE[:-1] + "#x)"),
        (field(f"HYPERLINK {ADDRESS}", "aquí"), HERE),
        (field('HYPERLINK \\l "x"', "abajo"), "abajo"),
        (field("PAGEREF x", "12"), "12"),
        (OPEN_FIELD + RUN.format("aquí"), HERE),
        (MARK.format("end") + RUN.format("fin"), "fin"),
    ],
)
def test_the_address_of_a_link_stands_behind_its_words(xml: str, text: str) -> None:
    extract = read_linked(xml, "https://f.example/a")

    assert texts(extract) == [text]
    assert extract.notices == ()


@pytest.mark.cell("Word", "link")
def test_a_link_to_elsewhere_than_a_page_is_told_at_its_place() -> None:
    extract = read_linked(LINK.format("aquí"), "file:///C:/tareas.docx")

    assert texts(extract) == ["aquí"]
    assert extract.notices == (Notice("link_left_out", anchor="p1"),)
