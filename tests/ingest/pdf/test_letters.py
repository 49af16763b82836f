"""Text that a PDF does not say by its letters, and text that is read from right to left."""

from collections.abc import Callable

import pytest

from ingest.formats import PDF
from ingest.pdf.garbled import garbled
from ingest.pdf.looks import Look
from ingest.pdf.words import Word
from ingest.read import read
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Extract
from tests.ingest.samples import PROSE, column, pdf, pdf_page, read_pdf, shown, texts

CODES = "/Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [7 0 R]"
GLYPHS = (
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) "
    "/Ordering (Identity) /Supplement 0 >> /DW 500 >>"
)


def coded(text: str, shift: int, *, x: float = 72, y: float = 650) -> str:
    """The operators that show a text by codes that say nothing of its letters."""
    codes = "".join(f"{ord(letter) - shift:04X}" for letter in text)
    return f"BT /C 12 Tf {x} {y} Td <{codes}> Tj ET"


def with_codes(content: str) -> bytes:
    return pdf_page(
        content,
        resources="",
        objects=[f"<< {CODES} >>", GLYPHS],
    ).replace(b"/F1 5 0 R", b"/F1 5 0 R /C 6 0 R", 1)


def caesar(line: str, shift: int = 3) -> str:
    return "".join(
        chr((ord(letter) - 97 + shift) % 26 + 97) if letter.islower() else letter for letter in line
    )


def code_of(data: bytes) -> str:
    with pytest.raises(RejectedDocumentError) as caught:
        read(data, PDF)
    return caught.value.code


@pytest.mark.row("pdf-6")
def test_a_file_that_does_not_say_its_letters_is_refused() -> None:
    content = " ".join(coded(line, 29, y=700 - 20 * n) for n, line in enumerate(PROSE))

    assert code_of(with_codes(content)) == "unreadable_text"


def test_a_file_whose_letters_are_other_ones_is_refused() -> None:
    assert code_of(pdf(column([caesar(line) for line in PROSE]))) == "unreadable_text"


def by_glyphs(line: str) -> str:
    """A line as its numbers of glyphs look, that most programs give: capitals for small letters."""
    return "".join(chr(ord(letter) - 29) if letter.isalpha() else letter for letter in line)


def by_signs(line: str) -> str:
    """A line whose spaces are signs and whose letters are mostly signs too."""
    return "".join(chr((ord(letter) - 1) % 94 + 33) for letter in line)


@pytest.mark.row("pdf-6")
@pytest.mark.parametrize("table", [by_glyphs, by_signs])
def test_a_file_whose_letters_became_capitals_or_signs_is_refused(
    table: Callable[[str], str],
) -> None:
    assert code_of(pdf(column([table(line) for line in PROSE]))) == "unreadable_text"


@pytest.mark.parametrize(
    "texts",
    [
        ["X"] * 120,
        ["V", "F"] * 60,
        ["0xFB", "0xC3", "DB", "BD"] * 30,
        # With the marks by which it is sung there are more marks than letters.
        ["בְּרֵאשִׁ֖ית", "בָּרָ֣א", "אֱלֹהִ֑ים", "הַשָּׁמַ֖יִם", "הָאָֽרֶץ"] * 12,
    ],
)
def test_few_letters_and_marks_at_letters_are_no_sign_of_a_false_table(texts: list[str]) -> None:
    words = [Word(text, 0, 0, 9, 9, Look(10)) for text in texts]

    assert garbled(words, lambda _: False) == set()


@pytest.mark.cell("PDF", "symbol font")
@pytest.mark.row("pdf-6")
def test_a_font_that_does_not_say_its_letters_is_told_and_the_others_are_read() -> None:
    content = " ".join(
        [
            shown("The course has two parts.", y=720),
            coded(PROSE[0], 29, y=700),
            shown("Copies are at the reception.", y=600),
        ]
    )

    extract = read(with_codes(content), PDF)

    assert texts(extract) == ["The course has two parts.", "Copies are at the reception."]
    assert [(notice.code, notice.page) for notice in extract.notices] == [("garbled_text", 1)]


@pytest.mark.row("pdf-6")
def test_a_page_that_cannot_be_read_is_told_and_the_others_are_read() -> None:
    pages = [column(PROSE), column([caesar(line) for line in PROSE])]

    extract = read_pdf(*pages)

    assert texts(extract) == [" ".join(PROSE)]
    assert [(notice.code, notice.page) for notice in extract.notices] == [("garbled_text", 2)]


@pytest.mark.parametrize(
    "lines",
    [
        ["for (i = 0; i < n; i++) { x[i] = y[i] * w; sum += x[i] }"] * 3,
        ["2024-11-30 12:45 +549 11 5555-0199 20% 30% 50% 1.234,56"] * 3,
        ["Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich."] * 3,
        ["ACGTTGCATGTCGCATGATGCATGAGAGCT"] * 4,
        ["BIO310 CHEM204 MATH101 PHYS220 LAW700 XY22"] * 4,
    ],
)
def test_what_is_no_prose_is_read_all_the_same(lines: list[str]) -> None:
    extract = read_pdf(column(lines))

    assert lines[0].split()[0] in texts(extract)[0]
    assert extract.notices == ()


HEBREW = "המבחן"  # the exam
ARABIC = "الامتحان"


def right_to_left(*words: tuple[float, str], visual: bool) -> Extract:
    """A line of words at their places, letter by letter, in the order of reading or as seen."""
    letters = sorted({letter for _, word in words for letter in word})
    names = {letter: index + 65 for index, letter in enumerate(letters)}
    table = " ".join(f"<{number:02X}> <{ord(letter):04X}>" for letter, number in names.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        "1 begincodespacerange <00> <FF> endcodespacerange "
        f"{len(names)} beginbfchar {table} endbfchar endcmap end end"
    )
    parts = []
    for right, word in words:
        forward = word.isascii()
        places = [
            (right - 7 * (len(word) - index if forward else index + 1), letter)
            for index, letter in enumerate(word)
        ]
        for x, letter in sorted(places) if visual else places:
            parts.append(f"BT /C 12 Tf {x} 650 Td <{names[letter]:02X}> Tj ET")
    widths = " ".join(["600"] * 255)
    font = (
        "<< /Type /Font /Subtype /TrueType /BaseFont /Helvetica /FirstChar 1 /LastChar 255 "
        f"/Widths [{widths}] /ToUnicode 7 0 R >>"
    )
    stream = f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream"
    data = pdf_page(" ".join(parts), objects=[font, stream])
    return read(data.replace(b"/F1 5 0 R", b"/F1 5 0 R /C 6 0 R", 1), PDF)


@pytest.mark.row("pdf-9")
@pytest.mark.parametrize("visual", [True, False])
@pytest.mark.parametrize(("word", "second"), [(HEBREW, "יתקיים"), (ARABIC, "يبدأ")])
def test_what_is_read_from_right_to_left_is_in_the_order_of_reading(
    word: str, second: str, visual: bool
) -> None:
    extract = right_to_left((500, word), (420, second), (360, "12:30"), visual=visual)

    assert texts(extract) == [f"{word} {second} 12:30"]


def test_latin_words_in_a_line_from_right_to_left_keep_their_order() -> None:
    extract = right_to_left(
        (500, HEBREW), (430, "Sets"), (380, "Finite"), (300, "הסופי"), (240, "יתקיים"), visual=True
    )

    assert texts(extract) == [f"{HEBREW} Finite Sets הסופי יתקיים"]
