"""How a setting names a model: as Ollama does, or as one of a server that speaks OpenAI's API."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from silabo.adapters.mail.smtp_server import LOOPBACK

WRITE_IT = "write it as https://host/v1#name"


@dataclass(frozen=True, slots=True)
class ServedModel:
    """A model and where it is."""

    name: str  # as its server knows it
    url: str = ""  # of a server that speaks OpenAI's API, with its version; "": on Ollama

    @classmethod
    def of(cls, written: str) -> "ServedModel":
        """Such as `qwen2.5:7b`, or `http://127.0.0.1:8080/v1#qwen2.5-7b`. Raises `ValueError`."""
        if "://" not in written:
            return cls(written)
        url, _, name = written.partition("#")
        if not name.strip():
            raise ValueError(f"it names no model: {WRITE_IT}")
        return cls(name.strip(), server_url(url))


def server_url(value: str) -> str:
    """The address of a server, if it is one. Raises `ValueError`, which says how to write it."""
    parts = urlsplit(value)
    odd = parts.username or parts.password or parts.query or parts.fragment
    if (
        parts.scheme not in {"http", "https"}
        or not parts.hostname
        or odd
        or set(value) & set("\\ ")
    ):
        raise ValueError(f"{WRITE_IT}; a key has a setting of its own")
    return value.rstrip("/")


def host_of(url: str) -> str:
    """Host and port of an address as they are written in it, in small letters."""
    return urlsplit(url).netloc.lower()


def machine_of(url: str) -> str:
    """The name of the machine of an address, without its port."""
    return urlsplit(url).hostname or ""


def read_keys(written: str) -> Mapping[str, str]:
    """The keys of servers by host: `host=key`, a line each. Raises `ValueError`, which repeats
    none.
    """
    keys = {}
    for line in filter(None, map(str.strip, written.splitlines())):
        host, found, key = line.partition("=")
        if not found or not host.strip() or not key.strip() or not key.strip().isascii():
            raise ValueError("write a line each, as host=key, the host with its port if it has one")
        keys[host.strip().lower()] = key.strip()
    return keys


def in_clear(url: str) -> bool:
    """Whether what is sent there can be read on the way."""
    return url.startswith("http://") and urlsplit(url).hostname not in LOOPBACK
