"""Style sheets of hostile pages."""

import pytest

from tests.ingest.html.test_document import code_of


@pytest.mark.parametrize(
    "sheet",
    [
        "b " * 150 + "{color:red}",
        ":not(" * 150 + "b" + ")" * 150 + "{color:red}",
        "b{color:" + "(" * 2_000 + "}",
        ":has(b){color:red}" * 50,
    ],
)
def test_style_sheets_without_an_end_have_one(sheet: str) -> None:
    assert code_of(f"<style>{sheet}</style>{'<p>x' * 500}".encode()) == "too_heavy"


def test_a_style_nested_without_an_end_is_refused() -> None:
    assert code_of(f"<p style='color:{'(' * 2_000}'>x".encode()) == "too_heavy"
