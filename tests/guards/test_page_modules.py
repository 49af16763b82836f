"""The modules of the pages fit each other: a name that is imported is one that is exported.

A browser loads no module of a page when one name in any of them is missing.
"""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "lti_app" / "static"
MODULES = sorted(STATIC.rglob("*.js"))
IMPORTED = re.compile(r'^import (?:\{([^}]*)\}|\* as (\w+)) from "\./([^"]+)";', re.MULTILINE)
EXPORTED = re.compile(
    r"^export (?:(?:async )?(?:function\*?|class|const|let) (\w+)|\{([^}]+)\})", re.MULTILINE
)
MENTIONED = re.compile(r"^(?:import|export)\b|\bimport\(", re.MULTILINE)


def exports(path: Path) -> set[str]:
    """The names that a module exports."""
    found = EXPORTED.findall(path.read_text(encoding="utf-8"))
    return {name for name, _ in found if name} | {
        each.rpartition(" as ")[2].strip() for _, names in found for each in names.split(",")
    } - {""}


def missing(path: Path) -> list[str]:
    """What a module takes from others that do not have it."""
    text = path.read_text(encoding="utf-8")
    lacking = []
    for names, whole, source in IMPORTED.findall(text):
        wanted = {each.strip().partition(" as ")[0] for each in names.split(",")} - {""}
        if whole:
            wanted = set(re.findall(rf"(?<![.\w/]){whole}\.(\w+)", text))
        there = path.parent / source
        found = exports(there) if there.exists() else set()
        lacking += [f"{name} of {source}" for name in sorted(wanted - found)]
    return lacking


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_every_name_that_a_module_imports_is_exported(path: Path) -> None:
    assert missing(path) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_imports_and_exports_only_as_it_is_read_here(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert len(MENTIONED.findall(text)) == len(IMPORTED.findall(text) + EXPORTED.findall(text))


@pytest.mark.parametrize(
    ("module", "lacking"),
    [
        ('import { put, Late as L } from "./other.js";', []),
        ('import {\n  put,\n  gone,\n} from "./other.js";', ["gone of other.js"]),
        ('import { kept } from "./other.js";', ["kept of other.js"]),
        ('import { known } from "./other.js";', []),
        ('import * as other from "./other.js";\nother.put(); not.other.gone();', []),
        ('import * as other from "./other.js";\nrun(other.gone);', ["gone of other.js"]),
        ('import { put } from "./nobody.js";', ["put of nobody.js"]),
    ],
)
def test_a_name_that_is_not_there_is_found(tmp_path: Path, module: str, lacking: list[str]) -> None:
    (tmp_path / "other.js").write_text(
        "export async function put() {}\nexport class Late {}\nconst kept = 1;\n"
        "export { kept as known };\n"
    )
    (tmp_path / "page.js").write_text(module)

    assert missing(tmp_path / "page.js") == lacking
