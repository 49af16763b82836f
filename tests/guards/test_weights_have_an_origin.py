"""Tuned numbers of answering stand in one module, and each says where it comes from."""

import ast
import re
from pathlib import Path

from silabo.answering import weights

ANSWERING = Path(__file__).parents[2] / "silabo" / "answering"
WEIGHTS = ANSWERING / "weights.py"
ORIGIN = re.compile(r"# (?:unmeasured|fitted|measured): \S")
# Digits that are no choice of ours: a text that a model is told, the form of what it writes.
NOT_TUNED = {"weights.py", "prompts.py", "prompt_texts.py"}
PLAIN = {0, 1, 2, -1}


def test_every_weight_says_what_it_weighs_and_where_it_comes_from() -> None:
    lines = WEIGHTS.read_text(encoding="utf-8").splitlines()
    fields = [
        number for number, line in enumerate(lines) if re.match(r"    \w+: (?:float|int) = ", line)
    ]
    silent = []
    for number in fields:
        before = number
        while lines[before - 1].startswith("    #"):
            before -= 1
        if not ORIGIN.search("\n".join(lines[before : number + 1])):
            silent.append(lines[number])

    assert len(fields) > 60
    assert silent == []


def test_no_other_module_of_answering_has_a_number_of_its_own() -> None:
    found = []
    for path in sorted(ANSWERING.glob("*.py")):
        if path.name in NOT_TUNED:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            # What is set once for the module, by its name, is what somebody chose.
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                found += [
                    f"{path.name}:{node.lineno} {part.value}"
                    for part in ast.walk(node.value)
                    if isinstance(part, ast.Constant)
                    and type(part.value) in {int, float}
                    and part.value not in PLAIN
                ]

    assert found == []


def test_no_module_takes_a_copy_of_a_number_that_a_configuration_may_set() -> None:
    copied = []
    for path in sorted(ANSWERING.glob("*.py")):
        if path.name == "weights.py":
            continue
        for statement in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
                copied += [
                    f"{path.name}:{part.lineno} {ast.unparse(part)}"
                    for part in ast.walk(statement.value)
                    if isinstance(part, ast.Attribute)
                    and isinstance(part.value, ast.Name)
                    and hasattr(weights, part.value.id)
                    and part.value.id.isupper()
                ]

    assert copied == []
