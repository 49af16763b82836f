"""Which colours a person does not tell from each other, in every spelling that files have."""

import pytest

from ingest.colours import PAPER, are_alike, plain


@pytest.mark.parametrize(
    "white",
    ["white", "#FFF", "#ffffff", "#fefefe", "#f5f5f5", "rgb(255, 255, 255)", "rgb(250,251,252)"],
)
def test_what_is_nearly_white_is_not_seen_on_paper(white: str) -> None:
    assert are_alike(plain(white), PAPER)


@pytest.mark.parametrize(
    "seen",
    ["black", "#eaeaea", "#ff0", "#ffff00", "rgb(200,255,255)", "inherit", "", "rgba(0,0,0,0)"],
)
def test_what_is_told_from_paper_or_is_no_colour_is_seen(seen: str) -> None:
    assert not are_alike(plain(seen), PAPER)


def test_two_that_are_no_colours_are_not_alike() -> None:
    assert not are_alike("", "")
    assert not are_alike("?", "?")
