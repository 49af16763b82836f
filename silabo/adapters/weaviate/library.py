"""Weaviate's client library: connecting, and what its errors mean. Importing it takes a second, so
this module is imported at the first use and not before.
"""

import json
import logging
import warnings
from urllib.parse import urlsplit

import grpc  # type: ignore[import-untyped]
import httpx

from silabo import USER_AGENT
from silabo.adapters.weaviate.options import WeaviateOptions

with warnings.catch_warnings(record=True):  # one of its dependencies complains of another
    import weaviate
    from weaviate import WeaviateClient, exceptions
    from weaviate.classes.init import AdditionalConfig, Auth, Timeout
    from weaviate.config import GrpcConfig

# It logs what a server refuses, with the words of the documents.
logging.getLogger("weaviate-client").setLevel(logging.CRITICAL)

FAILURES = (exceptions.WeaviateBaseError, httpx.HTTPError, grpc.RpcError)

# The client tries a call that found nobody again after 1, 2, 4, 8, 16 and 32 seconds, and has no
# option for it. A call that waits for a connection ends at its deadline instead, and is not tried
# again. A proxy of the environment is never asked.
_CHANNEL_OPTIONS = [
    ("grpc.primary_user_agent", USER_AGENT),
    ("grpc.enable_http_proxy", 0),
    ("grpc.service_config", json.dumps({"methodConfig": [{"name": [{}], "waitForReady": True}]})),
    ("grpc.max_reconnect_backoff_ms", 2000),
]
_SILENT = (
    exceptions.WeaviateConnectionError,
    exceptions.WeaviateRetryError,
    exceptions.WeaviateStartUpError,
    exceptions.WeaviateTimeoutError,
    httpx.TransportError,
)
_SILENT_CODES = {grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED}
# The last two it says for a moment while a collection or a tenant is being made.
_UNKNOWN = (
    'tenant not found: "course-',
    "could not find class ",
    "tried to browse non-existing index for ",
    ": shard not found",
)


def connected(options: WeaviateOptions) -> WeaviateClient:
    """A client that is connected. Raises one of `FAILURES`."""
    address = urlsplit(options.url)
    secure = address.scheme == "https"
    host = address.hostname or ""
    return weaviate.connect_to_custom(
        http_host=host,
        http_port=address.port or (443 if secure else 80),
        http_secure=secure,
        grpc_host=host,
        grpc_port=options.grpc_port,
        grpc_secure=secure,
        headers={"User-Agent": USER_AGENT},
        auth_credentials=Auth.api_key(options.key) if options.key else None,
        additional_config=AdditionalConfig(
            timeout=Timeout(
                init=options.timeout_s, query=options.timeout_s, insert=options.write_timeout_s
            ),
            trust_env=False,
            grpc_config=GrpcConfig(channel_options=_CHANNEL_OPTIONS),
        ),
        # Its other checks ask the Python package index for a newer client.
        skip_init_checks=True,
    )


def is_silence(error: BaseException) -> bool:
    """Whether nobody answered in time, as against an answer that refuses.

    The client's own errors do not always say; what they were raised from does.
    """
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, _SILENT):
            return True
        if isinstance(cause, grpc.RpcError):
            return cause.code() in _SILENT_CODES
        cause = cause.__cause__ or cause.__context__
    return False


def is_unknown(error: BaseException) -> bool:
    """Whether the answer is that there is no such collection or tenant, or not yet."""
    return any(sign in str(error) for sign in _UNKNOWN)


def is_closed(error: BaseException) -> bool:
    """Whether it takes nothing, whatever it is: its disk is full, or the key is not the right
    one.
    """
    if isinstance(error, exceptions.UnexpectedStatusCodeError):
        return error.status_code in {401, 403}
    return says_read_only(str(error)) or "UNAUTHENTICATED" in str(error)


def says_read_only(message: str) -> bool:
    """Whether a server that refuses a write refuses all, as it does when its disk is nearly
    full.
    """
    return "read-only" in message


def reason(error: BaseException) -> str:
    """Why it refused, in words for an administrator, without anything that was sent to it."""
    if isinstance(error, exceptions.InsufficientPermissionsError):
        return "the key may not do this"
    if isinstance(error, exceptions.UnexpectedStatusCodeError):
        return f"status {error.status_code}"
    if says_read_only(str(error)):
        return "it is read-only, as when its disk is nearly full"
    return type(error).__name__
