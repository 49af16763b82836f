"""Makes a model of a file known to an Ollama server."""

from pathlib import Path

from silabo.adapters.model_servers.timed_transport import Deadline
from silabo.adapters.ollama.call import calling, understood
from silabo.adapters.ollama.installed import listed
from silabo.domain.errors import ModelError

_UPLOAD_S = 3600.0  # some gigabytes, over a network


def create(url: str, name: str, file: Path, sha256: str) -> str:
    """Give a host a GGUF file under a name, as `ollama create` does; the digest that it lists the
    model with.

    The host checks the file's digest itself. Raises the kinds of `ModelError`.
    """
    with calling(url, Deadline(_UPLOAD_S)) as client, understood():
        digest = client.create_blob(file)
        if digest != f"sha256:{sha256}":
            raise ModelError("the file changed while it was read")
        client.create(name, files={file.name: digest})
    return listed(url).get(name if ":" in name else f"{name}:latest", "")
