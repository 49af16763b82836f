import pytest

from silabo.adapters.parser.protocol import Ending, ending


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
