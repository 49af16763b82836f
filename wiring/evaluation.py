"""What `flask evaluate` finds with by meaning, the embedding model of the settings, and where its
runs are kept.
"""

from functools import partial

from lti_app.cli.evaluate import RunsServer
from silabo.adapters.mlflow.runs import EvaluationRuns
from silabo.domain.errors import ServiceError
from silabo.evaluation.corpus import Embedders
from silabo.evaluation.processes import Embedding
from silabo.evaluation.vector_file import VectorFile
from wiring.models import embedding_space, models
from wiring.settings import Settings, tracking_uri

VECTORS = "evaluation-vectors.sqlite"  # in the data folder


def embedding(settings: Settings) -> Embedding | None:
    """The model of the settings; None where words alone find. Starts nothing."""
    space = embedding_space(settings)
    return Embedding(space, partial(_embedders, settings)) if space else None


def runs_server() -> RunsServer | None:
    """The MLflow server that the environment names. Asks nobody."""
    uri = tracking_uri()
    if not uri:
        return None
    kept = EvaluationRuns(uri)
    return RunsServer(kept.begin, kept.keep)


def _embedders(settings: Settings) -> Embedders:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    chosen = models(settings, cache=VectorFile(settings.data_dir / VECTORS))
    if chosen.passages is None or chosen.questions is None:
        raise ServiceError("there is no embedding model")
    return Embedders(chosen.passages, chosen.questions)
