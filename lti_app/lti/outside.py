"""Requests to an LMS: https only, never to a private address that nobody allowed, bounded in time.

An address may come from a stranger (LTI Dynamic Registration passes it in the browser), so a name
is resolved and judged at the moment of connecting: what a name points at cannot change in between
(DNS rebinding), and a redirect is never followed.
"""

import ipaddress
import json
import socket
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from silabo.domain.errors import LaunchError, ServiceError

TIMEOUT_S = 5
LARGEST = 64 * 1024  # bytes: no configuration, key set or page of a roster is larger


@dataclass(frozen=True, slots=True)
class Outside:
    """What may be asked. `private_hosts` are the LMSs of the house; `plain_http` is for trying."""

    private_hosts: frozenset[str] = frozenset()
    plain_http: bool = False

    def check(self, url: str) -> None:
        """Raise `LaunchError` when a URL may not be asked, whatever its name points at."""
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
        except ValueError as error:
            raise LaunchError("address_refused", 403) from error
        schemes = {"https", "http"} if self.plain_http else {"https"}
        if parts.scheme not in schemes or not host or parts.username or parts.password:
            raise LaunchError("address_refused", 403)

    def allows(self, host: str, address: str) -> bool:
        """Whether a name may be connected to at this address."""
        if host.lower() in self.private_hosts:
            return True
        found = ipaddress.ip_address(address)
        if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
            found = found.ipv4_mapped
        return found.is_global or (self.plain_http and found.is_loopback)

    def fetch(
        self,
        method: str,
        url: str,
        *,
        timeout_s: float | None = None,
        headers: dict[str, str] | None = None,
        **options: Any,
    ) -> tuple[requests.Response, bytes]:
        """Send one request and read its answer, at most 64 KiB, within the time.

        Raises `LaunchError` for an address that may not be asked, `ServiceError` when there is no
        whole answer. Any status is an answer; a redirect is one too.
        """
        self.check(url)
        limit_s = TIMEOUT_S if timeout_s is None else timeout_s
        deadline = time.monotonic() + limit_s
        with requests.Session() as session:
            session.trust_env = False
            adapter = GuardedAdapter(self)
            session.mount("https://", adapter)
            session.mount("http://", adapter)
            try:
                with session.request(
                    method,
                    url,
                    headers=headers,
                    timeout=limit_s,
                    allow_redirects=False,
                    stream=True,
                    **options,
                ) as response:
                    return response, _body(response, deadline)
            except requests.RequestException as error:
                raise ServiceError("the learning platform did not answer") from error

    def fetch_json(self, method: str, url: str, **options: Any) -> dict[str, Any]:
        """The JSON object that a URL answers with status 200. Raises as `fetch` does."""
        response, body = self.fetch(method, url, **options)
        if response.status_code != requests.codes.ok:
            raise ServiceError(f"the learning platform answered {response.status_code}")
        try:
            found = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise ServiceError("the learning platform answered no JSON") from error
        if not isinstance(found, dict):
            raise ServiceError("the learning platform answered another kind of JSON")
        return found


class GuardedAdapter(HTTPAdapter):
    """An adapter of requests that judges each address when it connects."""

    def __init__(self, outside: Outside) -> None:
        """Take the rules."""
        self._outside = outside
        super().__init__()

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """Make connections of our own kind."""
        super().init_poolmanager(*args, **options)
        manager: PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = _guarded_pools(self._outside)


def _guarded_pools(outside: Outside) -> dict[str, Any]:
    class GuardedHttp(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            self._dns_host = _resolved(outside, self.host, self.port)
            return super()._new_conn()

    class GuardedHttps(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            # The certificate is still checked for the name: only the connection is to the address.
            self._dns_host = _resolved(outside, self.host, self.port)
            return super()._new_conn()

    class HttpPool(HTTPConnectionPool):
        ConnectionCls = GuardedHttp

    class HttpsPool(HTTPSConnectionPool):
        ConnectionCls = GuardedHttps

    return {"http": HttpPool, "https": HttpsPool}


def _resolved(outside: Outside, host: str, port: int | None) -> str:
    """An address of the name that may be connected to. Raises `LaunchError` when there is none."""
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in found]
    # One forbidden address among several is a name that somebody prepared.
    if not addresses or not all(outside.allows(host, address) for address in addresses):
        raise LaunchError("address_refused", 403)
    return addresses[0]


def _body(response: requests.Response, deadline: float) -> bytes:
    # A timeout of requests is between two bytes: an endless answer needs a size, and a slow drip
    # a deadline, looked at after every byte, since a larger piece is waited for until it is full.
    body = bytearray()
    for piece in response.iter_content(1):
        body += piece
        if len(body) > LARGEST or time.monotonic() > deadline:
            raise ServiceError("the learning platform's answer is too long or too slow")
    return bytes(body)
