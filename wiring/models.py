"""Chooses the models."""

from dataclasses import dataclass

from silabo.adapters.embedded_model.embedder import (
    NAME,
    EmbeddedModel,
    EmbeddedModelOptions,
    installed,
)
from silabo.adapters.model_servers.prefixes import Prefixes
from silabo.adapters.vector_cache import CachedEmbedder, VectorCache
from silabo.domain.models import NO_MODEL
from silabo.domain.ports import Embedder
from silabo.storage import embeddings
from tasks.parts import Writer
from wiring.model_servers import model_server
from wiring.settings import Settings
from wiring.settings.served_models import ServedModel
from wiring.writing import writer

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
    chosen = writer(settings)
    served = settings.served_embedding_model
    if served is not None:
        patient, quick = _embedders(settings, served)
        return Models(chosen, passages=CachedEmbedder(patient, cache), questions=quick)
    if embeds_here(settings):
        return Models(
            chosen,
            passages=CachedEmbedder(
                EmbeddedModel(EmbeddedModelOptions(niceness=PASSAGES_NICENESS)), cache
            ),
            questions=EmbeddedModel(EmbeddedModelOptions(timeout_s=QUESTION_S)),
        )
    return Models(chosen)


def embeds_here(settings: Settings) -> bool:
    """Whether the model of this machine is wanted and there."""
    return settings.embeds_here and installed()


def embedding_space(settings: Settings) -> str:
    """Names the model that embeds, for an index; "" for none."""
    served = settings.served_embedding_model
    if served is not None:
        return served.name  # wherever it is: its vectors are the same
    return NAME if embeds_here(settings) else ""


def _embedders(settings: Settings, served: ServedModel) -> tuple[Embedder, Embedder]:
    """The model of passages, which is patient, and that of questions."""
    prefixes = Prefixes(
        _prefix(settings.embedding_query_prefix), _prefix(settings.embedding_passage_prefix)
    )
    # Imported here: whoever has no such server need not wait for its client.
    if served.url:
        from silabo.adapters.openai_compatible.embedder import (  # noqa: PLC0415
            OpenAiEmbedder,
            OpenAiEmbedderOptions,
        )

        server = model_server(settings, served)
        hurried = OpenAiEmbedderOptions(
            served.name, timeout_s=QUESTION_S, tries=1, prefixes=prefixes
        )
        patient = OpenAiEmbedderOptions(served.name, prefixes=prefixes)
        return OpenAiEmbedder(server, patient), OpenAiEmbedder(server, hurried)
    from silabo.adapters.model_servers.hosts import ModelHosts  # noqa: PLC0415
    from silabo.adapters.ollama.embedder import OllamaEmbedder, OllamaEmbedderOptions  # noqa: PLC0415

    hosts = ModelHosts(settings.ollama_hosts)
    quick = OllamaEmbedderOptions(served.name, timeout_s=QUESTION_S, tries=1, prefixes=prefixes)
    patiently = OllamaEmbedderOptions(served.name, prefixes=prefixes)
    return OllamaEmbedder(hosts, patiently), OllamaEmbedder(hosts, quick)


def _prefix(said: str) -> str | None:
    return None if not said else "" if said == NO_MODEL else said
