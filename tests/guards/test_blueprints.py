"""There is one way to make a blueprint: a module's `blueprint(parts)`."""

import ast
import re
from pathlib import Path

from lti_app.app import OF_THE_API, PLAIN

ROOT = Path(__file__).parents[2]
ROOM = ROOT / "lti_app"
HOUSE = ("lti_app", "wiring", "tasks", "practice_lms", "silabo", "bench", "tests")
MAKERS = {"Blueprint", "api_blueprint"}
LIBRARY = '["flask-smorest"]'  # its own registry, which its Api keeps there


def trees() -> list[tuple[str, ast.Module]]:
    return [
        (str(path.relative_to(ROOM)), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(ROOM.rglob("*.py"))
    ]


def makes_a_blueprint(node: ast.AST) -> bool:
    return any(
        isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id in MAKERS
        for each in ast.walk(node)
    )


def test_blueprints_are_made_of_parts_and_never_by_an_import() -> None:
    found = []
    for name, tree in trees():
        for node in tree.body:
            of_parts = isinstance(node, ast.FunctionDef) and node.name == "blueprint"
            if makes_a_blueprint(node) and not of_parts:
                found.append(f"{name}:{node.lineno}")

    assert found == []
    assert all(module.blueprint.__code__.co_argcount == 1 for module in (*OF_THE_API, *PLAIN))


def test_nobody_looks_for_parts_in_the_application() -> None:
    lines = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for room in HOUSE
        for path in sorted((ROOT / room).rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"app\.extensions", line) and LIBRARY not in line
    ]

    assert lines == []


def test_no_module_of_views_takes_functions_from_another() -> None:
    makers = {name for name, tree in trees() if makes_a_blueprint(tree)}
    modules = {f"lti_app.{name[:-3].replace('/', '.')}" for name in makers}
    taken = [
        f"{name} from {node.module}"
        for name, tree in trees()
        if name in makers
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in modules
    ]

    assert makers
    assert taken == []
