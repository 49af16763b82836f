"""Names that programs outside this tree import: none of them moves."""

from importlib import import_module
from inspect import isfunction, ismodule

import pytest

NAMES = [
    "wiring.settings.Settings",
    "wiring.parts.build",
    "silabo.answering.receipts.judge",
    "silabo.storage.upgrade",
    "lti_app.lti.keys.new_key",
    "tests.lms",
    "tests.world",
]


@pytest.mark.parametrize("name", NAMES)
def test_what_others_import_is_where_it_was(name: str) -> None:
    room, _, last = name.rpartition(".")
    module = import_module(room)

    found = getattr(module, last, None) or import_module(name)

    assert isinstance(found, type) or isfunction(found) or ismodule(found)
