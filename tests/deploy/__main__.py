"""A test machine to work with.

    python -m tests.deploy up | down | ssh [COMMAND]

`up` leaves one running; tests take it instead of a fresh one when SILABO_KEPT_MACHINE is set.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

from tests.deploy.machine import KEPT, Machine


def main(words: Sequence[str], environment: Mapping[str, str]) -> int:
    """Do what the command line says with the machine that is kept."""
    match list(words):
        case ["up"]:
            KEPT.mkdir(parents=True)
            machine = Machine.start(KEPT)
            sys.stdout.write(f"{machine.address}, key {machine.key}\n")
        case ["down"]:
            Machine.found(KEPT).stop()
        case ["ssh", *command]:
            machine = Machine.found(KEPT)
            machine.network.plug()
            arguments = ["ssh", *machine.ssh_options, f"root@{machine.address}", *command]
            return subprocess.run(arguments, check=False, env=dict(environment)).returncode
        case _:
            sys.stderr.write("up, down or ssh\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))  # noqa: TID251 - handed to ssh
