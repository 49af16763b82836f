"""What a process does that reads an untrusted file: fence itself in, then read."""

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

from ingest.formats import MEDIA_TYPES
from ingest.limits import Limits
from ingest.read import load, read
from silabo.adapters.confinement import Confinement, limit, refuse_effects
from silabo.adapters.parser.extract_json import MOST_BYTES, dump_rejection, dumps
from silabo.domain.errors import RejectedDocumentError


def options(confinement: Mapping[str, Any], limits: Mapping[str, Any]) -> str:
    """What `confined` is told, as JSON in one line."""
    return json.dumps({"confinement": dict(confinement), "limits": dict(limits)})


def load_all() -> None:
    """Import what reading needs, of every format: a process that forks readers does it once."""
    for media_type in MEDIA_TYPES.values():
        load(media_type)


def confined(media_type: str, told: str) -> Callable[[bytes], bytes]:
    """Fence this process in, for good; return what reads one file and writes JSON.

    That never raises what a file is at fault for: a rejection is an answer too. What is raised
    here is ours: an option that nobody knows, a library that is not there.
    """
    chosen = json.loads(told)
    limit(Confinement(**chosen["confinement"]))
    limits = Limits(**chosen["limits"])
    load(media_type)  # before the second fence: modules and C libraries are files too
    refuse_effects()

    def answer(data: bytes) -> bytes:
        try:
            found = dumps(read(data, media_type, limits))
        except RejectedDocumentError as rejection:
            return dump_rejection(rejection)
        except (MemoryError, RecursionError):
            return dump_rejection(RejectedDocumentError("too_heavy"))
        except Exception as error:  # noqa: BLE001 - whatever a hostile file makes a parser raise
            tell(error)
            return dump_rejection(RejectedDocumentError("broken_file"))
        if len(found) > MOST_BYTES:
            return dump_rejection(RejectedDocumentError("too_much_text", limit=MOST_BYTES))
        return found

    return answer


def tell(error: Exception) -> None:
    """Name an error's type on stderr. Its text may hold the file's."""
    sys.stderr.write(f"{type(error).__module__}.{type(error).__name__}\n")
