"""One name that a module of a page imports and another does not export stops the whole page."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "lti_app" / "static"
IMPORT = re.compile(r'^import \{([^}]+)\} from "\./([\w/]+\.js)";', re.MULTILINE)
EXPORT = re.compile(
    r"^export (?:async )?(?:function\*?|class|const|let) (\w+)|^export \{([^}]+)\}", re.MULTILINE
)
MODULES = sorted(STATIC.glob("*.js"))


def exported(module: Path) -> set[str]:
    text = module.read_text(encoding="utf-8")
    found = EXPORT.findall(text)
    several = ",".join(names for _, names in found)
    return {name for name, _ in found if name} | {each.strip() for each in several.split(",")}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_what_a_module_imports_is_exported_where_it_says(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    missing = [
        (name.strip(), source)
        for names, source in IMPORT.findall(text)
        for name in names.split(",")
        if name.strip().partition(" as ")[0] not in exported(STATIC / source)
    ]

    assert missing == []
