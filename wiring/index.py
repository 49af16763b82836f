"""Chooses the passage index, and says how it is."""

from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.adapters.meaning_index import MeaningIndex
from silabo.adapters.weaviate.index import WeaviateIndex
from silabo.adapters.weaviate.options import WeaviateOptions
from silabo.domain.errors import ServiceError
from silabo.domain.ports import PassageIndex
from silabo.domain.queues import Health
from tasks.parts import Meaning
from wiring.models import Models, embedding_space
from wiring.settings import Settings


def passage_index(settings: Settings) -> EmbeddedIndex | WeaviateIndex:
    """Weaviate where its address is set, else the embedded one."""
    if not settings.weaviate_url:
        return EmbeddedIndex(settings.data_dir / "index.sqlite")
    key = settings.weaviate_key
    return WeaviateIndex(
        WeaviateOptions(
            url=settings.weaviate_url,
            key=key.get_secret_value() if key else "",
            grpc_port=settings.weaviate_grpc_port,
            prefix=settings.weaviate_prefix,
            space=embedding_space(settings),
        )
    )


def search_index(index: PassageIndex, chosen: Models) -> PassageIndex:
    """The index as answers search it: by meaning too, where vectors are kept and made."""
    if isinstance(index, WeaviateIndex) and chosen.questions is not None:
        return MeaningIndex(index, chosen.questions)
    return index


def meaning(index: PassageIndex, chosen: Models) -> Meaning | None:
    """What brings vectors to passages, where there is both."""
    if isinstance(index, WeaviateIndex) and chosen.passages is not None:
        return Meaning(index, chosen.passages)
    return None


def index_health(settings: Settings, index: PassageIndex) -> Health:
    """Whether the index answers; of no course, for it is asked often."""
    try:
        index.count(0, 0)
    except ServiceError as error:
        return Health(False, str(error) if settings.weaviate_url else "does not answer")
    return Health(True, "Weaviate" if settings.weaviate_url else "embedded")
