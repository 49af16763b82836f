"""What `flask backup check` and `rehearse` find out about a copy of all that is kept."""

import hashlib
from datetime import datetime

from peewee import PeeweeException

from lti_app.lti.keys import key_ids, unfit
from silabo.adapters.document_files import FolderFiles
from silabo.domain import clock
from silabo.domain.errors import ServiceError
from silabo.domain.findings import Finding
from silabo.storage import invariants, inventory, upgrade, versions
from silabo.storage.inventory import Inventory
from tasks.parts import Parts
from tasks.rehearsal import rehearse
from wiring.settings import Settings

SHOWN = 5  # of what is wrong with one thing
REMEDY = "this copy cannot stand for the original: take a new backup, then look for the cause"
UPLOAD = "what came after the last snapshot: upload it again; its text is in the database"


def examine_copy(
    settings: Settings, against: Inventory | None, files_until: datetime | None
) -> list[Finding]:
    """Tables, rows, rules, files and keys, in this order; one that cannot be asked ends it."""
    try:
        return [
            _finding("tables", upgrade.missing() or upgrade.lacking(), "all are there"),
            *([_finding("rows", _differences(against), _total(against))] if against else []),
            _finding("rules", invariants.broken(), f"all {len(invariants.RULES)} hold"),
            _files(settings, files_until or clock.now()),
            _keys(settings),
        ]
    except (ServiceError, PeeweeException) as error:
        return [Finding("database", ok=False, detail=str(error), remedy=REMEDY)]


def examine_rehearsal(settings: Settings, parts: Parts) -> Finding:
    """Ask a copy one question, and say what it answered from."""
    if settings.production:
        detail = "not asked: this is the live system"
        return Finding("question", ok=False, detail=detail, remedy="ask a restored copy")
    try:
        shown = rehearse(parts)
    except (ServiceError, PeeweeException) as error:
        return Finding("question", ok=False, detail=str(error), remedy=REMEDY)
    if shown is None:
        return Finding("question", ok=True, detail="not asked: no course has documents and people")
    filled = f"index of {shown.courses} courses and {shown.passages} passages made anew"
    return Finding("question", ok=True, detail=f"answered from {shown.source}; {filled}")


def _finding(name: str, wrong: list[str], well: str, remedy: str = REMEDY) -> Finding:
    if not wrong:
        return Finding(name, ok=True, detail=well)
    more = f"; and {len(wrong) - SHOWN} more" if len(wrong) > SHOWN else ""
    return Finding(name, ok=False, detail="; ".join(wrong[:SHOWN]) + more, remedy=remedy)


def _differences(against: Inventory) -> list[str]:
    """Each table whose rows or newest row are others than they were."""
    held = inventory.take().tables
    return [
        f"{name} has {_said(held.get(name))}, the original had {_said(wanted)}"
        for name, wanted in against.tables.items()
        if held.get(name) != wanted
    ]


def _said(count: inventory.TableCount | None) -> str:
    return f"{count.rows} rows up to {count.newest}" if count else "no such table"


def _total(against: Inventory) -> str:
    rows = sum(each.rows for each in against.tables.values())
    return f"{rows} in {len(against.tables)} tables, as in the original"


def _files(settings: Settings, until: datetime) -> Finding:
    files, wrong = FolderFiles(settings.files), []
    wanted = versions.uploaded(until)
    for version, sha256 in wanted:
        try:
            if hashlib.sha256(files.load(version)).hexdigest() != sha256:
                wrong.append(f"{version} is another file")
        except ServiceError:
            wrong.append(f"{version} is missing")
    return _finding("files", wrong, f"all {len(wanted)} are whole", UPLOAD)


def _keys(settings: Settings) -> Finding:
    found = key_ids(settings.keys_dir)
    wrong = [f"{kid} cannot be read" for kid in unfit(settings.keys_dir)]
    return _finding("keys", wrong if found else ["there is none"], f"{len(found)} can sign")
