from collections.abc import Mapping

import pytest

from ingest.formats import EPUB
from ingest.read import read
from silabo.domain.errors import RejectedDocumentError
from tests.ingest.archives import zipped
from tests.ingest.samples import paths, texts

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)
BOOK = (
    '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
    '<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '<item id="a" href="one.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="b" href="parts/two%20b.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="c" href="aside.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="p" href="x.png" media-type="image/png"/></manifest>'
    '<spine><itemref idref="n"/><itemref idref="b"/><itemref idref="a"/><itemref idref="p"/>'
    '<itemref idref="c" linear="no"/></spine></package>'
)


def page(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{body}</body></html>'
    )


MEMBERS: dict[str, str | bytes] = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/book.opf": BOOK,
    "OEBPS/nav.xhtml": page("<nav>Índice</nav><p>Índice</p>"),
    "OEBPS/one.xhtml": page("<h1>Uno</h1><p>El examen es en junio.</p>"),
    "OEBPS/parts/two b.xhtml": page("<h1>Dos</h1><p>Año&#160;2026<br/>fin</p>"),
    "OEBPS/aside.xhtml": page("<p>Solución</p>"),
}
SPECIMEN = zipped(MEMBERS)


def code_of(changed: Mapping[str, str | bytes], without: str = "") -> str:
    members = {name: part for name, part in {**MEMBERS, **changed}.items() if name != without}
    with pytest.raises(RejectedDocumentError) as caught:
        read(zipped(members), EPUB)
    return caught.value.code


def test_a_book_is_read_in_the_order_of_its_spine_without_its_index_and_asides() -> None:
    extract = read(SPECIMEN, EPUB)

    assert paths(extract) == [("Dos",), ("Uno",)]
    assert texts(extract) == ["Año 2026", "fin", "El examen es en junio."]


def test_a_locked_book_is_encrypted_and_one_with_obfuscated_fonts_is_not() -> None:
    lock = '<encryption><EncryptionMethod Algorithm="{}"/></encryption>'
    fonts = {
        **MEMBERS,
        "META-INF/encryption.xml": lock.format("http://www.idpf.org/2008/embedding"),
    }

    assert code_of({"META-INF/encryption.xml": lock.format("aes")}) == "encrypted"
    assert len(texts(read(zipped(fonts), EPUB))) == 3


@pytest.mark.row("attack-29")
@pytest.mark.parametrize("part", ["META-INF/container.xml", "OEBPS/book.opf"])
def test_entities_are_refused(part: str) -> None:
    doctype = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'

    assert code_of({part: doctype + str(MEMBERS[part])}) == "has_doctype"


@pytest.mark.row("attack-32")
def test_names_that_lead_out_of_the_book_name_nothing() -> None:
    away = BOOK.replace("one.xhtml", "../../../../etc/passwd").replace("parts/two", "/etc/passwd")

    assert code_of({"OEBPS/book.opf": away}) == "broken_file"


@pytest.mark.row("attack-28")
def test_what_cannot_be_read_says_why() -> None:
    assert code_of({"OEBPS/x.bin": b"\0" * 51_000_000}) == "archive_too_big"
    assert code_of({}, without="META-INF/container.xml") == "wrong_content"
    assert code_of({}, without="OEBPS/book.opf") == "broken_file"
    assert code_of({"OEBPS/book.opf": "<package"}) == "broken_file"
