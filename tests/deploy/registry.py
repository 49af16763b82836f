"""What a machine fetches by name or address, as its publishers offer it: programs, and a model in a
registry such as Ollama's.
"""

import hashlib
import json
import tarfile
from pathlib import Path

from tests.deploy.machine import RELAY
from tests.services.running import built

_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json"
_CONFIG = "application/vnd.docker.container.image.v1+json"
_WEIGHTS = "application/vnd.ollama.image.model"


def program(name: str, path: str, folder: Path) -> Path:
    """An archive with one of our programs at a path, as its release has it."""
    packed = folder / f"{name}.tgz"
    with tarfile.open(packed, "w:gz", compresslevel=1) as archive:
        archive.add(built(name), path)
    return packed


def model(name: str, weights: Path) -> dict[str, bytes | str]:
    """The parts of a model in a registry, by their paths. Large ones lie elsewhere, as Ollama's
    do.
    """
    data = weights.read_bytes()
    about = {
        "model_format": "gguf",
        "model_family": "llama",
        "model_families": ["llama"],
        "architecture": "amd64",
        "os": "linux",
        "rootfs": {"type": "layers", "diff_ids": [_digest(data)]},
    }
    config = json.dumps(about).encode()
    manifest = {
        "schemaVersion": 2,
        "mediaType": _MANIFEST,
        "config": _part(_CONFIG, config),
        "layers": [_part(_WEIGHTS, data)],
    }
    below = f"/v2/library/{name}"
    return {
        f"{below}/manifests/latest": json.dumps(manifest).encode(),
        **_blob(below, data),
        **_blob(below, config),
    }


def _blob(below: str, data: bytes) -> dict[str, bytes | str]:
    place = f"/elsewhere/{_digest(data)}"
    return {f"{below}/blobs/{_digest(data)}": f"https://{RELAY}{place}", place: data}


def _part(kind: str, data: bytes) -> dict[str, object]:
    return {"mediaType": kind, "digest": _digest(data), "size": len(data)}


def _digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
