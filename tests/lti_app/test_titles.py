"""A page is called after what it shows: a tab, a bookmark and a screen reader say it first."""

import re

import pytest

from tests.world import World


def heading(text: str) -> str:
    """The words of a page's first heading."""
    found = re.search(r"<h1>(.*?)</h1>", text, re.S)
    assert found is not None, text
    return found[1].strip()


@pytest.mark.parametrize("language", ["es", "en", "fr"])
@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/lti/register", "/letters/unsubscribe/nobody", "/lti/manual"]
)
def test_a_page_is_called_after_its_heading(path: str, language: str, world: World) -> None:
    page = world.system.app.test_client().get(path, headers={"Accept-Language": language})

    assert f"<title>{heading(page.text)} · Sílabo</title>" in page.text
