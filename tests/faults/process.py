"""What the processes that may be killed have in common: each is put together as every process is,
from the settings in its environment, and SILABO_CRASH_AT ends it as a power cut would.
"""

import sys

from silabo.storage import database
from tasks.parts import Parts
from wiring import crash, logs
from wiring.parts import worker_parts
from wiring.settings import load


def begin() -> Parts:
    """The parts of this process, which ends here where its settings are wrong."""
    settings, problems = load()
    if problems:
        sys.exit("\n".join(problems))
    logs.configure(production=settings.production)
    crash.arm(settings)
    database.bind(settings.database)
    return worker_parts(settings)
