import pytest

from silabo.answering.compose import Quotation
from silabo.answering.receipts import holds, proven
from tests.answering.courses import spanish

_PASSAGE = next(one for one in spanish().passages if "recuperatorio" in one.text)


@pytest.mark.parametrize(
    "text",
    [
        "La nota mínima para aprobar es 5.",
        "La nota minima para aprobar es 4.",
        "El recuperatorio es el 10 de julio.",
        "",
        "   ",
    ],
)
def test_words_that_the_passage_does_not_have_are_not_proven(text: str) -> None:
    assert not holds(text, _PASSAGE)


def test_white_space_does_not_matter() -> None:
    assert holds("La nota  mínima\npara aprobar es 4.", _PASSAGE)


def test_a_quotation_without_proof_is_left_out() -> None:
    good = Quotation(_PASSAGE, "La nota mínima para aprobar es 4.")
    bad = Quotation(_PASSAGE, "La nota mínima para aprobar es 6.")

    assert proven([bad, good]) == [good]
