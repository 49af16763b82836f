"""A plugin for `make test`: says at the end how many tests its markers leave to other targets.

The processes that run the tests have collected them all; nobody has to do so once more.
"""

from collections.abc import Sequence
from typing import Protocol

import pytest

LEFT = pytest.StashKey[int]()


class Node(Protocol):
    """A process of pytest-xdist, as the one that started it sees it at its end."""

    config: pytest.Config
    workeroutput: dict[str, int]


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Count what is left out."""
    if items:
        stash = items[0].config.stash
        stash[LEFT] = stash.get(LEFT, 0) + len(items)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell it to the process that prints, where that is another."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left"] = session.config.stash.get(LEFT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Node) -> None:
    """Take it from any: they have collected the same."""
    node.config.stash[LEFT] = getattr(node, "workeroutput", {}).get("left", 0)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say it."""
    terminalreporter.write_line(
        f"This leaves {config.stash.get(LEFT, 0)} tests that need a browser, real servers or a"
        " machine of their own: make browser-test, make services-test and make deploy-test run"
        " them."
    )
