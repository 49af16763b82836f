"""What `flask models pull` does: a registered model of an MLflow server becomes one of Ollama's."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from silabo.adapters.mlflow.registered import RegisteredModel, take
from silabo.domain.errors import ServiceError
from wiring.settings import Settings, tracking_uri

# A name that Ollama takes: the model, and what tells it apart (ollama/ollama, types/model/name.go).
_NAME = re.compile(r"[a-z0-9_][a-z0-9_.-]{0,79}(?::[a-z0-9_][a-z0-9_.-]{0,79})?")


def pull(settings: Settings, written: str, name: str, sha256: str) -> Iterator[str]:
    """Take a model's file, check its digest, and make it a model on every Ollama of the settings;
    what came of it, a line each.

    Raises `ValueError` for what cannot be read, and `ServiceError`.
    """
    wanted = RegisteredModel.of(written)
    called = name or re.sub(r"[^a-z0-9_.-]+", "-", wanted.name.lower()).strip("-.")
    if not _NAME.fullmatch(called):
        raise ValueError(f"Ollama takes no model of the name “{called}”; say --as")
    if not tracking_uri():
        raise ServiceError("MLFLOW_TRACKING_URI: name the MLflow server that has the model")
    if not settings.ollama_hosts:
        raise ServiceError("SILABO_OLLAMA_URL: name the Ollama that is to have the model")
    from silabo.adapters.ollama.create import create  # noqa: PLC0415 - only where it is used

    settings.data_dir.mkdir(parents=True, exist_ok=True)
    # It may have gigabytes: more than what /tmp has.
    with tempfile.TemporaryDirectory(dir=settings.data_dir, prefix="model-") as folder:
        file = take(tracking_uri(), wanted, Path(folder), sha256)
        yield f"{wanted.name}, version {file.version}: sha256 {file.sha256}, as it must be"
        for url in settings.ollama_hosts:
            digest = create(url, called, file.path, file.sha256)
            yield f"{url}: {called}, digest {digest}; SILABO_MODEL={called}"
