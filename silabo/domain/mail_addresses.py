"""What a mail address is here: the one rule for launches, rosters, settings and letters."""

import re

LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3, without the angle brackets
LONGEST_NAME = 64  # RFC 5321, 4.5.3.1.1
LONGEST_HOST = 253
# RFC 5321, 4.1.2: a dot-string, never a quoted one. It begins with a letter, a digit, "_" or "'":
# mail programs took "-oQ..." for an option, "|..." for a program and "/..." for a file. Four signs
# of RFC 5322's atoms are left out anywhere: a shell reads "|" and "`", and "!" and "%" were routes
# through other hosts.
_NAME = re.compile(r"[A-Za-z0-9_'][\w#$&'*+/=?^{}~-]*(?:\.[\w#$&'*+/=?^{}~-]+)*", re.ASCII)
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


def _is_host(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        labels = host.encode("idna").decode("ascii").split(".")
    except UnicodeError:
        return False
    if sum(map(len, labels)) + len(labels) - 1 > LONGEST_HOST or len(labels) < 2:
        return False
    # A last label of digits is an address of the Internet Protocol (RFC 3696, 2).
    return all(map(_LABEL.fullmatch, labels)) and not labels[-1].isdigit()
