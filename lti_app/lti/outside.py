"""Requests to an LMS: https only, never to a private address that nobody allowed, bounded in time.

An address may come from a stranger (LTI Dynamic Registration passes it in the browser), so a name
is resolved and judged at the moment of connecting: what a name points at cannot change in between
(DNS rebinding), and a redirect is never followed.
"""

import ipaddress
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from typing import Any

import requests

from lti_app.lti.connections import CutOff, GuardedAdapter
from lti_app.lti.untrusted import split
from silabo import USER_AGENT
from silabo.domain import json_text
from silabo.domain.errors import LaunchError, ServiceError

TIMEOUT_S = 5
LARGEST = 64 * 1024  # bytes: no configuration and no key set is larger
PIECE = 8192


@dataclass(frozen=True, slots=True)
class Outside:
    """What may be asked. `private_hosts` are the LMSs of the house; `plain_http` is for trying.

    `authorities` is a file with the certificate authorities to trust; None: the usual ones.
    """

    private_hosts: frozenset[str] = frozenset()
    plain_http: bool = False
    authorities: Path | None = None

    def check(self, url: str) -> None:
        """Raise `LaunchError` when a URL may not be asked, whatever its name points at."""
        try:
            components = split(url)
            host, _ = components.hostname or "", components.port
        except ValueError as error:
            raise LaunchError("address_refused", 403) from error
        schemes = {"https", "http"} if self.plain_http else {"https"}
        if components.scheme not in schemes or not host or "@" in components.netloc:
            raise LaunchError("address_refused", 403)

    def allows(self, host: str, address: str) -> bool:
        """Whether a name may be connected to at this address."""
        if host.lower() in self.private_hosts:
            return True
        found = _embedded(ipaddress.ip_address(address))
        return _is_public(found) or (self.plain_http and found.is_loopback)

    def addresses(self, host: str, port: int) -> list[str]:
        """The addresses of a name, each of which may be connected to; none for an unknown name.

        Raises `LaunchError` when one of them may not.
        """
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return []
        addresses = [str(each[4][0]) for each in found]
        # One forbidden address among several is a name that somebody prepared.
        if not all(self.allows(host, each) for each in addresses):
            raise LaunchError("address_refused", 403)
        return addresses

    def fetch(
        self,
        method: str,
        url: str,
        *,
        timeout_s: float | None = None,
        largest: int | None = LARGEST,
        **options: Any,
    ) -> tuple[requests.Response, bytes]:
        """Send one request and read its answer, of at most `largest` bytes, within the time; None:
        only its status and headers, whatever follows them.

        Raises `LaunchError` for an address that may not be asked, `ServiceError` when there is no
        whole answer. Any status is an answer; a redirect is one too.
        """
        self.check(url)
        limit_s = TIMEOUT_S if timeout_s is None else timeout_s
        with CutOff(limit_s) as cut_off, requests.Session() as session:
            session.trust_env = False
            session.headers["User-Agent"] = USER_AGENT
            session.verify = str(self.authorities) if self.authorities else True
            for scheme in ("https://", "http://"):
                session.mount(scheme, GuardedAdapter(self.addresses, cut_off))
            try:
                with session.request(
                    method, url, timeout=limit_s, allow_redirects=False, stream=True, **options
                ) as response:
                    body = b"" if largest is None else _body(response, largest)
            except (OSError, UnicodeError) as error:  # OSError: all of requests, and no authorities
                raise ServiceError("the learning platform did not answer") from error
            # An answer that was cut off may look whole.
            if cut_off.over:
                raise ServiceError("the learning platform answered too slowly")
            return response, body

    def fetch_json(self, method: str, url: str, **options: Any) -> dict[str, Any]:
        """The JSON object that a URL answers with status 200. Raises as `fetch` does."""
        response, body = self.fetch(method, url, **options)
        if response.status_code != requests.codes.ok:
            raise ServiceError(f"the learning platform answered {response.status_code}")
        return json_object(body)


def json_object(body: bytes) -> dict[str, Any]:
    """The JSON object that a platform answered. Raises `ServiceError`."""
    try:
        found = json_text.read(body)
    except ValueError as error:
        raise ServiceError("the learning platform answered no JSON") from error
    if not isinstance(found, dict):
        raise ServiceError("the learning platform answered another kind of JSON")
    return found


def _body(response: requests.Response, largest: int) -> bytes:
    body = bytearray()
    for piece in response.iter_content(PIECE):
        body += piece
        if len(body) > largest:
            raise ServiceError("the learning platform's answer is too long")
    return bytes(body)


def _embedded(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    # ::ffff:10.0.0.1 and 2002:0a00:0001:: are the IPv4 address inside them.
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped or address.sixtofour or address
    return address


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    # Python calls these global too: 224.0.0.1, 64:ff9b::10.0.0.1 (NAT64) and fec0::1.
    site_local = isinstance(address, IPv6Address) and address.is_site_local
    special = address.is_multicast or address.is_reserved or site_local
    return address.is_global and not special
