"""A process that sends what letters and calls are owed, until none is, and ends: `python -m` this.

It is put together as every process is, from the settings in its environment; SILABO_CRASH_AT ends
it as a power cut would.
"""

import sys

from silabo.storage import database
from tasks.letters import deliver_next
from tasks.webhooks import call_next
from wiring import crash, logs
from wiring.parts import worker_parts
from wiring.settings import load


def main() -> int:
    """Send, and return the exit status."""
    settings, problems = load()
    if problems:
        sys.stderr.write("\n".join(problems))
        return 1
    logs.configure(production=settings.production)
    crash.arm(settings)
    database.bind(settings.database)
    parts = worker_parts(settings)
    while deliver_next(parts) or call_next(parts):
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
