"""The ways in which models write a source, and what looks like one and is none."""

import pytest

from silabo.answering.citation_marks import after_their_sentence, is_begun, read_marks


@pytest.mark.parametrize(
    ("sentence", "bare", "numbers"),
    [
        ("It is on 3 July [1].", "It is on 3 July.", (1,)),
        ("It is on 3 July [1, 3][2].", "It is on 3 July.", (1, 3, 2)),
        ("It is on 3 July [passage 2].", "It is on 3 July.", (2,)),
        ("Es el 3 de julio [pasaje 2].", "Es el 3 de julio.", (2,)),
        ("It is on 3 July [^1].", "It is on 3 July.", (1,)),
        ("It is on 3 July (1).", "It is on 3 July.", (1,)),
        ("It is on 3 July (passage 4).", "It is on 3 July.", (4,)),
        ("It is on 3 July¹.", "It is on 3 July.", (1,)),
        ("It is on 3 July¹³", "It is on 3 July", (1, 3)),
        ("According to passage 1, it is on 3 July.", "It is on 3 July.", (1,)),
        ("Según el pasaje 2, es el 3 de julio.", "Es el 3 de julio.", (2,)),
        ("Selon le passage 3, c'est le 3 juillet.", "C'est le 3 juillet.", (3,)),
        # what a document itself says
        ("It follows from equation (2) [1].", "It follows from equation (2).", (1,)),
        ("Part (1) counts more.", "Part (1) counts more.", ()),
        ("The room has 30 m².", "The room has 30 m².", ()),
        ("It was in print (2026).", "It was in print (2026).", ()),
        ("x³ is a cube.", "x³ is a cube.", ()),
    ],
)
def test_a_source_is_read_in_every_form(sentence: str, bare: str, numbers: tuple[int, ...]) -> None:
    assert read_marks(sentence) == (bare, numbers)


@pytest.mark.parametrize("mark", ["[1]", "(1)", "[passage 1]", "[^1]", "¹"])
def test_a_mark_after_the_end_belongs_to_the_sentence_before(mark: str) -> None:
    line = after_their_sentence(f"It is on 3 July. {mark} It lasts two hours.")

    assert line.startswith(f"It is on 3 July  {mark}.")
    assert is_begun(mark)
    assert is_begun(mark[:-1] or mark)


def test_words_are_no_beginning_of_a_mark() -> None:
    assert not is_begun("It")
    assert not is_begun("(see")
