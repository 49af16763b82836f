"""The servers of models that the settings name, and how they are. Their clients are imported here
when they are needed: whoever has no such server need not wait for its client.
"""

from contextlib import suppress
from typing import TYPE_CHECKING

from silabo.domain.errors import ModelError
from silabo.domain.queues import Health
from wiring.settings import Settings
from wiring.settings.served_models import ServedModel

if TYPE_CHECKING:
    from silabo.adapters.openai_compatible.call import Server


def model_server(settings: Settings, served: ServedModel) -> "Server":
    """The server of a model that speaks OpenAI's API, with its key."""
    from silabo.adapters.openai_compatible.call import Server  # noqa: PLC0415 - see above

    return Server(served.url, settings.key_of(served.url))


def model_health(settings: Settings) -> Health:
    """Whether one of the models that write is there, and the one that embeds. Asks their servers
    now, within seconds.
    """
    chain, embedding = settings.chain, settings.served_embedding_model
    if not chain and embedding is None:
        but = ", but where a course picks a model" if settings.pickable else ""
        return Health(True, f"none: answers are quotations{but}")
    writing = [health_of(settings, each.served, each.context_tokens) for each in chain]
    embeds = [health_of(settings, embedding)] if embedding else []
    details = dict.fromkeys(each.detail for each in (*writing, *embeds))
    writes = not writing or any(each.ok for each in writing)
    return Health(writes and all(each.ok for each in embeds), "; ".join(details))


def health_of(settings: Settings, served: ServedModel, needs_tokens: int = 0) -> Health:
    """Whether the server of a model has it, and takes as many tokens as it will be given."""
    if served.url:
        from silabo.adapters.openai_compatible import listed  # noqa: PLC0415 - see above

        return listed.health(model_server(settings, served), served.name)
    from silabo.adapters.model_servers.hosts import ModelHosts  # noqa: PLC0415 - see above
    from silabo.adapters.ollama import installed  # noqa: PLC0415 - see above

    hosts = ModelHosts(settings.ollama_hosts)
    return installed.health(hosts, served.name, needs_tokens=needs_tokens)


def digest_of(settings: Settings, served: ServedModel) -> str:
    """The digest of a model on the first Ollama that tells it; "" where nobody does."""
    if served.url:
        return ""
    from silabo.adapters.ollama import installed  # noqa: PLC0415 - see above

    name = installed.ModelName.of(served.name).name
    for url in settings.ollama_hosts:
        with suppress(ModelError):
            found = installed.listed(url).get(name, "")
            if found:
                return found
    return ""
