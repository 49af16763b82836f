"""Each format has all that docs/developers/formats.md asks for, and is read where others are."""

import importlib.util
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from ingest.formats import FORMATS, Format, media_type_of
from silabo.adapters.parser.child import ChildReader

ROOT = Path(__file__).parents[2]
DOCUMENTS = (ROOT / "docs/instructors/documents.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def home_of_tests(found: Format) -> str:
    """The name of the module with a format's tests."""
    room, _, name = found.reader.rpartition(".")
    return f"tests.{room}.test_{name}"


def specimen(found: Format) -> bytes | None:
    """A file of the format, from the module with its tests."""
    if importlib.util.find_spec(home_of_tests(found)) is None:
        return None
    module: ModuleType = import_module(home_of_tests(found))
    return getattr(module, "SPECIMEN", None)


def missing(found: Format) -> list[str]:
    """What a format lacks."""
    lacks = []
    if importlib.util.find_spec(found.reader) is None:
        lacks.append(f"{found.reader}: a module with read(data, limits)")
    if specimen(found) is None:
        lacks.append(f"{home_of_tests(found)}: its tests, with a SPECIMEN")
    rows = [line for line in DOCUMENTS.splitlines() if line.startswith("| .")]
    if not any(found.extensions[0] in row.split("|")[1] for row in rows):
        lacks.append(f"docs/instructors/documents.md: a row for {found.extensions[0]}")
    if found.label.split()[0] not in CHANGELOG and found.extensions[0] not in CHANGELOG:
        lacks.append(f"CHANGELOG.md: a line that names {found.label}")
    return lacks


def test_no_format_lacks_a_part() -> None:
    assert {each.label: missing(each) for each in FORMATS if missing(each)} == {}


def test_a_format_that_lacks_everything_is_told_so() -> None:
    bare = Format("Nothing (.nil)", (".nil",), "application/nil", "ingest.nil")

    assert len(missing(bare)) == 4


@pytest.mark.parametrize("found", FORMATS, ids=lambda each: each.extensions[0])
def test_the_specimen_of_a_format_is_read_by_the_confined_process(
    found: Format, parser: ChildReader
) -> None:
    data = specimen(found) or b""
    extract = parser.read(data, media_type_of(f"file{found.extensions[0]}", data))

    said = [block.text for section in extract.sections for block in section.blocks]
    assert "examen" in " ".join(said).lower()
