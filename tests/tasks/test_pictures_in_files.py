"""The words of pictures in slides and Word files, from the upload to the answer."""

import base64
import io
from collections.abc import Sequence
from uuid import uuid4

import pytest
from docx import Document as WordFile
from docx.shared import Inches

from ingest.formats import DOCX, EPUB, HTML, NOTEBOOK, ODP, ODT
from ingest.limits import Limits
from silabo.adapters.parser.child import ChildOptions, ChildReader
from silabo.adapters.parser.exchange import ReadingLimits
from silabo.adapters.tesseract.reader import Tesseract
from silabo.domain.documents import Document, Upload, VersionState
from silabo.domain.errors import RejectedDocumentError, ServiceError
from silabo.domain.pictures import PageState, PictureText, ReadWord
from silabo.storage import documents, passages, picture_pages, tables
from silabo.wording.locations import location_label
from silabo.wording.pictures import picture_heading
from tasks.answers import answer_next
from tasks.documents import ingest_next
from tasks.index_repair import repair_index
from tasks.parts import Parts
from tasks.pictures import read_page_next
from tests import seeds
from tests.ingest.archives import Slide, box, pptx, title, zipped
from tests.ingest.odf.samples import members
from tests.ingest.pictures import LINE, encoded, flood, printed
from tests.ingest.pptx.test_pictures import pic
from tests.ingest.test_epub import MEMBERS as BOOKS
from tests.ingest.test_epub import page
from tests.ingest.test_notebook import code, markdown, notebook
from tests.services.running import program
from tests.tasks.test_pictures import ASKED, Reads, said
from tests.tasks.work import Work

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
OTHER = encoded(printed(["Otra cosa."]))
NOISE = [ReadWord(word, 0, 0, 31.0) for word in ("trama", "borde", "sombra")]


def over(work: Work, found: Sequence[ReadWord] | Exception | None) -> Parts:
    """The parts with a reader of pictures that finds this, or Tesseract."""
    reading = ReadingLimits(limits=Limits(pictures=True))
    reader = ChildReader(ChildOptions(reading))
    return work.given(reader=reader, pictures=Tesseract() if found is None else Reads(found))


def brought(work: Work, data: bytes, name: str = "Fechas.pptx", media_type: str = PPTX) -> Document:
    version = str(uuid4())
    stored = work.parts.files.save(version, io.BytesIO(data), limit=10_000_000)
    return documents.add(work.course, Upload(version, name, media_type, stored.size, stored.sha256))


def slides(*held: bytes, words: str = "", more: str = "") -> bytes:
    """A presentation whose second slide has these pictures."""
    related = [("image", f"../media/{n}.png") for n in range(len(held))]
    shapes = [pic((1 + 4 * n, 2, 3.8, 3.6), words, id_=f"r{n + 2}") for n in range(len(held))]
    second = title("Parciales") + more + "".join(shapes)
    parts = {f"ppt/media/{n}.png": data for n, data in enumerate(held)}
    first = Slide(box("El aula 3 está en el primer piso."))
    return pptx(first, Slide(second, related=related), parts=parts)  # type: ignore[arg-type]


def told(document: Document) -> list[tuple[str, int | None, str]]:
    return [(each.code, each.page, each.anchor) for each in document.notices]


PRINT = encoded(printed())
WITHOUT_WORDS = ("picture_without_words", 2, "")
READ = ("picture_read", 2, "s2i1p1")


def test_the_text_of_slides_answers_at_once_and_the_words_of_a_picture_once_they_were_read(
    work: Work,
) -> None:
    parts = over(work, said(LINE))
    added = brought(work, slides(PRINT))
    ingest_next(parts)
    before = work.document(added)
    at_once = work.ask("¿Dónde está el aula 3?")
    answer_next(parts)
    done = [read_page_next(parts), read_page_next(parts)]
    after = work.document(added)
    asked = work.ask(ASKED)
    answer_next(parts)
    answer = work.question(asked).answer

    assert work.question(at_once).answer.kind == "extractive"  # type: ignore[union-attr]
    assert (before.state, before.pictures_left) == (VersionState.READY, 1)
    assert told(before) == [WITHOUT_WORDS]
    assert done == [True, False]
    assert (after.pictures_left, told(after)) == (0, [READ])
    assert answer is not None
    assert answer.sentences[0].text == LINE
    assert answer.citations[0].path == (picture_heading("es", "Parciales", 96),)
    assert picture_heading("es", "Parciales", 96).startswith("Parciales: texto leído de una imagen")
    assert location_label("es", answer.citations[0]).endswith("%, diap.\u00a02")


def test_what_a_person_said_of_a_picture_stands_beside_its_words(work: Work) -> None:
    parts = over(work, said(LINE))
    added = brought(work, slides(PRINT, words="Cuadro de parciales"))
    ingest_next(parts)
    before = work.document(added)
    read_page_next(parts)
    row = tables.Passage.get(tables.Passage.anchor == "s2i1p1")

    assert told(before) == []
    assert row.lead == "Cuadro de parciales"
    assert told(work.document(added)) == [READ]


def test_a_number_of_a_picture_that_is_not_sure_is_never_quoted_without_that_remark(
    work: Work,
) -> None:
    parts = over(work, said(LINE, of_70=61.0))
    brought(work, slides(PRINT))
    ingest_next(parts)
    read_page_next(parts)
    asked = work.ask(ASKED)
    answer_next(parts)
    answer = work.question(asked).answer

    assert answer is not None
    assert "70 (?) puntos" in " ".join(each.text for each in answer.sentences)


@pytest.mark.parametrize(
    ("found", "words", "left"),
    [
        (NOISE, "", [("picture_unsure", 2, "")]),
        (NOISE, "Un plan", [("picture_unsure", 2, "")]),
        ([], "", [WITHOUT_WORDS]),
        ([], "Un plan", []),
        (RejectedDocumentError("too_heavy"), "", [WITHOUT_WORDS]),
        (RejectedDocumentError("too_heavy"), "Un plan", [("picture_not_read", 2, "")]),
    ],
    ids=["unsure", "unsure, described", "photo", "photo, described", "lost", "lost, described"],
)
def test_what_could_not_be_read_of_a_picture_is_told_at_its_place(
    work: Work,
    found: Sequence[ReadWord] | Exception,
    words: str,
    left: list[tuple[str, int | None, str]],
) -> None:
    parts = over(work, found)
    added = brought(work, slides(PRINT, words=words))
    ingest_next(parts)
    read_page_next(parts)
    after = work.document(added)

    assert told(after) == left
    assert after.passages == 2
    assert not read_page_next(parts)


def test_the_notice_of_one_picture_stays_while_another_of_its_slide_waits(work: Work) -> None:
    parts = over(work, said(LINE))
    added = brought(work, slides(PRINT, OTHER))
    ingest_next(parts)
    read_page_next(parts)
    between = told(work.document(added))
    read_page_next(parts)

    assert between == [WITHOUT_WORDS, READ]
    assert told(work.document(added)) == [READ, ("picture_read", 2, "s2i2p1")]


def test_a_picture_bomb_takes_nothing_from_the_text_of_its_file(work: Work) -> None:
    parts = over(work, said(LINE))
    added = brought(work, slides(flood(), PRINT))
    ingest_next(parts)
    while read_page_next(parts):
        pass
    states = [row.state for row in tables.PicturePage.select().order_by(tables.PicturePage.number)]

    assert work.document(added).state == VersionState.READY
    assert states == [PageState.FAILED, PageState.DONE]
    assert told(work.document(added)) == [WITHOUT_WORDS, ("picture_read", 2, "s2i2p1")]


def test_a_worker_that_dies_over_a_picture_leaves_it_to_the_next_and_twice_to_a_notice(
    work: Work,
) -> None:
    parts = over(work, said(LINE))
    added = brought(work, slides(PRINT, words="Un plan"))
    ingest_next(parts)
    waiting = []
    for _ in range(picture_pages.MAX_ATTEMPTS):
        picture_pages.claim("host:9")
        seeds.overdue(tables.PicturePage)
        waiting.append(picture_pages.sweep())

    assert waiting == [1, 0]
    assert tables.PicturePage.get().state == PageState.FAILED
    assert told(work.document(added)) == [("picture_not_read", 2, "")]


def test_what_a_worker_kept_of_a_picture_before_it_died_is_indexed_and_read_once(
    work: Work,
) -> None:
    parts = over(work, said(LINE))
    added = brought(work, slides(PRINT))
    ingest_next(parts)
    version = tables.Version.get().id
    claimed = picture_pages.claim("host:9")
    assert claimed is not None
    picture_pages.keep(claimed, PictureText((LINE,), 96), "Leído", "es")
    without = parts.index.count(work.course, version)
    repaired = repair_index(parts)

    assert (without, repaired, parts.index.count(work.course, version)) == (2, 1, 3)
    assert (work.document(added).passages, read_page_next(parts)) == (3, False)


def test_a_picture_that_is_late_is_tried_again_and_then_told(work: Work) -> None:
    parts = over(work, ServiceError("too late"))
    added = brought(work, slides(PRINT, words="Un plan"))
    ingest_next(parts)
    read_page_next(parts)
    once = told(work.document(added))
    seeds.due(tables.PicturePage)
    read_page_next(parts)

    assert once == []
    assert told(work.document(added)) == [("picture_not_read", 2, "")]


def test_without_a_reader_of_pictures_none_waits(work: Work) -> None:
    parts = work.given(reader=ChildReader())
    added = brought(work, slides(PRINT, words="Un plan"))
    ingest_next(parts)

    assert work.document(added).pictures_left == 0
    assert told(work.document(added)) == [("picture_not_read", 2, "")]


def word_file() -> bytes:
    document = WordFile()
    document.add_heading("Parciales", 1)
    document.add_paragraph("El aula 3 está en el primer piso.")
    document.add_picture(io.BytesIO(PRINT), width=Inches(5))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


TEXT = "El aula 3 está en el primer piso."
WRITTEN = base64.b64encode(PRINT).decode()
FRAME = (
    '<draw:frame svg:x="2cm" svg:y="2cm" svg:width="12cm" svg:height="6cm">'
    '<draw:image xlink:href="Pictures/1.png"/></draw:frame>'
)
BOOK = page(f"<h1>Parciales</h1><p>{TEXT}</p><img src='1.png'/>")


def open_document(kind: str, body: str) -> bytes:
    return zipped({**members(kind, body), "Pictures/1.png": PRINT})


@pytest.mark.service
@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    ("name", "media_type", "data"),
    [
        ("Fechas.pptx", PPTX, slides(PRINT)),
        ("Fechas.docx", DOCX, word_file()),
        ("Fechas.odt", ODT, open_document(ODT, f"<text:p>{TEXT}</text:p><text:p>{FRAME}</text:p>")),
        ("Fechas.odp", ODP, open_document(ODP, f"<draw:page>{FRAME}</draw:page>")),
        (
            "Fechas.html",
            HTML,
            f"<p>{TEXT}</p><img src='data:image/png;base64,{WRITTEN}'>".encode(),
        ),
        ("Fechas.epub", EPUB, zipped({**BOOKS, "OEBPS/one.xhtml": BOOK, "OEBPS/1.png": PRINT})),
        (
            "Fechas.ipynb",
            NOTEBOOK,
            notebook(markdown(TEXT), code("x", {"data": {"image/png": WRITTEN}})),
        ),
    ],
    ids=["pptx", "docx", "odt", "odp", "html", "epub", "ipynb"],
)
def test_the_words_of_a_picture_are_read_by_tesseract_and_answer(
    work: Work, name: str, media_type: str, data: bytes
) -> None:
    program("tesseract")
    parts = over(work, None)
    added = brought(work, data, name, media_type)
    ingest_next(parts)
    read_page_next(parts)
    asked = work.ask(ASKED)
    answer_next(parts)
    answer = work.question(asked).answer

    assert [code for code, *_ in told(work.document(added))] == ["picture_read"]
    assert passages.indexable(tables.Version.get().id) == work.document(added).passages
    assert answer is not None
    assert "70 puntos" in answer.sentences[0].text
    assert "leído de una imagen" in answer.citations[0].path[-1]
