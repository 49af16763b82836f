"""Chooses the passage index, and says how it is."""

from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.adapters.question_vectors import QuestionVectors
from silabo.adapters.weaviate.index import WeaviateIndex
from silabo.adapters.weaviate.options import WeaviateOptions
from silabo.domain.errors import ServiceError
from silabo.domain.ports import PassageIndex
from silabo.domain.queues import Health
from tasks.parts import Meaning
from wiring.models import Models
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
        )
    )


def question_vectors(chosen: Models) -> QuestionVectors | None:
    """What lets answers search by meaning too, where vectors are made."""
    return QuestionVectors(chosen.questions) if chosen.questions is not None else None


def meaning(index: EmbeddedIndex | WeaviateIndex, chosen: Models) -> Meaning | None:
    """What brings vectors to passages, where they are made."""
    return Meaning(index, chosen.passages) if chosen.passages is not None else None


def index_health(settings: Settings, index: PassageIndex) -> Health:
    """Whether the index answers; of no course, for it is asked often."""
    try:
        index.count(0, 0)
    except ServiceError as error:
        return Health(False, str(error) if settings.weaviate_url else "does not answer")
    return Health(True, "Weaviate" if settings.weaviate_url else "embedded")
