"""The version is written in one place, and what users read names the same one."""

import re
from pathlib import Path

from silabo import __version__

ROOT = Path(__file__).parents[2]
HEADING = re.compile(r"^## (\S+?),? ", re.MULTILINE)


def test_the_newest_heading_of_the_changelog_is_the_version() -> None:
    newest = HEADING.findall((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))[0]

    assert newest == __version__
