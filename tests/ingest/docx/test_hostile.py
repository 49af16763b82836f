import io
import zipfile

import pytest

from ingest.formats import DOCX
from ingest.limits import Limits
from ingest.read import read
from silabo.domain.errors import RejectedDocumentError
from tests.ingest.samples import W, docx, docx_body, replaced_part, texts

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PLAIN = docx(lambda document: document.add_paragraph("Text"))


def code_of(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(RejectedDocumentError) as caught:
        read(data, DOCX, limits)
    return caught.value.code


def document_xml(body: str, doctype: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{MAIN}"><w:body>{body}</w:body>'
        "</w:document>"
    ).encode()


@pytest.mark.row("attack-28")
def test_an_archive_is_refused_by_its_declared_sizes_before_it_is_inflated() -> None:
    big = replaced_part(PLAIN, "word/media/x.bin", b"\0" * 2_000)

    assert code_of(big, Limits(zip_part_bytes=1_999)) == "archive_too_big"
    assert code_of(PLAIN, Limits(zip_total_bytes=1_000)) == "archive_too_big"
    assert texts(read(big, DOCX)) == ["Text"]


@pytest.mark.row("attack-28")
def test_fifty_one_megabytes_in_a_part_are_too_many() -> None:
    assert code_of(replaced_part(PLAIN, "word/document.xml", b" " * 51_000_000)) == (
        "archive_too_big"
    )


@pytest.mark.row("attack-28")
def test_an_archive_with_too_many_entries_is_refused() -> None:
    stream = io.BytesIO(PLAIN)
    with zipfile.ZipFile(stream, "a") as archive:
        for number in range(5_001):
            archive.writestr(f"x{number}", b"")

    assert code_of(stream.getvalue()) == "archive_too_big"


@pytest.mark.row("attack-28")
def test_a_member_that_inflates_to_more_than_it_declares_is_broken() -> None:
    data = bytearray(replaced_part(PLAIN, "word/document.xml", document_xml("<w:p/>" * 5_000)))
    member = zipfile.ZipFile(io.BytesIO(data)).getinfo("word/document.xml")
    declared = member.file_size.to_bytes(4, "little")
    while declared in data:
        at = data.index(declared)
        data[at : at + 4] = (100).to_bytes(4, "little")

    assert code_of(bytes(data)) == "broken_file"


@pytest.mark.row("attack-29")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(encoding: str) -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    doctype = f'<!DOCTYPE w:document [<!ENTITY e0 "ha">{entities}]>'
    text = document_xml("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", doctype).decode()
    bomb = text.replace('"1.0"', f'"1.0" encoding="{encoding}"').encode(encoding)

    assert code_of(replaced_part(PLAIN, "word/document.xml", bomb)) == "has_doctype"


@pytest.mark.row("attack-29")
def test_a_document_type_in_the_styles_is_refused_too() -> None:
    styles = b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><styles/>'

    assert code_of(replaced_part(PLAIN, "word/styles.xml", styles)) == "has_doctype"


@pytest.mark.row("attack-27")
def test_macros_under_the_plain_extension_are_refused() -> None:
    assert code_of(replaced_part(PLAIN, "word/vbaProject.bin", b"x")) == "has_macros"


@pytest.mark.row("attack-32")
def test_names_that_lead_out_of_the_archive_are_never_followed() -> None:
    rels = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
    <Relationship Id="r1" Type="x/officeDocument" Target="../../../../etc/passwd"/>
    </Relationships>"""
    data = replaced_part(PLAIN, "../../evil.txt", b"x")

    assert texts(read(data, DOCX)) == ["Text"]
    assert code_of(replaced_part(PLAIN, "_rels/.rels", rels.encode())) == "broken_file"


def test_an_external_main_part_is_not_fetched() -> None:
    rels = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
    <Relationship Type="x/officeDocument" Target="word/document.xml" TargetMode="External"/>
    </Relationships>"""

    assert code_of(replaced_part(PLAIN, "_rels/.rels", rels.encode())) == "broken_file"


@pytest.mark.row("attack-27")
def test_a_spreadsheet_under_a_word_name_is_other_content() -> None:
    workbook = b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'

    assert code_of(replaced_part(PLAIN, "word/document.xml", workbook)) == "wrong_content"


@pytest.mark.parametrize("cut", [30, 1_000, -40])
def test_a_truncated_file_is_broken(cut: int) -> None:
    assert code_of(PLAIN[:cut]) == "broken_file"


def test_an_archive_with_a_password_is_encrypted() -> None:
    data = bytearray(PLAIN)
    for header, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(header)
        while at >= 0:
            data[at + offset] |= 1  # APPNOTE.TXT 4.4.4: bit 0, the member is encrypted
            at = data.find(header, at + 4)

    assert code_of(bytes(data)) == "encrypted"


def test_broken_xml_is_a_broken_file() -> None:
    assert code_of(replaced_part(PLAIN, "word/document.xml", b"<w:document")) == "broken_file"


def test_empty_paragraphs_are_counted_too() -> None:
    assert code_of(docx_body("<w:p/>" * 1_200), Limits(elements=1_000)) == "too_heavy"


def test_tables_in_tables_have_an_end() -> None:
    xml = "<w:p><w:r><w:t>deep</w:t></w:r></w:p>"
    for _ in range(60):
        xml = f"<w:tbl><w:tr><w:tc>{xml}<w:p/></w:tc></w:tr></w:tbl>"

    assert code_of(docx_body(xml)) in ("too_heavy", "broken_file")


def test_tables_in_cells_of_wide_tables_have_an_end() -> None:
    xml = "<w:p/>"
    for _ in range(30):
        cell = f"<w:tc><w:p/>{xml}</w:tc>"
        xml = f"<w:tbl><w:tr>{cell}<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"

    assert len(texts(read(docx_body(xml), DOCX))) == 30


@pytest.mark.parametrize("span", ["999999999", "-5", "x", ""])
def test_an_absurd_cell_is_only_a_cell(span: str) -> None:
    cell = (
        "<w:tc><w:tcPr><w:gridSpan w:val='%s'/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
    )
    xml = f"<w:tbl><w:tr>{cell % span}{cell % span}</w:tr></w:tbl>"

    assert [text.split() for text in texts(read(docx_body(xml), DOCX))]


@pytest.mark.parametrize(
    ("part", "content", "code"),
    [
        ("word/document.xml", b"", "broken_file"),
        ("word/document.xml", f"<w:document {W}/>".encode(), "broken_file"),
        ("word/document.xml", f"<w:document {W}><w:body/></w:document>".encode(), "empty_file"),
        ("[Content_Types].xml", b"<Types/>", "broken_file"),
    ],
)
def test_a_word_file_that_lost_something_is_not_called_pictures(
    part: str, content: bytes, code: str
) -> None:
    assert code_of(replaced_part(PLAIN, part, content)) == code


def test_a_document_of_pictures_has_no_text() -> None:
    picture = "<w:p><w:r><w:drawing/></w:r></w:p>"

    assert code_of(docx_body(picture)) == "no_text"
    assert code_of(docx_body("<w:p/>")) == "empty_file"
