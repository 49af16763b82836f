"""What `flask doctor` says of the models that write, in the order in which they are asked."""

from silabo.domain.findings import Finding
from silabo.domain.queues import Health
from wiring.model_servers import health_of, model_health
from wiring.settings import Settings
from wiring.settings.writing_models import WritingModel

_REMEDY = "{meanwhile} meanwhile; start its server, pull it"


def examine_models(settings: Settings) -> list[Finding]:
    """One finding for each model; asks their servers now, within seconds."""
    chain, pickable = settings.chain, settings.pickable
    if not chain and not pickable:
        health = model_health(settings)
        remedy = "" if health.ok else _REMEDY.format(meanwhile="words alone find")
        return [Finding("model", ok=health.ok, detail=health.detail, remedy=remedy)]
    healths = [health_of(settings, each.served, each.context_tokens) for each in chain]
    # Who is asked next writes, if anybody does.
    meanwhile = "the others write" if any(each.ok for each in healths) else "answers are quotations"
    found = [
        _finding(model, health, _place(number, len(chain)), meanwhile)
        for number, (model, health) in enumerate(zip(chain, healths, strict=True), start=1)
    ]
    picked = [
        _finding(
            model,
            health_of(settings, model.served, model.context_tokens),
            ", where a course picks it",
            meanwhile,
        )
        for model in pickable
    ]
    return found + picked + _embedding(settings)


def _finding(model: WritingModel, health: Health, place: str, meanwhile: str) -> Finding:
    thinks = (
        f"; may think {model.thinking_tokens} tokens before it writes"
        if model.thinking_tokens
        else ""
    )
    called = f"{model.name}: " if f"{model.name} on " not in health.detail else ""
    remedy = "" if health.ok else _REMEDY.format(meanwhile=meanwhile)
    return Finding("model", health.ok, f"{called}{health.detail}{place}{thinks}", remedy)


def _embedding(settings: Settings) -> list[Finding]:
    served = settings.served_embedding_model
    if served is None:
        return []
    health = health_of(settings, served)
    remedy = "" if health.ok else _REMEDY.format(meanwhile="words alone find")
    return [Finding("embedding model", health.ok, health.detail, remedy)]


def _place(number: int, of: int) -> str:
    return f", asked as number {number} of {of}" if of > 1 else ""
