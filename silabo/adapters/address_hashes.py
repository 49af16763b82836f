"""Network addresses as hashes: two can be told to be the same one, and none can be read back."""

import hashlib
import hmac
import ipaddress
import logging
import os
import secrets
from pathlib import Path

KEY_BYTES = 32
SHOWN = 16  # hex characters: enough to tell the addresses of a campus apart
NETWORK = 64  # bits of an IPv6 address that a household or a room shares; the rest changes daily

logger = logging.getLogger(__name__)


class AddressHashes:
    """Hashes by a key in a file, which the first use makes: without it the four thousand million
    IPv4 addresses are soon tried.
    """

    def __init__(self, path: Path) -> None:
        """Choose the file."""
        self._path = path
        self._key = b""
        self._told = False

    def of(self, address: str) -> str:
        """The hash of an address; "" for what is none, and where no key can be kept."""
        try:
            read = ipaddress.ip_address(address)
        except ValueError:
            return ""
        if read.version == 6:
            # A socket for both families names IPv4 addresses so: one network would hold them all.
            read = read.ipv4_mapped or _network(read)
        try:
            self._key = self._key or self._read() or self._make()
        except OSError:
            if not self._told:  # every request asks for a hash
                logger.warning("address_key_not_kept")
            self._told = True
            return ""
        return hmac.new(self._key, read.packed, hashlib.sha256).hexdigest()[:SHOWN]

    def _read(self) -> bytes:
        return self._path.read_bytes() if self._path.exists() else b""

    def _make(self) -> bytes:
        """Make the key, or read that of a process which was faster."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        own = self._path.with_name(f"{self._path.name}.{os.getpid()}.partial")
        own.unlink(missing_ok=True)  # of a process of this number that was killed
        with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            # Whole, and never over another's: a link is made once.
            os.link(own, self._path)
        except FileExistsError:
            pass
        finally:
            own.unlink()
        return self._read()


def _network(address: ipaddress.IPv6Address) -> ipaddress.IPv6Address:
    return ipaddress.IPv6Network((int(address), NETWORK), strict=False).network_address
