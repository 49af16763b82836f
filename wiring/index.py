"""Chooses the passage index, and says how it is."""

import threading
import time
from collections.abc import Callable

from lti_app.searchers import Searchers
from silabo.adapters.embedded_index import EmbeddedIndex
from silabo.adapters.question_vectors import Meant, QuestionVectors
from silabo.adapters.weaviate.index import WeaviateIndex
from silabo.adapters.weaviate.options import WeaviateOptions
from silabo.domain.errors import ServiceError
from silabo.domain.ports import PassageIndex
from silabo.domain.queues import Health
from silabo.storage import versions
from tasks.canary import fault_of
from tasks.parts import Meaning
from wiring.models import Models, models
from wiring.settings import Settings

MeaningOf = Callable[[str], Meant | None]

# Of the moment in which first passages are searched; the embedded model takes a tenth of it.
PROMPT_S = 0.25
TRIED_S = 60.0
TRIED_COURSES = 20


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


def index_name(settings: Settings) -> str:
    """What the index is called where searches are counted."""
    return "weaviate" if settings.weaviate_url else "embedded"


def patient_meaning(chosen: Models) -> MeaningOf | None:
    """What lets answers search by meaning too, where vectors are made."""
    return QuestionVectors(chosen.questions).of if chosen.questions is not None else None


def prompt_meaning(chosen: Models) -> MeaningOf | None:
    """The same for whoever has just asked: where the model is busy or late, words alone find."""
    if chosen.questions is None:
        return None
    vectors, threads = QuestionVectors(chosen.questions), Searchers(1, "meaning")

    def meaning_of(question: str) -> Meant | None:
        return vectors.kept(question) or threads.in_time(PROMPT_S, vectors.of, question)

    return meaning_of


def meaning(index: EmbeddedIndex | WeaviateIndex, chosen: Models) -> Meaning | None:
    """What brings vectors to passages, where they are made."""
    return Meaning(index, chosen.passages) if chosen.passages is not None else None


def trial_of_meaning(settings: Settings, index: PassageIndex) -> Meaning | None:
    """What a search by meaning is tried with: the model itself, and not what was kept of it."""
    chosen = models(settings)
    if not isinstance(index, EmbeddedIndex | WeaviateIndex) or chosen.questions is None:
        return None
    return Meaning(index, chosen.questions)


class IndexTrial:
    """Tries a search in some courses, others each time. What was found is believed for a minute:
    machines ask often.
    """

    def __init__(self, settings: Settings, index: PassageIndex) -> None:
        """Ask nothing yet."""
        self._index = index
        # The model of this machine would be started for it: `flask doctor` and `index check` do.
        served = settings.served_embedding_model is not None
        self._meaning = trial_of_meaning(settings, index) if served else None
        self._lock = threading.Lock()
        self._seen: tuple[float, str] | None = None
        self._next = 0

    def fault(self) -> str:
        """What does not work, with the course; "" where all does."""
        with self._lock:
            if self._seen is None or time.monotonic() - self._seen[0] > TRIED_S:
                self._seen = (time.monotonic(), self._try())
            return self._seen[1]

    def _try(self) -> str:
        courses = versions.answering_courses()
        begin = self._next if self._next < len(courses) else 0
        self._next = begin + TRIED_COURSES
        try:
            for course in courses[begin : self._next]:
                fault = fault_of(self._index, self._meaning, course)
                if fault:
                    self._next = begin  # looked at again until it is mended
                    return f"{fault} (course {course.public_id})"
        except ServiceError as error:
            return str(error)
        return ""


def index_health(settings: Settings, index: PassageIndex) -> Health:
    """Whether the index answers; of no course, for it is asked often."""
    try:
        index.count(0, 0)
    except ServiceError as error:
        return Health(False, str(error) if settings.weaviate_url else "does not answer")
    return Health(True, "Weaviate" if settings.weaviate_url else "embedded")
