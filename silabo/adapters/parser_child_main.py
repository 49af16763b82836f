"""The program of a parser child: a file on stdin, its type and options as arguments, JSON on
stdout.

Started as `python -I -B parser_child_main.py MEDIA_TYPE OPTIONS` by parser_child.py.
"""

import json
import sys
from pathlib import Path

# `-I` leaves the project out of the path; it comes last, so that it hides no other module.
sys.path.append(str(Path(__file__).resolve().parents[2]))

from silabo.adapters.confinement import Confinement, limit, refuse_effects

OURS = 3  # exit code: the failure is not the file's


def main(media_type: str, options: str) -> int:
    """Read one file. Every answer but exit code 0 means that there is no JSON."""
    chosen = json.loads(options)
    limit(Confinement(**chosen["confinement"]))
    # Only now the heavy part, and before the second fence: modules and C libraries are files too.
    from ingest.limits import Limits  # noqa: PLC0415
    from ingest.read import load, read  # noqa: PLC0415
    from silabo.adapters.extract_json import MOST_BYTES, dump_rejection, dumps  # noqa: PLC0415
    from silabo.domain.errors import RejectedDocumentError  # noqa: PLC0415

    load(media_type)
    refuse_effects()
    data = sys.stdin.buffer.read()
    try:
        answer = dumps(read(data, media_type, Limits(**chosen["limits"])))
        if len(answer) > MOST_BYTES:
            answer = dump_rejection(RejectedDocumentError("too_much_text", limit=MOST_BYTES))
    except RejectedDocumentError as rejection:
        answer = dump_rejection(rejection)
    except (MemoryError, RecursionError):
        answer = dump_rejection(RejectedDocumentError("too_heavy"))
    except Exception as error:  # noqa: BLE001 - whatever a hostile file makes a parser raise
        sys.stderr.write(f"{type(error).__module__}.{type(error).__name__}\n")
        answer = dump_rejection(RejectedDocumentError("broken_file"))
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except Exception as failure:  # noqa: BLE001 - an import or an option: nothing of the file's
        sys.stderr.write(f"{type(failure).__module__}.{type(failure).__name__}\n")
        sys.exit(OURS)
