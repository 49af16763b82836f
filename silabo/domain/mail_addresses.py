"""What a mail address is here: the one rule for launches, rosters, settings and letters."""

import re

LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3, without the angle brackets
LONGEST_NAME = 64  # RFC 5321, 4.5.3.1.1
LONGEST_HOST = 253
# RFC 5321, 4.1.2: a dot-string, never a quoted one. It begins with a letter, a digit, "_" or "'":
# mail programs took "-oQ..." for an option, "|..." for a program and "/..." for a file. Four signs
# of RFC 5322's atoms are left out anywhere: a shell reads "|" and "`", and "!" and "%" were routes
# through other hosts. Letters outside ASCII need servers that speak SMTPUTF8 all the way (RFC 6531,
# 3.1), which nobody can know beforehand; those of a host have a form in ASCII.
_NAME = re.compile(r"[A-Za-z0-9_'][\w#$&'*+/=?^{}~-]*(?:\.[\w#$&'*+/=?^{}~-]+)*", re.ASCII)
# UTS 46, 7: of these IDNA 2003, which the standard library writes, makes letters of another host.
_OF_ANOTHER_HOST = frozenset("ßς")
_LABEL = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?<!-)")


def is_mail_address(value: str) -> bool:
    """Whether a text is one plain mail address: it can stand in a header and be named to a mail
    server. A host needs a dot, but for localhost; it may have letters outside ASCII (RFC 5890).
    """
    name, at, host = value.rpartition("@")
    # What is not seen would be dropped from the host below, and kept by us.
    if not at or not value.isprintable() or len(value) > LONGEST_ADDRESS:
        return False
    if len(name) > LONGEST_NAME:
        return False
    return _NAME.fullmatch(name) is not None and _is_host(host)


def in_ascii(address: str) -> str:
    """A mail address as headers and SMTP name it, its host in Punycode (RFC 3492).

    Raises `UnicodeError` for what is no mail address.
    """
    name, _, host = address.rpartition("@")
    if not is_mail_address(address):
        raise UnicodeError("no mail address")
    return f"{name}@{_host_in_ascii(host)}"


def _host_in_ascii(host: str) -> str:
    return host.encode("idna").decode("ascii")


def _is_host(host: str) -> bool:
    if host == "localhost":
        return True
    if not _OF_ANOTHER_HOST.isdisjoint(host):
        return False
    try:
        labels = _host_in_ascii(host).split(".")
    except UnicodeError:
        return False
    if sum(map(len, labels)) + len(labels) - 1 > LONGEST_HOST or len(labels) < 2:
        return False
    # A last label of digits is an address of the Internet Protocol (RFC 3696, 2).
    return all(map(_LABEL.fullmatch, labels)) and not labels[-1].isdigit()
