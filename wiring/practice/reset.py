"""`make reset`: empties the data folder that `make run` uses, and nothing else."""

import shutil
import sys
from pathlib import Path

from wiring.folder_errors import not_kept
from wiring.practice.obstacles import LOCK, address_of, is_served
from wiring.settings import PREFIX, Settings, load
from wiring.web import LOCK as WEB_LOCK

# By name: the folder may have been chosen by hand, and hold what is not ours.
KEPT = (
    "silabo.sqlite*",
    "index.sqlite*",
    "files",
    "mail",
    "practice",
    "tool.log",
    LOCK,
    WEB_LOCK,
)


def main() -> int:
    """Empty the folder, or say why not. Returns the exit status."""
    settings, problems = load()
    problems = problems or _refusals(settings)
    if problems:
        _say("Nothing was emptied:", *(f"  {each}" for each in problems))
        return 1
    try:
        _say(*empty(settings))
    except OSError as error:
        _say("Not everything was emptied:", f"  {not_kept(settings, error)}")
        return 1
    return 0


def empty(settings: Settings) -> list[str]:
    """Delete all that `make run` keeps with these settings, and say what was done."""
    folder = settings.data_dir
    found = [path for name in KEPT for path in sorted(folder.glob(name))]
    if settings.files_dir:
        found += settings.files_dir.glob("[0-9a-f][0-9a-f]")
    for path in found:
        _delete(path)
    left = sorted(each.name for each in folder.glob("*"))
    if folder.exists() and not left:
        folder.rmdir()
    said = [f"{folder} is empty." if found else f"{folder} was empty already."]
    if left:
        said.append(f"Not of make run, so it stays: {', '.join(left)}")
    return [*said, f"The keys in {settings.keys_dir} stay: make run uses them again."]


def _refusals(settings: Settings) -> list[str]:
    if settings.production:
        return [f"{PREFIX}PRODUCTION: make reset is for what make run keeps, never for a server"]
    if settings.database_url:
        return [f"{PREFIX}DATABASE_URL: empty that database yourself, then run this without it"]
    if is_served(settings.data_dir):
        where = address_of(settings.data_dir)
        running = f" ({where})" if where else ""
        return [f"Sílabo runs with the data folder {settings.data_dir}{running}: end it first"]
    return []


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    sys.exit(main())
