"""What the value of a setting must look like; each check says how to write it."""

import os
import re
from datetime import time
from email.utils import parseaddr
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, SecretStr

from lti_app.lti.roles import read_meaning
from silabo.adapters.mail.imap_server import parse_inbox
from silabo.adapters.mail.smtp_server import LOOPBACK, parse_server
from silabo.domain.crash import CrashPoint
from silabo.domain.mail_addresses import is_mail_address
from silabo.domain.replies import InboxAddress
from silabo.storage.dialects import choose
from wiring.settings.served_models import ServedModel, read_keys

LONGEST_CONTACT = 300  # characters

PASSWORD = re.compile(r"(?<=:)[^:/@]+(?=@)")  # in an address: who looks over a shoulder sees none


def _an_origin(value: str) -> str:
    # A path or a slash at the end would make redirect addresses that no platform knows.
    scheme, found, host = value.partition("://")
    if value and (not found or scheme not in {"http", "https"} or not host or "/" in host):
        raise ValueError("write it as https://host, without a path or a slash at the end")
    return value


def _a_database(value: str) -> str:
    if value:
        choose(value)  # says by itself what is wrong
    return value


def _a_redis(value: str) -> str:
    if value and not value.startswith(("redis://", "rediss://", "unix://")):
        raise ValueError("write it as redis://host:6379/0")
    return value


def _a_weaviate(value: str) -> str:
    scheme, _, host = value.partition("://")
    if value and (scheme not in {"http", "https"} or not host or "/" in host or "@" in host):
        raise ValueError(
            "write it as http://host:8080, without a path; the key has its own setting"
        )
    return value


def _ollamas(value: str) -> str:
    for each in listed(value):
        scheme, _, host = each.partition("://")
        if scheme not in {"http", "https"} or not host or set(host) & set("/@?#\\ "):
            raise ValueError("write each as http://host:11434, with commas between them")
    return value


def _models(value: str) -> str:
    for each in listed(value):
        ServedModel.of(each)  # says by itself what is wrong
    return value


def _a_model(value: str) -> str:
    ServedModel.of(value)  # says by itself what is wrong
    return value


def _model_keys(value: SecretStr | None) -> SecretStr | None:
    if value:
        read_keys(value.get_secret_value())  # says by itself what is wrong
    return value


def _a_prefix(value: str) -> str:
    # Weaviate's own rule for the name of a collection; a long one leaves no room for the rest.
    if not re.fullmatch(r"[A-Z][A-Za-z0-9]{0,39}", value):
        raise ValueError("write a capital, then letters and digits, 40 at most")
    return value


def _a_mail_server(value: str) -> str:
    if value:
        parse_server(value)  # says by itself what is wrong
    return value


def _an_inbox(value: str) -> str:
    if value:
        parse_inbox(value)  # says by itself what is wrong
    return value


def _a_reply_address(value: str) -> str:
    if value:
        InboxAddress.of(value)  # says by itself what is wrong
    return value


def _a_contact(value: str) -> str:
    # It stands in a sentence of the panel and of letters.
    if value and (len(value) > LONGEST_CONTACT or not value.isprintable() or not value.strip()):
        raise ValueError(f"write one line of {LONGEST_CONTACT} characters at most")
    return value.strip()


def _a_sender(value: str) -> str:
    if not is_mail_address(parseaddr(value)[1]) or not value.isprintable():
        raise ValueError("write it as Name <name@host>")
    return value


def _addresses(value: str) -> str:
    for each in listed(value):
        if not is_mail_address(each):
            raise ValueError("write plain addresses, with commas between them")
    return value


def _a_crash_point(value: str) -> str:
    if value and value.removesuffix(":stop") not in set(CrashPoint):
        raise ValueError(f"write one of {', '.join(CrashPoint)}")
    return value


def _course_roles(value: str) -> str:
    read_meaning(value)  # says by itself what is wrong
    return value


def _times_of_day(value: str) -> str:
    times_of_day(value)  # says by itself what is wrong
    return value


def _a_zone(value: str) -> str:
    if value:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError("not a time zone; write it as Europe/Madrid") from error
    return value


Origin = Annotated[str, AfterValidator(_an_origin)]
DatabaseUrl = Annotated[str, AfterValidator(_a_database)]
RedisUrl = Annotated[str, AfterValidator(_a_redis)]
WeaviateUrl = Annotated[str, AfterValidator(_a_weaviate)]
OllamaUrls = Annotated[str, AfterValidator(_ollamas)]
ModelNames = Annotated[str, AfterValidator(_models)]
ModelName = Annotated[str, AfterValidator(_a_model)]
ModelKeys = Annotated[SecretStr | None, AfterValidator(_model_keys)]
CollectionPrefix = Annotated[str, AfterValidator(_a_prefix)]
MailServerUrl = Annotated[str, AfterValidator(_a_mail_server)]
InboxUrl = Annotated[str, AfterValidator(_an_inbox)]
ReplyAddress = Annotated[str, AfterValidator(_a_reply_address)]
Sender = Annotated[str, AfterValidator(_a_sender)]
Addresses = Annotated[str, AfterValidator(_addresses)]
PointOfCrash = Annotated[str, AfterValidator(_a_crash_point)]
CourseRoles = Annotated[str, AfterValidator(_course_roles)]
Contact = Annotated[str, AfterValidator(_a_contact)]
TimesOfDay = Annotated[str, AfterValidator(_times_of_day)]
Zone = Annotated[str, AfterValidator(_a_zone)]


def listed(value: str) -> tuple[str, ...]:
    """The parts of a value that has commas between them."""
    return tuple(each.strip() for each in value.split(",") if each.strip())


def times_of_day(value: str) -> tuple[time, ...]:
    """Times of day as they are written in a setting. Raises `ValueError`."""
    written = listed(value)
    if not all(re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", each) for each in written):
        raise ValueError("write times of day as 07:45, with commas between them")
    return tuple(time.fromisoformat(each) for each in written)


def on_this_machine(smtp_url: str) -> bool:
    """Whether a mail server is one of this machine."""
    return bool(smtp_url) and parse_server(smtp_url).host in LOOPBACK


def machine_zone() -> str:
    """The IANA time zone of this machine; UTC when it has none that we know."""
    # Debian and most others link /etc/localtime into the zone database.
    try:
        zone = os.readlink("/etc/localtime").partition("zoneinfo/")[2]
        return ZoneInfo(zone).key if zone else "UTC"
    except (OSError, ZoneInfoNotFoundError, ValueError):
        return "UTC"
