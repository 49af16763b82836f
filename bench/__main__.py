"""`make bench`: every measurement that needs nothing but this tree."""

import os
import platform
import sys

from bench import ask, start


def main() -> None:
    """Print each figure beside its baseline and its goal."""
    cores = os.cpu_count()
    sys.stdout.write(f"{platform.machine()}, {cores} cores, Python {platform.python_version()}\n\n")
    for measure in (start.measure, ask.measure):
        for line in measure():
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
