"""Says in plain words why what has to be kept cannot be, such as in a folder that is read-only."""

from pathlib import Path

from peewee import PeeweeException

from silabo.domain.errors import ServiceError
from wiring.settings import PREFIX, Settings

# What keeping something may raise: folders and files, and the database behind them.
NOT_KEPT = (OSError, PeeweeException, ServiceError)


def not_kept(settings: Settings, error: BaseException) -> str:
    """Which setting names a folder or a database that cannot be written, and why."""
    if isinstance(error, OSError):
        path = Path(error.filename) if isinstance(error.filename, str) else settings.data_dir
        return f"{_setting(settings, path)}: {path} cannot be made or written: {error.strerror}"
    reason = error.__cause__ or error
    if settings.database_url:
        return f"{PREFIX}DATABASE_URL: the database cannot be used: {reason}"
    return (
        f"{PREFIX}DATA_DIR: the database in {settings.data_dir} cannot be made or written: {reason}"
    )


def _setting(settings: Settings, path: Path) -> str:
    folders = {"KEYS_DIR": settings.keys_dir, "FILES_DIR": settings.files_dir}
    for name, folder in folders.items():
        if folder is not None and path.absolute().is_relative_to(folder.absolute()):
            return f"{PREFIX}{name}"
    return f"{PREFIX}DATA_DIR"
