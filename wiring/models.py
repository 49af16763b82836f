"""Chooses the models, and says how they are."""

import secrets
from dataclasses import dataclass

from silabo.adapters.embedded_model.embedder import (
    NAME,
    EmbeddedModel,
    EmbeddedModelOptions,
    installed,
)
from silabo.adapters.vector_cache import CachedEmbedder, VectorCache
from silabo.domain.ports import Embedder
from silabo.domain.queues import Health
from silabo.storage import embeddings
from tasks.parts import Writer
from wiring.settings import Settings

CODE_BYTES = 8
# Whoever asks does not wait for meaning longer than this: words find without it.
QUESTION_S = 5.0
PASSAGES_NICENESS = 10  # whoever asks goes first


@dataclass(frozen=True, slots=True)
class Models:
    """What a process has of models: one that writes, one for passages and one for questions.

    The two embedders are one model: that of passages is patient and keeps what it got, that of
    questions gives up soon and keeps nothing.
    """

    writer: Writer | None = None
    passages: Embedder | None = None
    questions: Embedder | None = None


def models(settings: Settings, *, cache: VectorCache = embeddings) -> Models:
    """The models of the settings. What passages' vectors are is kept in `cache`. Asks nobody and
    starts nothing.
    """
    writer = _writer(settings) if settings.writes else None
    if settings.embeds_on_ollama:
        return _embedding_on_ollama(settings, writer, cache)
    if embeds_here(settings):
        return Models(
            writer,
            passages=CachedEmbedder(
                EmbeddedModel(EmbeddedModelOptions(niceness=PASSAGES_NICENESS)), cache
            ),
            questions=EmbeddedModel(EmbeddedModelOptions(timeout_s=QUESTION_S)),
        )
    return Models(writer)


def embeds_here(settings: Settings) -> bool:
    """Whether the model of this machine is wanted and there."""
    return settings.embeds_here and installed()


def embedding_space(settings: Settings) -> str:
    """Names the model that embeds, for an index; "" for none."""
    if settings.embeds_on_ollama:
        return settings.embedding_model
    return NAME if embeds_here(settings) else ""


def _embedding_on_ollama(settings: Settings, writer: Writer | None, cache: VectorCache) -> Models:
    # Imported here: whoever has no Ollama need not wait for its client.
    from silabo.adapters.ollama.embedder import OllamaEmbedder, OllamaEmbedderOptions  # noqa: PLC0415
    from silabo.adapters.model_servers.hosts import ModelHosts  # noqa: PLC0415

    hosts = ModelHosts(settings.ollama_hosts)
    name = settings.embedding_model
    quick = OllamaEmbedderOptions(name, timeout_s=QUESTION_S, tries=1)
    return Models(
        writer,
        passages=CachedEmbedder(OllamaEmbedder(hosts, OllamaEmbedderOptions(name)), cache),
        questions=OllamaEmbedder(hosts, quick),
    )


def _writer(settings: Settings) -> Writer:
    from silabo.adapters.model_servers.hosts import ModelHosts  # noqa: PLC0415 - see above
    from silabo.adapters.ollama.model import OllamaModel, OllamaModelOptions  # noqa: PLC0415 - see above

    options = OllamaModelOptions(
        model=settings.model,
        context_tokens=settings.model_context_tokens,
        time_limits=settings.time_limits,
    )
    return Writer(
        model=OllamaModel(ModelHosts(settings.ollama_hosts), options),
        code=lambda: secrets.token_hex(CODE_BYTES),
        retries=settings.draft_retries,
        longest_wait_s=settings.longest_queue_minutes * 60.0,
        health=lambda: model_health(settings),
    )


def model_health(settings: Settings) -> Health:
    """Whether every Ollama has the models that it is asked for. Asks them now, within seconds."""
    if not settings.writes and not settings.embeds_on_ollama:
        return Health(True, "none: answers are quotations")
    from silabo.adapters.ollama import installed as on_ollama  # noqa: PLC0415 - see above
    from silabo.adapters.model_servers.hosts import ModelHosts  # noqa: PLC0415

    hosts = ModelHosts(settings.ollama_hosts)
    found = []
    if settings.writes:
        tokens = settings.model_context_tokens
        found.append(on_ollama.health(hosts, settings.model, needs_tokens=tokens))
    if settings.embeds_on_ollama:
        found.append(on_ollama.health(hosts, settings.embedding_model))
    details = dict.fromkeys(each.detail for each in found)
    return Health(all(each.ok for each in found), "; ".join(details))
