"""The changes that are tried: one of each place of a module, drawn by a seed."""

import ast
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

LARGE = 1000
_BY_NAME = re.compile(r"\*,")


@dataclass(frozen=True)
class Change:
    """One wrong line."""

    module: str
    operator: str  # cosmic-ray's name
    occurrence: int  # which of the places that the operator finds
    line: int  # from 1

    def wrong(self, source: str) -> str:
        """The text of the module with the wrong line."""
        text: str = mutate_code(source, get_operator(self.operator)(), self.occurrence)
        return text


def sample(module: str, source: str, seed: int) -> list[Change]:
    """The changes of a module in the order in which they are tried: of each place one.

    Types and what is no Python are left out, for a wrong import would count as noticed; so are
    the options of a dataclass, which only who writes to it can see, the mark before arguments by
    name, and numbers of a thousand and more: one more or less is no wrong line.
    """
    at: dict[tuple[int, int], list[Change]] = {}
    left_out = set(_left_out(source))
    tree = get_ast(source)
    for name in operator_names():
        operator_class = get_operator(name)
        if operator_class.arguments():
            continue
        operator = operator_class()
        places = (
            begin for node in ast_nodes(tree) for begin, _ in operator.mutation_positions(node)
        )
        for occurrence, begin in enumerate(places):
            if begin not in left_out:
                at.setdefault(begin, []).append(Change(module, name, occurrence, begin[0]))
    chance = random.Random(f"{seed} {module}")
    drawn = [chance.choice(choices) for _, choices in sorted(at.items())]
    chance.shuffle(drawn)
    return [each for each in drawn if _is_python(each.wrong(source))]


def _is_python(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def _left_out(source: str) -> Iterator[tuple[int, int]]:
    # Every position inside of a type or of a dataclass's options.
    lines = source.splitlines()
    for number, line in enumerate(lines, start=1):
        yield from ((number, found.start()) for found in _BY_NAME.finditer(line))
    for part in _parts(ast.parse(source)):
        for line in range(part.lineno, (part.end_lineno or 0) + 1):
            begin = part.col_offset if line == part.lineno else 0
            end = part.end_col_offset if line == part.end_lineno else None
            yield from ((line, place) for place in range(begin, end or len(lines[line - 1])))


def _parts(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        for kind in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if isinstance(kind, ast.expr):
                yield kind
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value >= LARGE:
            yield node
        if isinstance(node, ast.ClassDef):
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Call):
                    yield from (option.value for option in decorator.keywords)
