"""Which pictures of web pages, books and notebooks are handed on to be read, and how each is found
again.
"""

import base64
from typing import Any

import pytest

from ingest.assembly import Assembly
from ingest.embedded_pictures import painted, picture
from ingest.formats import EPUB, HTML, NOTEBOOK
from ingest.html.document import PageReader
from ingest.html.pictures import written
from ingest.limits import Limits
from ingest.read import read
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Extract
from silabo.domain.pictures import PictureSource
from tests.ingest.archives import zipped
from tests.ingest.pictures import SEEN, encoded, printed
from tests.ingest.samples import texts
from tests.ingest.test_epub import MEMBERS, page
from tests.ingest.test_notebook import code, markdown, notebook

PRINT = encoded(printed())
OTHER = encoded(printed(["Otra cosa."]))
Told = list[tuple[str, str]]


def address(data: bytes = PRINT, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def html(body: str, limits: Limits = SEEN) -> Extract:
    return read(f"<h1>Fechas</h1><p>El temario.</p>{body}".encode(), HTML, limits)


def told(extract: Extract) -> Told:
    return [(notice.code, notice.anchor) for notice in extract.notices]


def test_a_picture_that_is_written_into_a_page_waits_to_be_read_and_is_found_again() -> None:
    data = f"<h1>Fechas</h1><p>El temario.</p><p><img src='{address()}'></p>".encode()
    extract = read(data, HTML, SEEN)
    (found,) = extract.pictures

    assert (found.own, found.anchor, found.path) == ("i1", "p1", ("Fechas",))
    assert told(extract) == [("picture_without_words", "p1")]
    assert picture(data, HTML, found.source, SEEN) == painted(PRINT, PictureSource(""))


def test_what_a_page_says_of_a_picture_goes_with_it() -> None:
    extract = html(f"<img alt='El plan del aula' src='{address()}'>")

    assert [each.words for each in extract.pictures] == ["El plan del aula"]
    assert told(extract) == []
    assert told(html(f"<img alt='El plan' src='{address()}'>", Limits())) == [
        ("picture_not_read", "p1")
    ]


@pytest.mark.parametrize(
    "body",
    [
        f"<img alt='' src='{address()}'>",
        f"<p style='display:none'>no <img src='{address()}'></p>",
        f"<s>no <img src='{address()}'></s>",
        f"<img alt='x y' src='{address()}' width='60' height='60'>",
        f"<img alt='x y' src='{address()}' width='900' height='9'>",
        f"<img alt='x y' src='{address(PRINT[:900])}'>",
        "<img alt='x y' src='http://127.0.0.1:9/1.png'><img alt='x y' src='1.png'>",
        f"<img alt='x y' src='{address(b'<svg/>' * 900, 'image/svg+xml')}'>",
        "<img alt='x y' src='data:image/png;base64,????'><img alt='x y' src='data:,x'>",
        f"<img alt='x y' src='{address()[:-3]}'>",
    ],
    ids=[
        *("ornament", "hidden", "struck out", "logo", "rule", "small", "elsewhere", "drawing"),
        *("no base64", "cut"),
    ],
)
def test_a_picture_that_is_not_seen_or_not_in_the_page_is_not_read(body: str) -> None:
    assert html(body).pictures == ()


def test_a_page_that_is_in_another_file_hands_on_none() -> None:
    assembly = Assembly(SEEN)
    PageReader(assembly, SEEN).read(f"<p>Una nota.</p><img src='{address()}'>")
    extract = assembly.finish()

    assert extract.pictures == ()
    assert told(extract) == [("picture_without_words", "p1")]


def test_a_picture_that_is_no_longer_in_a_page_is_refused() -> None:
    data = f"<img src='{address()}'><img src='{address(OTHER)}'>".encode()

    assert [each for each in written(data, Limits()) if each] == [PRINT, OTHER]
    for kind, held in ((HTML, data), (NOTEBOOK, notebook())):
        with pytest.raises(RejectedDocumentError):
            picture(held, kind, PictureSource("sha256:0"), Limits())


def test_pictures_of_a_book_are_members_of_it() -> None:
    body = page("<h1>Dos</h1><p>Año 2026</p><img src='../x%20y.png'/><img src='../../../x.png'/>")
    members = {**MEMBERS, "OEBPS/parts/two b.xhtml": body, "OEBPS/x y.png": PRINT}
    (found,) = read(zipped(members), EPUB, SEEN).pictures

    assert (found.source.name, found.path) == ("OEBPS/x y.png", ("Dos",))
    assert picture(zipped(members), EPUB, found.source, SEEN).startswith(b"P5 ")


@pytest.mark.parametrize("lines", [False, True], ids=["one text", "lines"])
def test_what_the_code_of_a_notebook_drew_waits_to_be_read(lines: bool) -> None:
    text: Any = base64.encodebytes(PRINT).decode()
    drawn = {"image/png": text.splitlines(keepends=True) if lines else text, "text/plain": "<F>"}
    data = notebook(markdown("# Fechas\n", "Dos."), code("plot()", {"data": drawn}))
    extract = read(data, NOTEBOOK, SEEN)
    (found,) = extract.pictures

    assert texts(extract) == ["Dos.", "plot()"]
    assert (found.anchor, found.path) == ("p2", ("Fechas",))
    assert told(extract) == [("picture_without_words", "p2")]
    assert picture(data, NOTEBOOK, found.source, SEEN) == painted(PRINT, PictureSource(""))


def test_a_drawing_of_lines_in_a_notebook_stays_a_notice() -> None:
    data = notebook(code("plot()", {"data": {"image/svg+xml": "<svg/>", "text/plain": "<F>"}}))
    extract = read(data, NOTEBOOK, SEEN)

    assert extract.pictures == ()
    assert told(extract) == [("picture_without_words", "p1")]
