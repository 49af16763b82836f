"""Chooses the models, and says how they are."""

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from silabo.domain.ports import Embedder
from silabo.domain.queues import Health
from silabo.storage import embeddings
from tasks.parts import Writer
from wiring.settings import Settings

if TYPE_CHECKING:
    from silabo.adapters.ollama.hosts import OllamaHosts

CODE_BYTES = 8
# Whoever asks does not wait for meaning longer than this: words find without it.
QUESTION_S = 5.0


@dataclass(frozen=True, slots=True)
class Models:
    """What a process has of models: one that writes, one for passages and one for questions.

    The two embedders are one model: that of passages is patient and keeps what it got, that of
    questions gives up soon and keeps nothing.
    """

    writer: Writer | None = None
    passages: Embedder | None = None
    questions: Embedder | None = None


def models(settings: Settings) -> Models:
    """The models of the settings. Asks nobody."""
    if not settings.ollama_url:
        return Models()
    # Imported here: whoever has no Ollama need not wait for its client.
    from silabo.adapters.ollama.embedder import OllamaEmbedder, OllamaEmbedderOptions  # noqa: PLC0415
    from silabo.adapters.ollama.hosts import OllamaHosts  # noqa: PLC0415

    hosts = OllamaHosts(settings.ollama_hosts)
    writer = _writer(settings, hosts) if settings.writes else None
    if not settings.embeds:
        return Models(writer)
    name = settings.embedding_model
    quick = OllamaEmbedderOptions(name, timeout_s=QUESTION_S, tries=1)
    return Models(
        writer=writer,
        passages=OllamaEmbedder(hosts, OllamaEmbedderOptions(name), cache=embeddings),
        questions=OllamaEmbedder(hosts, quick),
    )


def _writer(settings: Settings, hosts: "OllamaHosts") -> Writer:
    from silabo.adapters.ollama.model import OllamaModel, OllamaModelOptions  # noqa: PLC0415 - see above

    options = OllamaModelOptions(
        model=settings.model,
        context_tokens=settings.model_context_tokens,
        time_limits=settings.time_limits,
    )
    return Writer(
        model=OllamaModel(hosts, options),
        code=lambda: secrets.token_hex(CODE_BYTES),
        retries=settings.draft_retries,
        longest_wait_s=settings.longest_queue_minutes * 60.0,
        health=lambda: model_health(settings),
    )


def model_health(settings: Settings) -> Health:
    """Whether every Ollama has the models that it is asked for. Asks them now, within seconds."""
    if not settings.writes and not settings.embeds:
        return Health(True, "none: answers are quotations")
    from silabo.adapters.ollama import installed  # noqa: PLC0415 - see above
    from silabo.adapters.ollama.hosts import OllamaHosts  # noqa: PLC0415

    hosts = OllamaHosts(settings.ollama_hosts)
    found = []
    if settings.writes:
        tokens = settings.model_context_tokens
        found.append(installed.health(hosts, settings.model, needs_tokens=tokens))
    if settings.embeds:
        found.append(installed.health(hosts, settings.embedding_model))
    details = dict.fromkeys(each.detail for each in found)
    return Health(all(each.ok for each in found), "; ".join(details))
