"""The modules of the pages fit each other: a name that is imported is one that is exported.

A browser loads no module of a page when one name in any of them is missing.
"""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "lti_app" / "static"
MODULES = sorted(STATIC.rglob("*.js"))
IMPORTED = re.compile(r'import (?:\{([^}]*)\}|\* as (\w+)) from "\./([^"]+)"')
EXPORTED = re.compile(r"^export (?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)


def exports(path: Path) -> set[str]:
    """The names that a module exports."""
    return set(EXPORTED.findall(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_every_name_that_a_module_imports_is_exported(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for names, whole, source in IMPORTED.findall(text):
        wanted = {each.partition(" as ")[0].strip() for each in names.split(",") if each.strip()}
        if whole:
            wanted = set(re.findall(rf"(?<![.\w]){whole}\.(\w+)\(", text))

        assert wanted <= exports(path.parent / source), source
