"""What a module of the browser imports is exported there: one missing name stops the page."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "lti_app" / "static"
MODULES = sorted(STATIC.glob("*.js"))
IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+\.js)";', re.MULTILINE)
EXPORT = re.compile(r"^export (?:async )?(?:function\*?|class|const|let) (\w+)", re.MULTILINE)


def exported(name: str) -> set[str]:
    return set(EXPORT.findall((STATIC / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_every_imported_name_is_exported_there(module: Path) -> None:
    wanted = [
        (name.partition(" as ")[0].strip(), source)
        for names, source in IMPORT.findall(module.read_text(encoding="utf-8"))
        for name in names.split(",")
        if name.strip()
    ]

    assert [each for each in wanted if each[0] not in exported(each[1])] == []
