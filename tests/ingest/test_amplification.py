"""Small files that would become large where their passages are kept."""

from collections.abc import Callable

import pytest

from ingest.formats import DOCX, MARKDOWN
from ingest.limits import Limits
from ingest.passages import cut
from ingest.read import read
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.passages import Extract
from tests.ingest.samples import docx_body, read_markdown

MOST = Limits()


def code_of(data: bytes, media_type: str = MARKDOWN) -> str:
    with pytest.raises(RejectedDocumentError) as caught:
        read(data, media_type)
    return caught.value.code


def wide_table(columns: int, rows: int = 1) -> bytes:
    lines = [["c"] * columns, ["-"] * columns, *[["1"] * columns] * rows]
    return "\n".join(f"|{'|'.join(line)}|" for line in lines).encode()


def headed_table(rows: int) -> bytes:
    """Rows of one letter under column names of 2,000 characters."""
    names = "|".join(f"{letter * 1_000}" for letter in "ab")
    return "\n".join([f"|{names}|", "|-|-|", *["|1|2|"] * rows]).encode()


def long_list(items: int) -> bytes:
    heading, lead = "# " + "Título " * 25, "Lo que entra en el examen de junio, " * 5 + "y es:"
    return "\n".join([heading, "", lead, "", *["- x"] * items]).encode()


def nested_headings(times: int) -> bytes:
    """Headings over headings, each with the five above it kept beside its text."""
    depths = [f"{'#' * depth} {str(depth) * 199}\n" for depth in range(1, 6)]
    return ("".join(depths) + "\n###### x\n\nx\n" * times).encode()


@pytest.mark.row("attack-53")
def test_a_table_of_a_hundred_thousand_columns_is_refused_while_it_is_read() -> None:
    assert code_of(wide_table(100_000)) == "too_many_columns"
    assert code_of(wide_table(MOST.columns + 1)) == "too_many_columns"
    assert read(wide_table(MOST.columns), MARKDOWN).sections


@pytest.mark.row("attack-53")
def test_a_word_table_of_more_columns_than_word_allows_keeps_none_beyond() -> None:
    cell = "<w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc>"
    data = docx_body(f"<w:tbl><w:tr>{cell * 5_000}</w:tr><w:tr>{cell * 5_000}</w:tr></w:tbl>")
    extract = read(data, DOCX)

    assert max(len(b.cells) for s in extract.sections for b in s.blocks) <= MOST.columns


@pytest.mark.row("attack-53")
@pytest.mark.parametrize(
    ("make", "few", "many"),
    [(headed_table, 1_000, 9_000), (long_list, 1_000, 49_000), (nested_headings, 500, 16_000)],
)
def test_what_is_written_once_and_kept_beside_every_passage_is_counted(
    make: Callable[[int], bytes], few: int, many: int
) -> None:
    assert len(make(many)) < 400_000
    assert read(make(few), MARKDOWN).sections
    assert code_of(make(many)) == "too_much_text"


@pytest.mark.row("attack-53")
def test_column_names_beyond_what_fits_beside_a_passage_are_refused() -> None:
    names = "|".join("n" * 300 for _ in range(40))
    data = f"|{names}|\n{'|-' * 40}|\n{'|1' * 40}|\n".encode()

    assert code_of(data) == "too_much_text"


def test_the_passages_of_an_extract_are_counted_wherever_it_comes_from() -> None:
    extract: Extract = read_markdown("one\n\ntwo\n\nthree")

    assert len(cut(extract, Limits(passages=3))) == 3
    with pytest.raises(RejectedDocumentError, match="too_much_text"):
        cut(extract, Limits(passages=2))
