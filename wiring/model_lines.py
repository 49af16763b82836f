"""What `flask models` is handed: each model of the settings, and how it is asked and tried."""

from functools import partial

from lti_app.cli.models import ModelLine
from silabo.domain.models import Trial
from tasks import trials
from wiring.model_servers import digest_of, health_of
from wiring.settings import Settings
from wiring.settings.writing_models import WritingModel
from wiring.writing import language_model, new_code


def model_lines(settings: Settings) -> list[ModelLine]:
    """In the order in which they are asked, then those that have to be picked. Asks nobody."""
    placed = [(model, place) for place, model in enumerate(settings.chain, start=1)]
    return [
        ModelLine(
            name=model.name,
            place=place,
            health=partial(_health, settings, model),
            digest=partial(digest_of, settings, model.served),
            check=partial(_check, settings, model),
            warm=partial(_warm, settings, model),
        )
        for model, place in [*placed, *((model, 0) for model in settings.pickable)]
    ]


def _health(settings: Settings, model: WritingModel) -> str:
    return health_of(settings, model.served, model.context_tokens).detail


def _check(settings: Settings, model: WritingModel) -> Trial:
    heard = 0

    def thought() -> None:
        nonlocal heard
        heard += 1

    def thoughts() -> int:
        nonlocal heard
        since, heard = heard, 0
        return since

    asked = language_model(settings, model, thought=thought)
    return trials.try_model(asked, new_code, thoughts)


def _warm(settings: Settings, model: WritingModel) -> float:
    return trials.warm(language_model(settings, model))
