"""What a process does that reads an untrusted file: fence itself in, then read."""

import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from importlib import import_module
from typing import Any

from ingest import progress
from ingest.formats import BY_MEDIA_TYPE
from ingest.limits import Limits
from ingest.read import load, read
from silabo.adapters.confinement import Confinement, limit, refuse_effects
from silabo.adapters.parser import members_json
from silabo.adapters.parser.extract_json import MOST_BYTES, dump_rejection, dumps
from silabo.adapters.parser.protocol import PAGE_EVERY_S, page_line
from silabo.domain.errors import RejectedDocumentError
from silabo.domain.pictures import PictureSource

# Named and not imported, as the readers are: who only hands files on needs none of its libraries.
_UNPACKER = "ingest.containers.unpack"
_PAINTER = "ingest.pdf.picture"
_DECODER = "ingest.embedded_pictures"


def options(
    confinement: Mapping[str, Any],
    limits: Mapping[str, Any],
    after: int | None = None,
    page: int | None = None,
    source: PictureSource | None = None,
) -> str:
    """What `confined` is told, as JSON in one line. With `after`, an archive is taken apart from
    there on, instead of a file read; with `page`, that page is painted; with `source`, a picture in
    the file is decoded.
    """
    chosen = {"confinement": dict(confinement), "limits": dict(limits)}
    wanted = {"after": after, "page": page, "source": source and asdict(source)}
    return json.dumps(chosen | {name: each for name, each in wanted.items() if each is not None})


def load_all() -> None:
    """Import what reading needs, of every format: a process that forks readers does it once."""
    for media_type in BY_MEDIA_TYPE:
        load(media_type)
    import_module(_UNPACKER)
    import_module(_PAINTER)
    import_module(_DECODER)


def confined(media_type: str, told: str) -> Callable[[bytes], bytes]:
    """Fence this process in, for good; return what reads one file and writes JSON.

    That never raises what a file is at fault for: a rejection is an answer too. What is raised
    here is ours: an option that nobody knows, a library that is not there.
    """
    chosen = json.loads(told)
    limit(Confinement(**chosen["confinement"]))
    limits = Limits(**chosen["limits"])
    for name, module in (("after", _UNPACKER), ("page", _PAINTER), ("source", _DECODER)):
        if name in chosen:
            import_module(module)
    load(media_type)  # before the second fence: modules and C libraries are files too
    refuse_effects()

    def answer(data: bytes) -> bytes:
        try:
            found = _answer(data, media_type, limits, chosen)
        except RejectedDocumentError as rejection:
            return dump_rejection(rejection)
        except (MemoryError, RecursionError):
            return dump_rejection(RejectedDocumentError("too_heavy"))
        except Exception as error:  # noqa: BLE001 - whatever a hostile file makes a parser raise
            tell(error)
            return dump_rejection(RejectedDocumentError("broken_file"))
        most = members_json.MOST_BYTES if "after" in chosen else MOST_BYTES
        if len(found) > most:
            return dump_rejection(RejectedDocumentError("too_much_text", limit=most))
        return found

    return answer


def _answer(data: bytes, media_type: str, limits: Limits, chosen: Mapping[str, Any]) -> bytes:
    """What a file says, how one of its pages or pictures looks or, from a number on, what an
    archive holds.
    """
    if "source" in chosen:
        source = _source(**chosen["source"])
        decoded: bytes = import_module(_DECODER).picture(data, media_type, source, limits)
        return decoded
    if "page" in chosen:
        painted: bytes = import_module(_PAINTER).picture(data, chosen["page"])
        return painted
    if "after" not in chosen:
        with progress.heard_by(_Teller()):
            return dumps(read(data, media_type, limits))
    return members_json.dumps(
        import_module(_UNPACKER).unpack(data, media_type, limits, chosen["after"])
    )


def _source(name: str, seen: list[float], covered: list[list[float]]) -> PictureSource:
    """Which picture is meant: JSON has no tuples."""
    parts = [(left, top, right, bottom) for left, top, right, bottom in (seen, *covered)]
    return PictureSource(name, parts[0], tuple(parts[1:]))


class _Teller:
    """Says on stdout which page is being read, now and then."""

    def __init__(self) -> None:
        """The first page is said at once: how many there are is known with it."""
        self._said_at = -PAGE_EVERY_S

    def __call__(self, number: int, pages: int) -> None:
        if time.monotonic() - self._said_at < PAGE_EVERY_S:
            return
        self._said_at = time.monotonic()
        sys.stdout.buffer.write(page_line(number, pages))
        sys.stdout.buffer.flush()


def tell(error: Exception) -> None:
    """Name an error's type on stderr. Its text may hold the file's."""
    sys.stderr.write(f"{type(error).__module__}.{type(error).__name__}\n")
