"""A path for each rule of the tool's routes."""

from uuid import uuid4

from werkzeug.routing import Rule

FILLED = {"number": 1, "revision": 1, "anchor": "p1", "version": "x", "said": "yes"}


def path_of(rule: Rule, name: str) -> str:
    """A path that a rule takes; `name` is of a file, where it asks for one."""
    filled = {**FILLED, "name": name}
    built = rule.build({each: filled.get(each, uuid4()) for each in rule.arguments})
    assert built
    return built[1]
