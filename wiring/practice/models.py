"""`make run MODEL=1`: the Ollama of this machine, and which of its models writes answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from silabo.adapters.ollama import installed
from silabo.domain.errors import ModelError
from silabo.domain.models import NO_MODEL
from wiring.settings import PREFIX, Settings
from wiring.settings.values import listed

OLLAMA = "http://127.0.0.1:11434"  # where it listens unless it is told otherwise
_WITHOUT = (
    f"An Ollama elsewhere: {PREFIX}OLLAMA_URL=http://host:11434 make run MODEL=1",
    "Without one: make run, where answers are quotations. README.md names two models to try.",
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is set for this run, and what is said of it; nothing is set where nobody can write."""

    settings: Mapping[str, str]
    said: tuple[str, ...]


def choose(settings: Settings) -> Chosen:
    """What is set, where that is whole; else the model that is set or the newest that writes, on
    the Ollama that is set or usual. Asks it now, within seconds.
    """
    if settings.writes:
        names = ", ".join(model.name for model in settings.chain + settings.pickable)
        return Chosen({f"{PREFIX}MODEL": settings.model}, (f"Answers are written by {names}.",))
    url = settings.ollama_hosts[0] if settings.ollama_hosts else OLLAMA
    wanted = "" if settings.model == NO_MODEL else settings.model
    try:
        there = installed.writers(url)
        name = next(iter([*listed(wanted), *there]), "")
        takes = installed.context_tokens(url, installed.ModelName.of(name)) if name else None
    except ModelError as error:
        return Chosen({}, (f"{url}: {error}.", *_WITHOUT))
    if not name:
        return Chosen({}, (f"The Ollama at {url} has no model that writes.", *_WITHOUT))
    chosen = {"OLLAMA_URL": url, "MODEL": wanted or name}
    if takes is not None and takes < settings.model_context_tokens:
        chosen["MODEL_CONTEXT_TOKENS"] = str(takes)
    others = [each for each in there if each != name]
    said = [f"Answers are written by {name}, on {url}."]
    if others:
        said.append(f"By another one: {PREFIX}MODEL={others[0]} make run MODEL=1")
    return Chosen({f"{PREFIX}{key}": value for key, value in chosen.items()}, tuple(said))
