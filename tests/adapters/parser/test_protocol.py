import pytest

from silabo.adapters.parser.protocol import READING, Ending, ending, page_line, pages_told


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b'{"code": 1e999, "cpu_s": 1}',
        b'{"code": NaN, "cpu_s": 1}',
        b'{"code": ' + b"9" * 5000 + b', "cpu_s": 1}',
        b"[" * 50_000,
    ],
    ids=["nothing", "a list", "infinity", "no number", "digits", "depth"],
)
@pytest.mark.row("load-6")
def test_a_line_that_is_no_ending_is_none(line: bytes) -> None:
    assert ending(line) is None


def test_an_ending_is_read() -> None:
    assert ending(b'{"code": -9, "cpu_s": 1.5}') == Ending(-9, 1.5)


def test_what_a_reader_says_of_its_pages_is_read_as_far_as_it_has_come() -> None:
    said = READING + page_line(1, 31) + page_line(8, 31)

    assert pages_told(said + b"page 9", len(READING)) == (len(said), (8, 31))
    assert pages_told(said + b'{"sections"', len(READING)) == (len(said), (8, 31))
    assert pages_told(b'{"page 1 2\n', 0) == (0, None)
    assert pages_told(b"page 1234567 8\n", 0) == (0, None)
