"""Which tests run which lines of a module, asked of a run of the tests as they are."""

import ast
import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

# In one order: what a wrong line does must not depend on chance.
PYTEST = ["-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider"]
CONTEXTS = ["--timeout=120", "--cov", "--cov-report=", "--cov-context=test", "-m"]
MARKED = "not service and not browser and not deploy"


@dataclass
class Covered:
    """The tests of each line of a module; line 0 has those of any line."""

    tree: ast.Module
    tests: dict[int, set[str]] = field(default_factory=dict)

    def of(self, line: int) -> list[str]:
        """The tests that run the statement at this line, or that may see what it defines."""
        span = self._span(line)
        found = [self.tests.get(number, set()) for number in (span or range(1))]
        return sorted(set().union(*found))

    def _span(self, line: int) -> range | None:
        # The innermost statement; None where it is run as the module is imported.
        inside, function = None, False
        body: Sequence[ast.AST] = self.tree.body
        while body:
            around = [each for each in body if _first(each) <= line <= (_last(each))]
            if not around:
                break
            inside = around[0]
            is_function = isinstance(inside, ast.FunctionDef)
            if is_function and line < inside.body[0].lineno:  # type: ignore[attr-defined]
                return range(_first(inside), _last(inside) + 1)
            function = function or is_function
            body = [each for each in ast.iter_child_nodes(inside) if isinstance(each, ast.stmt)]
            handlers = (each for each in ast.walk(inside) if isinstance(each, ast.excepthandler))
            body += [each for each in handlers if each is not inside]
        if inside is None or not function:
            return None
        inner = [each.lineno for each in ast.iter_child_nodes(inside) if isinstance(each, ast.stmt)]
        return range(_first(inside), min([*inner, _last(inside) + 1]))


def _first(node: ast.AST) -> int:
    decorators = getattr(node, "decorator_list", [])
    return min([node.lineno, *(each.lineno for each in decorators)])  # type: ignore[attr-defined]


def _last(node: ast.AST) -> int:
    return node.end_lineno or 0  # type: ignore[attr-defined]


def measure(
    python: str, tree: Path, modules: Sequence[str], tests: Sequence[str]
) -> dict[str, Covered]:
    """Run the tests once. Raises `SystemExit` where one fails: no mutant could be judged."""
    settings = tree / "coverage.ini"
    settings.write_text("[run]\nsource = .\nbranch = false\n")
    ran = subprocess.run(
        [python, *PYTEST, *CONTEXTS, MARKED, f"--cov-config={settings}", *tests],
        cwd=tree,
        check=False,
    )
    if ran.returncode:
        raise SystemExit(f"the tests of {', '.join(tests)} fail as they are")
    report = tree / "coverage.json"
    options = [f"--rcfile={settings}", f"--include={','.join(modules)}", "-o", str(report)]
    subprocess.run(
        [python, "-m", "coverage", "json", "-q", "--show-contexts", *options],
        cwd=tree,
        check=True,
    )
    files = json.loads(report.read_text())["files"]
    return {module: _covered(tree / module, files[module]["contexts"]) for module in modules}


def _covered(path: Path, contexts: dict[str, list[str]]) -> Covered:
    covered = Covered(ast.parse(path.read_text(encoding="utf-8")))
    for line, names in contexts.items():
        found = {name.rpartition("|")[0] for name in names if name}
        covered.tests[int(line)] = found
        covered.tests.setdefault(0, set()).update(found)
    return covered
