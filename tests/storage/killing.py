"""Work that is killed at a named point, again and again, and done at last."""

from collections.abc import Callable

import pytest

from silabo.domain.crash import CrashPoint, arm


class Killed(BaseException):
    """As a kill, no handler of errors sees it."""


def killed_at(at: CrashPoint, times: int, work: Callable[[], object]) -> int:
    """Do it again and again while it is killed there, so many times."""
    deaths = 0

    def strike(here: CrashPoint) -> None:
        nonlocal deaths
        if here is at and deaths < times:
            deaths += 1
            raise Killed

    arm(strike)
    try:
        for _ in range(times):
            with pytest.raises(Killed):
                work()
        work()
    finally:
        arm(lambda _: None)
    return deaths
