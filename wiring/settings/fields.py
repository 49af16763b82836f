"""Every setting, once: its name, default, unit and help. The only place that reads the
environment.
"""

import difflib
import os
from email.utils import parseaddr
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import SettingsConfigDict

from silabo.domain.replies import InboxAddress
from silabo.domain.retention import Retention
from wiring.settings.errors import in_words
from wiring.settings.models import ModelSettings
from wiring.settings.values import (
    Addresses,
    CollectionPrefix,
    Contact,
    CourseRoles,
    DatabaseUrl,
    InboxUrl,
    MailServerUrl,
    Origin,
    PointOfCrash,
    RedisUrl,
    ReplyAddress,
    Sender,
    WeaviateUrl,
    Zone,
    listed,
    machine_zone,
    on_this_machine,
)

PREFIX = "SILABO_"


class Settings(ModelSettings):
    """What an administrator may set. With nothing set, everything runs embedded, on this
    machine.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, env_ignore_empty=True)

    production: bool = Field(
        default=False, description="1 on a server: refuses http, debug and the practice LMS"
    )
    public_url: Origin = Field(
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
    database_url: DatabaseUrl = Field(
        default="", description="database; empty: SQLite, `silabo.sqlite` in the data folder"
    )
    redis_url: RedisUrl = Field(
        default="",
        description="Redis that wakes workers of their own; empty: they run in the web process",
    )
    weaviate_url: WeaviateUrl = Field(
        default="",
        description="Weaviate for the passage index, as https://host:8080; empty: `index.sqlite` in"
        " the data folder",
    )
    weaviate_key: SecretStr | None = Field(
        default=None, description="API key of Weaviate; to search, one that may read is enough"
    )
    weaviate_grpc_port: int = Field(
        default=50051, ge=1, le=65535, description="port of Weaviate's gRPC, on the same host"
    )
    weaviate_prefix: CollectionPrefix = Field(
        default="Silabo",
        description="begins the names of our collections; two Sílabos on one Weaviate need two",
    )
    web_processes: int = Field(
        default=1, ge=1, le=32, description="processes that serve; more than one needs Redis"
    )
    metrics_port: int = Field(
        default=0,
        ge=0,
        le=65535,
        description="port of 127.0.0.1 at which a monitoring system reads metrics"
        " (docs/administrators/monitoring.md); 0: nothing is counted",
    )
    crash_at: PointOfCrash = Field(
        default="", description="for tests of faults: a point at which the process ends itself"
    )
    answer_slots: int = Field(
        default=2, ge=1, le=64, description="answers that one process writes at a time"
    )
    questions_open: int = Field(
        default=3, ge=0, description="questions of one student that may wait; 0: any number"
    )
    questions_hour: int = Field(
        default=20,
        ge=0,
        description="answers of a model for one student in an hour; 0: any number",
    )
    questions_day: int = Field(
        default=60,
        ge=0,
        description="answers of a model for one student in a day; 0: any number",
    )
    any_questions_hour: int = Field(
        default=240,  # four a minute, each of some 20 ms of processor: nobody who reads comes there
        ge=0,
        description="questions of one student in an hour, also those that no model answers"
        " (quotations, greetings); 0: any number",
    )
    course_questions_hour: int = Field(
        default=600,
        ge=0,
        description="answers of a model for one course in an hour; 0: any number",
    )
    course_any_questions_hour: int = Field(
        default=3000,
        ge=0,
        description="questions of one course in an hour, also those that no model answers;"
        " 0: any number",
    )
    smtp_url: MailServerUrl = Field(
        default="",
        description="mail server, as smtp://user:password@host:587; empty: letters are files in"
        " the data folder",
    )
    mail_from: Sender = Field(
        default="Sílabo <silabo@localhost>", description="sender of letters: a name and an address"
    )
    mail_log: Path | None = Field(
        default=None,
        description="log of this machine's Postfix, to look up letters that may have gone; empty:"
        " nobody is asked",
    )
    mail_unclear: Literal["resend", "hold"] = Field(
        default="resend",
        description="a letter that may have gone, with nobody to ask: resend (at worst it comes"
        " twice) or hold (at worst it never comes)",
    )
    imap_url: InboxUrl = Field(
        default="",
        description="mailbox where replies to letters are read, as"
        " imaps://user:password@host/INBOX; empty: replies go to the sender of letters",
    )
    reply_address: ReplyAddress = Field(
        default="",
        description="address of that mailbox, which takes name+anything@host too; empty: the one of"
        " SILABO_MAIL_FROM",
    )
    unseen_letter_minutes: int = Field(
        default=10,
        ge=1,
        le=1440,
        description="minutes after which the letter of an answer goes to who wants it only if they"
        " have not seen the answer, and still has the panel open",
    )
    administrators: Addresses = Field(
        default="",
        description="addresses that get a letter when questions fail or wait too long, by commas",
    )
    weekly_letter: bool = Field(
        default=True,
        description="1: administrators get a letter with the figures of the week, on Mondays",
    )
    language: Literal["es", "en", "fr"] = Field(
        default="en", description="language of letters to administrators: es, en or fr"
    )
    counselling: Contact = Field(
        default="",
        description="whom students who write of distress are told to turn to at your university, on"
        " one line: a name, a telephone number, an address; empty: a sentence that names nobody",
    )
    private_hosts: str = Field(
        default="",
        description="host names of your own LMSs, and of programs that are told of a course, on"
        " private addresses, by commas",
    )
    ca_file: Path | None = Field(
        default=None,
        description="certificate authorities of your LMSs, as /etc/ssl/certs/ca-certificates.crt;"
        " empty: the usual ones",
    )
    clock_leeway_seconds: int = Field(
        default=10, ge=0, le=60, description="seconds by which the clock of an LMS may differ"
    )
    support: bool = Field(
        default=False,
        description="1: administrators of the institution may read a course's documents",
    )
    roles: CourseRoles = Field(
        default="",
        description="roles of the LMS in a course that count as ours, as ContentDeveloper=learner,"
        "Mentor=learner (instructor, learner or viewer); TeachingAssistant and ContentDeveloper are"
        " instructors unless said otherwise",
    )
    time_zone: Zone = Field(
        default="",
        description="IANA time zone of courses whose LMS does not tell it; empty: the machine's"
        " own",
    )
    max_upload_mb: int = Field(
        default=50, ge=1, le=1000, description="largest file that an instructor may upload, in MB"
    )
    course_files: int = Field(
        default=500, ge=0, description="documents that one course may have; 0: any number"
    )
    course_mb: int = Field(
        default=2000, ge=0, description="MB that one course's documents may take; 0: any number"
    )
    questions_days: int = Field(
        default=0,
        ge=0,
        le=36500,
        description="days for which questions are kept, with answers, letters and model calls,"
        " unless their course says otherwise; 0: until their asker deletes them",
    )
    letters_days: int = Field(
        default=0,
        ge=0,
        le=36500,
        description="days for which letters that are about no question are kept, but the last of"
        " each kind to somebody; 0: for good",
    )
    launches_days: int = Field(
        default=0,
        ge=0,
        le=36500,
        description="days for which launches are kept, but the last of each person in a course;"
        " 0: until the person is erased",
    )
    parser_socket: Path | None = Field(
        default=None,
        description="Unix socket of the service that reads documents; empty: a child process of"
        " the worker reads them",
    )
    ocr: bool = Field(
        default=True,
        description="read pages that are pictures, and pictures in files, with Tesseract, where it"
        " is installed",
    )

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
    def retention(self) -> Retention:
        """How long what people leave behind is kept."""
        return Retention(self.questions_days, self.letters_days, self.launches_days)

    @property
    def own_hosts(self) -> frozenset[str]:
        """The hosts that may lie on private addresses."""
        return frozenset(each.lower() for each in listed(self.private_hosts))

    @property
    def administrator_addresses(self) -> tuple[str, ...]:
        """Who is told by letter of what goes wrong."""
        return listed(self.administrators)

    @property
    def sender_address(self) -> str:
        """The sender of letters, without the name before it."""
        return parseaddr(self.mail_from)[1]

    @property
    def replies_to(self) -> str:
        """The address of the mailbox where replies are read."""
        return self.reply_address or self.sender_address

    @property
    def zone(self) -> str:
        """The IANA time zone of courses whose LMS does not tell it."""
        return self.time_zone or machine_zone()


def tracking_uri() -> str:
    """The address of an MLflow server, by the name that MLflow gives it; "" where none is named."""
    return os.environ.get("MLFLOW_TRACKING_URI", "").strip()


def share_counts_in(folder: Path) -> None:
    """Name the folder in which processes count together, as the client of Prometheus is told it."""
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


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
        wrong = {str(each["loc"][0]): in_words(each) for each in error.errors()}
        problems += [f"{PREFIX}{name.upper()}: {message}" for name, message in wrong.items()]
        settings = Settings(**{name: Settings.model_fields[name].default for name in wrong})
    return settings, problems + _forbidden(settings)


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(name, Settings.model_fields, n=1, cutoff=0.5)
    hint = f"; did you mean {PREFIX}{near[0].upper()}?" if near else ""
    return f"{PREFIX}{name.upper()}: there is no such setting{hint}"


def _forbidden(settings: Settings) -> list[str]:
    forbidden = []
    if settings.web_processes > 1 and not settings.redis_url:
        forbidden.append(f"{PREFIX}WEB_PROCESSES: more than one needs {PREFIX}REDIS_URL")
    if settings.metrics_port == settings.port:
        forbidden.append(f"{PREFIX}METRICS_PORT: it has to be another one than {PREFIX}PORT")
    if settings.production and not settings.public_url.startswith("https://"):
        forbidden.append(f"{PREFIX}PUBLIC_URL: production needs an https address")
    if settings.production and settings.weaviate_url and not settings.weaviate_key:
        forbidden.append(f"{PREFIX}WEAVIATE_KEY: production needs one for Weaviate")
    if settings.production and settings.crash_at:
        forbidden.append(f"{PREFIX}CRASH_AT: production never ends itself")
    if settings.production and os.environ.get(f"{PREFIX}MODEL_KEYS"):
        forbidden.append(
            f"{PREFIX}MODEL_KEYS: production reads them from the folder of credentials alone"
        )
    return forbidden + _forbidden_of_mail(settings) + settings.model_problems


def _forbidden_of_mail(settings: Settings) -> list[str]:
    forbidden = []
    if settings.mail_log and not on_this_machine(settings.smtp_url):
        forbidden.append(
            f"{PREFIX}MAIL_LOG: it speaks of this machine's Postfix alone, so {PREFIX}SMTP_URL"
            " has to name localhost"
        )
    if settings.imap_url and not _takes_replies(settings):
        forbidden.append(
            f"{PREFIX}REPLY_ADDRESS: write a plain address whose name has 27 characters at most"
        )
    return forbidden


def _takes_replies(settings: Settings) -> bool:
    try:
        InboxAddress.of(settings.replies_to)
    except ValueError:
        return False
    return True
