"""Chooses the models, and says how they are."""

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from silabo.adapters.embedded_model.embedder import (
    NAME,
    EmbeddedModel,
    EmbeddedModelOptions,
    installed,
)
from silabo.adapters.vector_cache import CachedEmbedder, VectorCache
from silabo.domain.ports import Embedder, LanguageModel
from silabo.domain.queues import Health
from silabo.storage import embeddings
from tasks.parts import Writer
from wiring.settings import Settings
from wiring.settings.served_models import ServedModel

if TYPE_CHECKING:
    from silabo.adapters.openai_compatible.call import Server

CODE_BYTES = 8
# Whoever asks does not wait for meaning longer than this: words find without it.
QUESTION_S = 5.0
PATIENCE_S = 120.0  # with a model that is away, since a question was asked
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
    served = settings.served_embedding_model
    if served is not None:
        patient, quick = _embedders(settings, served)
        return Models(writer, passages=CachedEmbedder(patient, cache), questions=quick)
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
    if settings.served_embedding_model is not None:
        return settings.embedding_model
    return NAME if embeds_here(settings) else ""


def _embedders(settings: Settings, served: ServedModel) -> tuple[Embedder, Embedder]:
    """The model of passages, which is patient, and that of questions."""
    # Imported here: whoever has no such server need not wait for its client.
    if served.url:
        from silabo.adapters.openai_compatible.embedder import (  # noqa: PLC0415
            OpenAiEmbedder,
            OpenAiEmbedderOptions,
        )

        server = _server(settings, served)
        hurried = OpenAiEmbedderOptions(served.name, timeout_s=QUESTION_S, tries=1)
        patient = OpenAiEmbedderOptions(served.name)
        return OpenAiEmbedder(server, patient), OpenAiEmbedder(server, hurried)
    from silabo.adapters.model_servers.hosts import ModelHosts  # noqa: PLC0415
    from silabo.adapters.ollama.embedder import OllamaEmbedder, OllamaEmbedderOptions  # noqa: PLC0415

    hosts = ModelHosts(settings.ollama_hosts)
    quick = OllamaEmbedderOptions(served.name, timeout_s=QUESTION_S, tries=1)
    return (
        OllamaEmbedder(hosts, OllamaEmbedderOptions(served.name)),
        OllamaEmbedder(hosts, quick),
    )


def _writer(settings: Settings) -> Writer:
    return Writer(
        model=_writing_model(settings),
        code=lambda: secrets.token_hex(CODE_BYTES),
        retries=settings.draft_retries,
        patience_s=min(PATIENCE_S, settings.longest_writing_seconds),
        longest_s=settings.longest_writing_seconds,
        longest_wait_s=settings.longest_queue_minutes * 60.0,
        health=lambda: model_health(settings),
    )


def _writing_model(settings: Settings) -> LanguageModel:
    served = settings.writing_model or ServedModel(settings.model)
    if served.url:
        from silabo.adapters.openai_compatible.model import OpenAiModel, OpenAiModelOptions  # noqa: PLC0415 - see above

        return OpenAiModel(
            _server(settings, served),
            OpenAiModelOptions(
                served.name,
                context_tokens=settings.model_context_tokens,
                time_limits=settings.time_limits,
            ),
        )
    from silabo.adapters.model_servers.hosts import ModelHosts  # noqa: PLC0415 - see above
    from silabo.adapters.ollama.model import OllamaModel, OllamaModelOptions  # noqa: PLC0415 - see above

    options = OllamaModelOptions(
        model=served.name,
        context_tokens=settings.model_context_tokens,
        time_limits=settings.time_limits,
    )
    return OllamaModel(ModelHosts(settings.ollama_hosts), options)


def _server(settings: Settings, served: ServedModel) -> "Server":
    from silabo.adapters.openai_compatible.call import Server  # noqa: PLC0415 - see above

    return Server(served.url, settings.key_of(served.url))


def model_health(settings: Settings) -> Health:
    """Whether every server has the models that it is asked for. Asks them now, within seconds."""
    writing, embedding = settings.writing_model, settings.served_embedding_model
    if writing is None and embedding is None:
        return Health(True, "none: answers are quotations")
    found = []
    if writing is not None:
        found.append(_health(settings, writing, settings.model_context_tokens))
    if embedding is not None:
        found.append(_health(settings, embedding))
    details = dict.fromkeys(each.detail for each in found)
    return Health(all(each.ok for each in found), "; ".join(details))


def _health(settings: Settings, served: ServedModel, needs_tokens: int = 0) -> Health:
    if served.url:
        from silabo.adapters.openai_compatible import listed  # noqa: PLC0415 - see above

        return listed.health(_server(settings, served), served.name)
    from silabo.adapters.model_servers.hosts import ModelHosts  # noqa: PLC0415 - see above
    from silabo.adapters.ollama import installed as on_ollama  # noqa: PLC0415 - see above

    hosts = ModelHosts(settings.ollama_hosts)
    return on_ollama.health(hosts, served.name, needs_tokens=needs_tokens)
