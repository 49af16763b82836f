"""What `flask doctor` looks at on this machine, without starting anything."""

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from ingest.formats import TEXT
from lti_app.lti.keys import key_ids
from silabo import __version__
from silabo.adapters.tesseract.reader import NAMES, Tesseract
from silabo.domain.errors import RejectedDocumentError, ServiceError
from silabo.domain.findings import Finding
from tasks.canary import BY_MEANING, BY_WORDS, OF_ANOTHER
from wiring.doctor.mail import examine_mail
from wiring.doctor.meaning import examine_meaning
from wiring.doctor.models import examine_models
from wiring.doctor.time_zones import examine_zone
from wiring.health import Checkup
from wiring.parts import document_reader
from wiring.settings import PREFIX, Settings

LITTLE_SPACE = 1_000_000_000  # bytes


def examine(settings: Settings, checkup: Checkup, problems: Sequence[str]) -> list[Finding]:
    """Every finding, good or bad, in the order in which they would be mended."""
    database = _database(settings, checkup)
    return [
        Finding("version", ok=True, detail=__version__),
        *_settings(problems),
        _folder("data folder", "DATA_DIR", settings.data_dir),
        _folder("files folder", "FILES_DIR" if settings.files_dir else "DATA_DIR", settings.files),
        _space(settings.data_dir),
        database,
        _index(settings, checkup),
        *_keys(settings.keys_dir),
        _address(settings),
        examine_zone(settings),
        _counselling(settings),
        *examine_mail(settings, database_ready=database.ok),
        *examine_models(settings),
        examine_meaning(settings),
        _parser(settings),
        _pictures(settings),
    ]


def _settings(problems: Sequence[str]) -> list[Finding]:
    if not problems:
        return [Finding("settings", ok=True, detail="every one is known and valid")]
    return [
        Finding("settings", ok=False, detail=each, remedy="`flask settings` shows all of them")
        for each in problems
    ]


def _folder(name: str, setting: str, folder: Path) -> Finding:
    reason = _why_not_written(folder)
    if not reason:
        return Finding(name, ok=True, detail=str(folder))
    detail = f"{PREFIX}{setting}: {folder} cannot be written: {reason}"
    remedy = f"let the user that runs Sílabo write there: chown it to {os.getuid()}"
    return Finding(name, ok=False, detail=detail, remedy=remedy)


def _why_not_written(folder: Path) -> str:
    """What the machine says against writing there, "" if nothing."""
    try:
        with tempfile.TemporaryFile(dir=_nearest(folder)):
            return ""
    except OSError as error:
        return error.strerror or type(error).__name__


def _kept_in(settings: Settings, name: str, detail: str) -> Finding | None:
    """What is wrong with a part that is a file of the data folder, where the folder is to blame."""
    reason = _why_not_written(settings.data_dir)
    if not reason:
        return None
    why = f"{detail}: it is a file in {settings.data_dir}, which cannot be written: {reason}"
    remedy = f"make that folder writable, or name another one in {PREFIX}DATA_DIR"
    return Finding(name, ok=False, detail=why, remedy=remedy)


def _space(folder: Path) -> Finding:
    free = shutil.disk_usage(_nearest(folder)).free
    detail = f"{free / 1e9:.1f} GB free"
    remedy = "" if free > LITTLE_SPACE else "make room: below 1 GB uploads will soon fail"
    return Finding("disk", ok=free > LITTLE_SPACE, detail=detail, remedy=remedy)


def _nearest(folder: Path) -> Path:
    """The folder, or where it is to be made: the doctor makes none."""
    return next(each for each in (folder, *folder.absolute().parents) if each.exists())


def _database(settings: Settings, checkup: Checkup) -> Finding:
    health = checkup.database()
    blamed = (
        None
        if health.ok or settings.database_url
        else _kept_in(settings, "database", health.detail)
    )
    if blamed:
        return blamed
    remedy = "" if health.ok else "`flask db upgrade` mends or names it; check its address"
    return Finding("database", ok=health.ok, detail=health.detail, remedy=remedy)


def _index(settings: Settings, checkup: Checkup) -> Finding:
    health = checkup.index()
    blamed = (
        None if health.ok or settings.weaviate_url else _kept_in(settings, "index", health.detail)
    )
    if blamed:
        return blamed
    if health.ok:
        remedy = ""
    elif any(each in health.detail for each in (BY_WORDS, BY_MEANING, OF_ANOTHER)):
        remedy = (
            "`flask index check` shows each course; `flask index rebuild` fills it from the"
            " database, with --vectors where the vectors are another model's"
        )
    elif settings.weaviate_url:
        remedy = "check its address, its key and its gRPC port; `flask index check` compares it"
    else:
        remedy = "it heals by itself within ten minutes of the next start"
    return Finding("index", ok=health.ok, detail=health.detail, remedy=remedy)


def _counselling(settings: Settings) -> Finding:
    named = settings.counselling
    detail = named or f"{PREFIX}COUNSELLING is empty: whoever writes of distress is told no contact"
    return Finding("counselling", ok=True, detail=detail)


def _parser(settings: Settings) -> Finding:
    if not settings.parser_socket:
        return Finding("parser", ok=True, detail="a child process of the worker")
    try:
        document_reader(settings).read("Sílabo".encode(), TEXT)
    except (ServiceError, RejectedDocumentError) as error:
        remedy = "systemctl status silabo-parser.socket; only the group of the workers may connect"
        detail = f"{settings.parser_socket}: {error}"
        return Finding("parser", ok=False, detail=detail, remedy=remedy)
    return Finding("parser", ok=True, detail=f"reads through {settings.parser_socket}")


def _pictures(settings: Settings) -> Finding:
    if not settings.ocr:
        return Finding(
            "pictures", ok=True, detail=f"{PREFIX}OCR is 0: pages of pictures stay a notice"
        )
    languages = Tesseract().languages
    if languages == tuple(NAMES):
        return Finding("pictures", ok=True, detail=f"tesseract reads {', '.join(languages)}")
    missing = " ".join(f"tesseract-ocr-{name}" for name in NAMES.values() if name != "eng")
    return Finding(
        "pictures",
        ok=True,  # what it would read is a notice, as it says there
        detail=f"tesseract reads {', '.join(languages) or 'nothing here'}: other pages that are"
        f" pictures stay a notice. Debian: apt-get install tesseract-ocr {missing}",
    )


def _keys(folder: Path) -> list[Finding]:
    kids = key_ids(folder)
    if not kids:
        return [Finding("keys", ok=False, detail=f"none in {folder}", remedy="`flask keys new`")]
    findings = [Finding("keys", ok=True, detail=f"{len(kids)} in {folder}")]
    for kid in kids:
        path = folder / f"{kid}.pem"
        if path.stat().st_mode & 0o077:
            remedy = f"chmod 600 {path}"
            findings.append(Finding("keys", ok=False, detail="others may read one", remedy=remedy))
    return findings


def _address(settings: Settings) -> Finding:
    if settings.address.startswith("https://"):
        return Finding("address", ok=True, detail=settings.address)
    detail = f"{settings.address}, for this machine only"
    return Finding("address", ok=True, detail=detail)
