"""The mail server that an address of the settings names."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs, unquote, urlsplit

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
FORM = "smtp://user:password@host:port?starttls=required, or smtps://..."


class Encryption(StrEnum):
    """When a connection is encrypted. The certificate is checked whenever it is."""

    FROM_THE_START = "smtps"  # RFC 8314, 3.3
    REQUIRED = "required"  # by STARTTLS, or nothing is sent
    OPPORTUNISTIC = "opportunistic"  # by STARTTLS where the server offers it
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where letters are handed over, and as whom. An empty user: without logging in."""

    host: str
    port: int
    encryption: Encryption
    user: str = ""
    password: str = ""


def parse_server(url: str) -> SmtpServer:
    """The server of an address. Raises `ValueError`, whose message never has the password.

    Without `starttls`, a server elsewhere has to offer STARTTLS, and one on this machine need not.
    """
    components = urlsplit(url)
    options = parse_qs(components.query, strict_parsing=True) if components.query else {}
    user, password = unquote(components.username or ""), unquote(components.password or "")
    host = components.hostname or ""
    if components.scheme not in {"smtp", "smtps"} or not host or components.path not in {"", "/"}:
        raise ValueError(f"write it as {FORM}")
    if bool(user) != bool(password) or not _plain(user + password):
        raise ValueError("a user and a password belong together, in ASCII; write @ as %40")
    encryption = _encryption(components.scheme, host, options)
    if password and encryption is Encryption.NONE and host not in LOOPBACK:
        raise ValueError("a password would travel readable for everybody: use starttls=required")
    usual = {"smtp": 587 if user else 25, "smtps": 465}
    return SmtpServer(
        host=host,
        port=components.port or usual[components.scheme],
        encryption=encryption,
        user=user,
        password=password,
    )


def _encryption(scheme: str, host: str, options: dict[str, list[str]]) -> Encryption:
    if scheme == "smtps":
        if options:
            raise ValueError("smtps is encrypted from the start: it has no options")
        return Encryption.FROM_THE_START
    usual = Encryption.NONE if host in LOOPBACK else Encryption.REQUIRED
    wanted = options.pop("starttls", [usual])[-1]
    if options or wanted not in {"required", "opportunistic", "none"}:
        raise ValueError("its one option is starttls: required, opportunistic or none")
    return Encryption(wanted)


def _plain(text: str) -> bool:
    # smtplib logs in with ASCII; a control character would end the command.
    return text.isascii() and all(each.isprintable() for each in text)
