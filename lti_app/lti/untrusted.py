"""Values that a platform sends, made fit to be kept, shown, or written into a header."""

import unicodedata
from typing import TypeGuard
from urllib.parse import SplitResult, urlsplit

from silabo.domain.mail_addresses import is_mail_address

TEXT_LIMIT = 255
ID_LIMIT = 255  # LTI 1.3 core, 5.3: identifiers have at most 255 ASCII characters
READ_AT_MOST = 4096  # characters of a text that are looked at
LONGEST_URL = 1024  # as long as our tables keep one
LONGEST_SPLIT = 4096  # of an address that is taken apart
LONGEST_HOST = 253  # RFC 1035, 2.3.4, without the dot at the end
DEFAULT_PORTS = {"http": 80, "https": 443}


def split(url: str) -> SplitResult:
    """The parts of a URL. Raises `ValueError` for one that is none, and for a long one.

    The library normalizes a host with all its combining marks, in a time that grows as their
    square.
    """
    if len(url) > LONGEST_SPLIT:
        raise ValueError("the address is too long")
    return urlsplit(url)


def origin(url: object) -> str:
    """Scheme, host and unusual port of an http(s) URL; empty for anything else."""
    if not isinstance(url, str):
        return ""
    try:
        components = split(url)
        host, port = components.hostname, components.port
    except ValueError:
        return ""
    if components.scheme not in DEFAULT_PORTS or not host or not _is_host(host):
        return ""
    usual = port is None or port == DEFAULT_PORTS[components.scheme]
    return f"{components.scheme}://{host}" + ("" if usual else f":{port}")


def is_id(value: object) -> TypeGuard[str]:
    """Whether a claim can be an identifier: printable ASCII of a length that we keep."""
    return isinstance(value, str) and 0 < len(value) <= ID_LIMIT and is_plain(value)


def is_plain(value: str) -> bool:
    """Whether a text is printable ASCII: it can stand in a header and in a terminal."""
    return value.isascii() and value.isprintable()


def _is_host(host: str) -> bool:
    # It goes into a header: letters, digits, dots and hyphens, nothing that could end a directive.
    plain = all(each.isascii() and (each.isalnum() or each in ".-") for each in host)
    return plain and len(host) <= LONGEST_HOST


def is_storable(value: object) -> TypeGuard[str]:
    """Whether every database keeps a text as it is: no NUL, and no half of a character."""
    if not isinstance(value, str) or "\0" in value:
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def plain_text(value: object, limit: int = TEXT_LIMIT) -> str:
    """One line of visible text, cut; empty for anything else: claims may be null or lists."""
    if not isinstance(value, str):
        return ""
    kept = "".join(
        " " if unicodedata.category(each)[0] == "C" else each for each in value[:READ_AT_MOST]
    )
    return " ".join(kept.split())[:limit]


def mail_address(value: object) -> str:
    """One plain mail address, or nothing: it will stand in a header of a letter."""
    return value if isinstance(value, str) and is_mail_address(value) else ""
