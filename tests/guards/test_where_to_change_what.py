"""Every path that the developers' page names is one of the tree."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEVELOPERS = ROOT / "docs" / "developers"
QUOTED = re.compile(r"`([^`]+)`")
LINKED = re.compile(r"\]\(([^)#:]+)\)")
# A path: no blanks, signs of code or variables, and a folder or an ending of ours.
PATH = re.compile(r"(?![/.]*$)[\w./-]+(?:/|\.(?:py|md|toml|j2|po|txt|in))")


def paths(text: str) -> set[str]:
    """The quoted words of a page that are paths from the root of the tree."""
    return {each for each in QUOTED.findall(text) if PATH.fullmatch(each) and "/" in each}


@pytest.mark.parametrize("page", ["README.md", "formats.md"])
def test_a_newcomer_finds_every_path_that_is_named(page: str) -> None:
    text = (DEVELOPERS / page).read_text(encoding="utf-8")
    named = paths(text)

    assert named
    assert [each for each in sorted(named) if not (ROOT / each).exists()] == []


def test_a_row_names_its_paths_from_the_root() -> None:
    table = (DEVELOPERS / "README.md").read_text(encoding="utf-8").partition("| to | look at |")[2]
    rows = [line for line in table.splitlines() if line.startswith("| ")]
    bare = {each for row in rows for each in QUOTED.findall(row) if PATH.fullmatch(each)}

    assert {each for each in bare if "/" not in each and not (ROOT / each).exists()} == set()


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "SECURITY.md", "README.md"])
def test_a_page_at_the_root_links_to_what_is_there(page: str) -> None:
    linked = LINKED.findall((ROOT / page).read_text(encoding="utf-8"))

    assert linked
    assert [each for each in linked if not (ROOT / each).exists()] == []
