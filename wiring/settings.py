"""Every setting, once: its name, default, unit and help. The only place that reads the
environment.
"""

import difflib
import os
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "SILABO_"


class Settings(BaseSettings):
    """What an administrator may set. With nothing set, everything runs embedded, on this
    machine.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, env_ignore_empty=True)

    production: bool = Field(
        default=False, description="1 on a server: refuses http, debug and the practice LMS"
    )
    public_url: str = Field(
        default="", description="address of this tool; empty: http://localhost and the port"
    )
    port: int = Field(
        default=8000, ge=1, le=65535, description="port that `make run` gives the tool"
    )
    practice_port: int = Field(
        default=8001, ge=1, le=65535, description="port that `make run` gives the practice LMS"
    )
    data_dir: Path = Field(
        default=Path("var"), description="folder for all that is kept on this machine"
    )
    files_dir: Path | None = Field(
        default=None, description="folder for uploaded files; empty: `files` in the data folder"
    )
    keys_dir: Path = Field(default=Path("keys"), description="folder with the tool's private keys")
    database_url: str = Field(
        default="", description="database; empty: SQLite, `silabo.sqlite` in the data folder"
    )
    mail_from: str = Field(
        default="Sílabo <silabo@localhost>", description="sender of letters: a name and an address"
    )
    private_hosts: str = Field(
        default="",
        description="host names of your own LMSs on private addresses, by commas",
    )
    support: bool = Field(
        default=False,
        description="1: administrators of the institution may read a course's documents",
    )
    time_zone: str = Field(
        default="", description="IANA time zone of new courses; empty: the machine's own"
    )
    max_upload_mb: int = Field(
        default=50, ge=1, le=1000, description="largest file that an instructor may upload, in MB"
    )

    @field_validator("public_url")
    @classmethod
    def _an_origin(cls, value: str) -> str:
        # A path or a slash at the end would make redirect addresses that no platform knows.
        scheme, found, host = value.partition("://")
        if value and (not found or scheme not in {"http", "https"} or not host or "/" in host):
            raise ValueError("write it as https://host, without a path or a slash at the end")
        return value

    @field_validator("database_url")
    @classmethod
    def _a_known_database(cls, value: str) -> str:
        if value and not value.startswith("sqlite:///"):
            raise ValueError("write it as sqlite:/// and the path of a file")
        return value

    @field_validator("time_zone")
    @classmethod
    def _a_known_zone(cls, value: str) -> str:
        if value:
            try:
                ZoneInfo(value)
            except (ZoneInfoNotFoundError, ValueError) as error:
                raise ValueError("not a time zone; write it as Europe/Madrid") from error
        return value

    @property
    def address(self) -> str:
        """The tool's own origin."""
        return self.public_url or f"http://localhost:{self.port}"

    @property
    def practice_address(self) -> str:
        """The practice LMS's origin: another site than localhost, so that the frame is cross-
        site.
        """
        return f"http://127.0.0.1:{self.practice_port}"

    @property
    def database(self) -> str:
        """The database's URL."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'silabo.sqlite').absolute()}"

    @property
    def files(self) -> Path:
        """Where uploaded files lie."""
        return self.files_dir or self.data_dir / "files"

    @property
    def own_hosts(self) -> frozenset[str]:
        """The hosts that may lie on private addresses."""
        return frozenset(each.strip().lower() for each in self.private_hosts.split(",") if each)

    @property
    def zone(self) -> str:
        """The IANA time zone of new courses."""
        return self.time_zone or _machine_zone()


def load() -> tuple[Settings, list[str]]:
    """The settings of this process's environment, and what is wrong with them in sentences.

    A wrong value is left out and its default stands, so that commands can still run and say so;
    nothing serves while there are problems.
    """
    given = [name.removeprefix(PREFIX).lower() for name in os.environ if name.startswith(PREFIX)]
    problems = [_unknown(name) for name in given if name not in Settings.model_fields]
    try:
        settings = Settings()
    except ValidationError as error:
        wrong = {
            str(each["loc"][0]): each["msg"].removeprefix("Value error, ")
            for each in error.errors()
        }
        problems += [f"{PREFIX}{name.upper()}: {message}" for name, message in wrong.items()]
        settings = Settings(**{name: Settings.model_fields[name].default for name in wrong})
    return settings, problems + _forbidden(settings)


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(name, Settings.model_fields, n=1, cutoff=0.5)
    hint = f"; did you mean {PREFIX}{near[0].upper()}?" if near else ""
    return f"{PREFIX}{name.upper()}: there is no such setting{hint}"


def _forbidden(settings: Settings) -> list[str]:
    if not settings.production:
        return []
    if not settings.public_url.startswith("https://"):
        return [f"{PREFIX}PUBLIC_URL: production needs an https address"]
    return []


def _machine_zone() -> str:
    # Debian and most others link /etc/localtime into the zone database.
    try:
        zone = os.readlink("/etc/localtime").partition("zoneinfo/")[2]
        return ZoneInfo(zone).key if zone else "UTC"
    except (OSError, ZoneInfoNotFoundError, ValueError):
        return "UTC"
