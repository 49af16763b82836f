"""Links: the address of one is kept behind its words, "the form (https://forms.example/a)"."""

import re
from urllib.parse import unquote, urlsplit

from silabo.language.addresses import LONGEST, blanked

NOTICE = "link_left_out"  # the code of the notice where an address is not kept

_WEB = {"http", "https"}
# What would end the address, or the brackets around it, in a line of text.
_ENCODED = {" ": "%20", "(": "%28", ")": "%29", '"': "%22", "'": "%27", "<": "%3C", ">": "%3E"}
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)


def kept(address: str) -> str:
    """The address of a link as it may be shown; "" where it may not be kept.

    http, https and mailto are kept, the last without its scheme and its subject. No other scheme,
    no address within the document or beside it, none with a name and password, none of more than
    900 characters.
    """
    address = "".join(filter(str.isprintable, address[: 2 * LONGEST].strip()))
    if len(address) > LONGEST:
        return ""
    try:
        split = urlsplit(address)
        host, user = split.hostname, split.username
    except ValueError:  # "http://[x"
        return ""
    if split.scheme == "mailto":
        found = _MAIL.fullmatch(unquote(split.path).strip())
        return found.group() if found else ""
    if split.scheme not in _WEB or not host or user is not None:
        return ""
    for character, code in _ENCODED.items():
        address = address.replace(character, code)
    return address if len(address) <= LONGEST else ""


def is_inside(address: str) -> bool:
    """Whether an address leads to another place of the same document."""
    return not address.strip() or address.strip().startswith("#")


def linked(words: str, address: str) -> str:
    """The words of a link with its address behind them, where they do not say it already.

    An address that may not be kept leaves the words alone: `is_lost` says so. A link without words
    is its address.
    """
    shown = kept(address)
    if not shown or _said(words, shown):
        return words
    if not words.strip():
        return shown
    bare = words.rstrip()
    return f"{bare} ({shown}){words[len(bare) :]}"


def is_lost(address: str) -> bool:
    """Whether a link loses its address, which its instructor has to know."""
    return not is_inside(address) and not kept(address)


def without_addresses(text: str) -> str:
    """A text of links without their addresses: its words alone, for a heading."""
    return " ".join(blanked(text).split())


def _said(words: str, address: str) -> bool:
    """Whether the words of a link are its address, or have it: "www.uni.example"."""
    bare = _SCHEME.sub("", address, count=1).rstrip("/")
    return bare.casefold() in words.casefold()
