"""The client of an MLflow server: imported when it is asked for, told to report nothing to anybody,
and its errors as ours.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from silabo.domain.errors import ServiceError

if TYPE_CHECKING:
    from mlflow.tracking import MlflowClient

PACKAGE, LOCK = "mlflow", "requirements-mlflow.txt"
# Read when it is imported. It would tell its makers how it is used, and try for minutes to reach a
# server that is away.
_TOLD = {"MLFLOW_DISABLE_TELEMETRY": "true"}
_UNLESS_TOLD = {
    "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "2",
    "MLFLOW_HTTP_REQUEST_TIMEOUT": "30",
    "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR": "false",
}


def client(uri: str) -> "MlflowClient":
    """The client of the server at this address. Asks nobody yet.

    Raises `ServiceError` with what to do where the package is not installed, and for an address
    that is none of a server.
    """
    if not uri.startswith(("http://", "https://")):
        raise ServiceError("MLFLOW_TRACKING_URI: name a server, as http://127.0.0.1:5000")
    if find_spec(PACKAGE) is None:
        raise ServiceError(
            "MLFLOW_TRACKING_URI is set, and MLflow's client is not installed: `make"
            f" .venv/ready-mlflow`, or {LOCK} as docs/administrators/models.md says"
        )
    os.environ.update(_TOLD)  # noqa: TID251 - its own switches
    for name, value in _UNLESS_TOLD.items():
        os.environ.setdefault(name, value)  # noqa: TID251 - its own switches
    from mlflow.tracking import MlflowClient  # noqa: PLC0415 - dear, and an extra

    return MlflowClient(tracking_uri=uri, registry_uri=uri)


@contextmanager
def understood(doing: str) -> Iterator[None]:
    """Turn what MLflow's client raises while it does this into a `ServiceError`."""
    from mlflow.exceptions import MlflowException  # noqa: PLC0415 - as above
    from requests import RequestException  # noqa: PLC0415 - as above

    try:
        yield
    except (MlflowException, RequestException, OSError) as error:
        said = " ".join(str(error).split())[:200]
        raise ServiceError(f"the MLflow server failed to {doing}: {said}") from error
