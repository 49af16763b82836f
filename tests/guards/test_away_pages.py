"""The pages that nginx shows while the tool is away say what the tool's own pages say."""

from pathlib import Path

import pytest

from silabo.wording.catalogues import say

PAGES = Path(__file__).parents[2] / "deploy/ansible/roles/nginx/files/away"
AWAY = "The server is not responding. Try again in a minute."


def test_there_is_a_page_for_each_language() -> None:
    assert {path.stem for path in PAGES.iterdir()} == {"en", "es", "fr"}


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_the_page_has_the_sentence_of_the_catalogue(language: str) -> None:
    page = (PAGES / f"{language}.html").read_text(encoding="utf-8")

    assert f"<h1>{say(language, AWAY)}</h1>" in page
    assert f'<html lang="{language}">' in page
