"""Which models a server that speaks OpenAI's API has."""

from pydantic import BaseModel

from silabo.adapters.model_servers.timed_transport import Deadline
from silabo.adapters.openai_compatible.call import Server, calling, check, understood
from silabo.domain.errors import ModelError, ModelMissingError, ModelUnreachableError
from silabo.domain.queues import Health

ASK_S = 3.0
_TAKES_ANY_NAME = "llamacpp"  # llama.cpp's server has one model, and does not look at its name


class _Model(BaseModel):
    id: str
    owned_by: str = ""


class _Models(BaseModel):
    data: list[_Model]


def health(server: Server, model: str) -> Health:
    """Whether a server answers and has a model; asks it now, within seconds. One that does not list
    its models is believed.
    """
    try:
        names = _listed(server)
    except ModelMissingError:
        return Health(True, f"{model} on {server.url}, which does not list its models")
    except ModelUnreachableError:
        return Health(False, f"{server.url}: does not answer")
    except ModelError as error:
        return Health(False, f"{server.url}: {error}")
    if model in names or f"{model}:latest" in names or _TAKES_ANY_NAME in names.values():
        return Health(True, f"{model} on {server.url}")
    has = ", ".join(sorted(names)[:5]) or "none"
    return Health(False, f"{server.url}: the model server has no model {model}; it has {has}")


def _listed(server: Server) -> dict[str, str]:
    """Who owns each model, by its name."""
    with (
        calling(server, Deadline(ASK_S)) as client,
        client.stream("GET", "models") as response,
    ):
        check(response, "application/json")
        return {model.id: model.owned_by for model in understood(_Models, response.read()).data}
