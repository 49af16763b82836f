"""A class's name is one thing in the whole tree; the words are in docs/developers/README.md."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("silabo", "ingest", "lti_app", "tasks", "wiring")
# A table and the API's shape of a thing are called as the thing is.
SHAPES = (
    *("silabo/storage/tables/", "silabo/storage/migrations/"),
    *("lti_app/api/schemas.py", "lti_app/api/review_schemas.py"),
    *(
        "lti_app/api/curated_schemas.py",
        "lti_app/api/document_schemas.py",
        "lti_app/api/gap_schemas.py",
        "lti_app/api/course_schemas.py",
        "lti_app/api/expectation_schemas.py",
        "lti_app/api/program_schemas.py",
        "lti_app/api/copy_schemas.py",
    ),
)
# What may have the name of another, and why.
TWICE = {
    "Parts": "what wiring hands to the web, and to the workers",
    "Line": "of a page; of a report",
    "Word": "with its box on a page; with its span in a text",
}


def homes() -> dict[str, list[str]]:
    """The modules that define each class which others can see."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = str(path.relative_to(ROOT))
            if not name.startswith(SHAPES):
                for node in ast.parse(path.read_text(encoding="utf-8")).body:
                    if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                        found[node.name].append(name)
    return found


def test_a_class_has_the_name_of_no_other() -> None:
    twice = {name: modules for name, modules in homes().items() if len(modules) > 1}

    assert {name: modules for name, modules in twice.items() if name not in TWICE} == {}
    assert sorted(twice) == sorted(TWICE)


def test_the_words_that_had_several_meanings_have_one_each() -> None:
    found = homes()

    assert found["Deadline"] == ["silabo/adapters/model_servers/timed_transport.py"]
    assert found["Role"] == ["silabo/domain/people.py"]
    assert found["Login"] == ["silabo/storage/logins.py"]
    assert found["Question"] == ["silabo/domain/questions.py"]
    assert "Place" not in found
    assert "Room" not in found
