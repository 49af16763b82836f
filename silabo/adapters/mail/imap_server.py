"""The inbox that an address of the settings names."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from silabo.adapters.mail.smtp_server import LOOPBACK

FORM = "imaps://user:password@host/FOLDER"
USUAL_PORTS = {"imaps": 993, "imap": 143}
FOLDER = "INBOX"  # RFC 9051, 5.1: the one that every mailbox has


@dataclass(frozen=True, slots=True)
class ImapServer:
    """Where replies arrive, and as whom they are read."""

    host: str
    port: int
    encrypted: bool  # from the start (RFC 8314, 3.2); else by STARTTLS, but on this machine
    user: str
    password: str
    folder: str = FOLDER

    @property
    def starttls(self) -> bool:
        """Whether the line is encrypted before anything is said on it."""
        return not self.encrypted and self.host not in LOOPBACK


def parse_inbox(url: str) -> ImapServer:
    """The inbox of an address. Raises `ValueError`, whose message never has the password."""
    components = urlsplit(url)
    user, password = unquote(components.username or ""), unquote(components.password or "")
    folder = unquote(components.path.removeprefix("/")) or FOLDER
    if components.scheme not in USUAL_PORTS or not components.hostname or components.query:
        raise ValueError(f"write it as {FORM}")
    if not user or not password:
        raise ValueError("it needs a user and a password; write @ as %40 in both")
    if not all(each.isprintable() for each in (user, password, folder)):
        raise ValueError("user, password and folder have to be printable")
    return ImapServer(
        host=components.hostname,
        port=components.port or USUAL_PORTS[components.scheme],
        encrypted=components.scheme == "imaps",
        user=user,
        password=password,
        folder=folder,
    )
