"""Reads JSON that comes from outside: whatever is wrong with it is one kind of error."""

import json
from collections.abc import Callable
from typing import Any


def read(
    text: str | bytes, *, pairs: Callable[[list[tuple[str, Any]]], dict[str, Any]] | None = None
) -> Any:
    """The value of a JSON text. Raises `ValueError` for everything that is none.

    So it does for what Python does not read: numbers of more than 4,300 digits, and nesting beyond
    its stack. NaN and infinity are numbers, as in Python: whoever uses a number looks at it.
    """
    try:
        return json.loads(text, object_pairs_hook=pairs)
    except RecursionError as error:
        raise ValueError("JSON that is nested too deeply") from error
