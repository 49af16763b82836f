"""Arms one crash point from the settings: tests of faults end a process there."""

import os
import signal

from silabo.domain import crash
from silabo.domain.crash import CrashPoint
from wiring.settings import Settings


def arm(settings: Settings) -> None:
    """End this process at the point that the settings name, as a power cut would.

    With `:stop` behind the point it is held there instead, as a machine that sleeps.
    """
    if not settings.crash_at:
        return
    name, _, manner = settings.crash_at.partition(":")
    wanted = CrashPoint(name)
    blow = signal.SIGSTOP if manner == "stop" else signal.SIGKILL

    def strike(passed: CrashPoint) -> None:
        if passed is wanted:
            os.kill(os.getpid(), blow)

    crash.arm(strike)
