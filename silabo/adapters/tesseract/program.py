"""Takes limits upon itself and becomes tesseract: started by `Tesseract`, one picture each."""

import os
import sys
from pathlib import Path

# `-I` leaves the project out of the path; it comes last, so that it hides no other module.
sys.path.append(str(Path(__file__).resolve().parents[3]))

from silabo.adapters.confinement import Confinement, limit

CPU_S = 60  # a page of print takes 2 to 6


def main(program: str, languages: str) -> None:
    """Read the picture on standard input, and write its words to standard output."""
    limit(Confinement(cpu_s=CPU_S, alarm_s=5 * CPU_S))
    os.execv(program, [program, "stdin", "stdout", "-l", languages, "tsv"])  # noqa: S606 - as the settings name it, no shell


if __name__ == "__main__":
    main(*sys.argv[1:])
