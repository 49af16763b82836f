import pytest

from silabo.evaluation.spans import SearchableText, widened

# "w00 w01 ... w99": a word takes four characters with the space after it.
TEXT = " ".join(f"w{number:02}" for number in range(100))


def test_a_passage_is_found_however_its_white_space_was_set() -> None:
    text = SearchableText("El examen\n  es el 3\nde julio.")

    assert text.find("examen es el 3 de") == (3, 22)
    assert text.find("otra cosa") == (0, 0)
    assert text.find("") == (0, 0)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (50, 51, ("w46", "w55")),  # four before, four after
        (1, 2, ("w00", "w09")),  # the text begins: more after
        (98, 99, ("w90", "w99")),  # the text ends: more before
        (40, 59, ("w40", "w59")),  # it is longer already
        (0, 99, ("w00", "w99")),
    ],
)
def test_a_span_is_widened_with_as_many_words_on_both_sides(
    first: int, last: int, expected: tuple[str, str]
) -> None:
    start, end = SearchableText(TEXT).widened(4 * first, 4 * last + 3, words=10)

    assert (TEXT[start : start + 3], TEXT[end - 3 : end]) == expected


def test_what_was_not_found_is_not_widened() -> None:
    assert SearchableText(TEXT).widened(0, 0) == (0, 0)
    assert SearchableText("").widened(0, 0) == (0, 0)


def test_a_result_that_stands_in_an_earlier_one_as_it_was_widened_is_left_out() -> None:
    texts = {"a": SearchableText(TEXT), "b": SearchableText(TEXT)}

    wide = widened([("a", 0, 3), ("a", 4, 7), ("b", 4, 7)], texts)

    assert wide == (("a", 0, len(TEXT)), ("b", 0, len(TEXT)))
