import pytest

from ingest.pdf.picture import picture
from ingest.read_pictures import page_of
from silabo.adapters.tesseract import reader as tesseract
from silabo.adapters.tesseract.reader import Tesseract, words
from silabo.domain.errors import RejectedDocumentError, ServiceError
from tests.ingest.samples import column, pdf
from tests.services.running import program

LINES = ["El segundo parcial vale 70 puntos.", "Aula 14, a las 16:30, hasta el 28 de junio."]
TABLE = (
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    "4\t1\t1\t1\t1\t0\t1\t1\t1\t1\t-1\t\n"
    '5\t1\t1\t1\t1\t1\t1\t1\t1\t1\t96.5\t"Uno\n'
    "5\t1\t1\t1\t2\t1\t1\t1\t1\t1\t90\tdos\n"
    "5\t1\t2\t1\t1\t1\t1\t1\t1\t1\t31\ttres\n"
)


def test_its_table_is_read_word_by_word() -> None:
    found = [(each.text, each.paragraph, each.line, each.confidence) for each in words(TABLE)]

    assert found == [('"Uno', 0, 1, 96.5), ("dos", 0, 2, 90.0), ("tres", 1, 1, 31.0)]


def test_without_the_program_nothing_is_read_and_nothing_fails_before() -> None:
    nowhere = Tesseract("no-such-program")

    assert (nowhere.program, nowhere.languages) == (None, ())
    with pytest.raises(ServiceError):
        nowhere.read(b"P5 1 1 255\n\0", "es")


@pytest.mark.service
@pytest.mark.timeout(120)
def test_a_page_of_print_is_read() -> None:
    program("tesseract")
    read = page_of(Tesseract().read(picture(pdf(column(LINES, size=16, leading=26)), 1), "es"))

    assert read is not None
    assert read.paragraphs == (" ".join(LINES),)
    assert read.confidence > 85


@pytest.mark.service
@pytest.mark.timeout(120)
def test_what_is_no_picture_is_the_pictures_fault() -> None:
    program("tesseract")
    with pytest.raises(RejectedDocumentError):
        Tesseract().read(b"P5 99999 99999 255\n" + bytes(100), "es")


@pytest.mark.service
@pytest.mark.timeout(120)
def test_a_picture_that_takes_too_long_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    program("tesseract")
    monkeypatch.setattr(tesseract, "_WALL_S", 0.01)

    with pytest.raises(ServiceError):
        Tesseract().read(picture(pdf(column(LINES)), 1), "es")
