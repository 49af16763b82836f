"""A process that takes what lies in the inbox, and ends: `python -m` this.

It is put together as every process is, from the settings in its environment; SILABO_CRASH_AT ends
it as a power cut would.
"""

import sys

from silabo.storage import database
from tasks.inbox import take_all
from wiring import crash, logs
from wiring.parts import worker_parts
from wiring.settings import load


def main() -> int:
    """Read, and return the exit status."""
    settings, problems = load()
    if problems:
        sys.stderr.write("\n".join(problems))
        return 1
    logs.configure(production=settings.production)
    crash.arm(settings)
    database.bind(settings.database)
    parts = worker_parts(settings)
    if parts.inbox is None:
        return 1
    with parts.inbox.open() as inbox:
        take_all(parts, inbox, lambda _: None)
    return 0


if __name__ == "__main__":
    sys.exit(main())
