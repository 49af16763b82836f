"""The program of a parser child: a file on stdin, its type and options as arguments, JSON on
stdout.

Started as `python -I -B parser_child_main.py MEDIA_TYPE OPTIONS` by parser_child.py.
"""

import sys
from pathlib import Path

# `-I` leaves the project out of the path; it comes last, so that it hides no other module.
sys.path.append(str(Path(__file__).resolve().parents[2]))

from silabo.adapters.confined_reading import confined, tell

OURS = 3  # exit code: the failure is not the file's


def main(media_type: str, told: str) -> int:
    """Read one file. Every answer but exit code 0 means that there is no JSON."""
    read = confined(media_type, told)
    sys.stdout.buffer.write(read(sys.stdin.buffer.read()))
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except Exception as failure:  # noqa: BLE001 - an import or an option: nothing of the file's
        tell(failure)
        sys.exit(OURS)
