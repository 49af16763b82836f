import inspect
from types import ModuleType

import pytest

from silabo.storage import deliveries, passages, questions, quotas, sessions


@pytest.mark.parametrize("module", [deliveries, passages, questions, quotas, sessions])
def test_who_calls_storage_gets_a_connection_and_a_typed_error(module: ModuleType) -> None:
    bare = [
        name
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and not hasattr(function, "__wrapped__")  # by `transaction` or `reading`
        and "The caller " not in (function.__doc__ or "")
        and "caller\n    holds" not in (function.__doc__ or "")
    ]

    assert bare == []
