"""The models that write: SILABO_MODEL names them in order, SILABO_MODELS_FILE says what is set for
each, and names more that a course may pick.
"""

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from silabo.domain.models import NO_MODEL, TimeLimits
from wiring.settings.errors import in_words
from wiring.settings.served_models import ServedModel, server_url

ServerUrl = Annotated[str, AfterValidator(server_url)]


class WritingModel(BaseModel):
    """What is set for one model; what is not said of it is as for all."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    # What administrators and instructors call it: a course keeps which one it picked.
    name: str = Field(max_length=128)
    server: ServerUrl | None = None  # one that speaks OpenAI's API; None: Ollama
    model: str  # what its server calls it
    context_tokens: int = Field(default=4096, ge=1024, le=1_048_576)
    answer_tokens: int = Field(default=400, ge=50, le=4096)
    prompt_tokens: int = Field(default=500, ge=200, le=8192)  # of rules and passages
    thinking_tokens: int = Field(default=0, ge=0, le=65_536)
    temperature: float = Field(default=0.0, ge=0.0, le=2.0)
    first_token_seconds: int = Field(default=60, ge=1, le=240)
    between_tokens_seconds: int = Field(default=20, ge=1, le=240)
    total_seconds: int = Field(default=180, ge=1, le=240)
    extra: dict[str, Any] = Field(default_factory=dict)  # sent along to its server

    @property
    def served(self) -> ServedModel:
        """Its name there, and where that is."""
        return ServedModel(self.model, self.server or "")

    def time_limits(self, most_s: float) -> TimeLimits:
        """How long one draft of it may take, where nobody waits longer than `most_s`."""
        return TimeLimits(
            first_token_s=min(self.first_token_seconds, most_s),
            between_tokens_s=self.between_tokens_seconds,
            total_s=min(self.total_seconds, most_s),
        )


def read_models(
    written: Sequence[str], file: Path | None, defaults: Mapping[str, object]
) -> tuple[tuple[WritingModel, ...], tuple[WritingModel, ...]]:
    """The models that are asked in this order, and those that only a course asks which picks them.

    Raises `ValueError`: a sentence a line.
    """
    tables = _tables(file) if file else {}
    named = {name: _of_table(name, table, defaults) for name, table in tables.items()}
    chain = tuple(named.get(name) or _of_name(name, defaults) for name in written)
    others = tuple(model for name, model in named.items() if name not in written)
    names = [model.name for model in (*chain, *others)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(
            f"two models are called {twice[0]}; give one a name of its own in the file"
        )
    return chain, others


def _of_name(name: str, defaults: Mapping[str, object]) -> WritingModel:
    return WritingModel.model_validate({**defaults, **_written(name)})


def _written(name: str) -> dict[str, object]:
    """What the name says by itself: it may be an address."""
    served = ServedModel.of(name)
    return {"name": served.name, "model": served.name, "server": served.url or None}


def _tables(file: Path) -> dict[str, dict[str, Any]]:
    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise ValueError(f"{file} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ValueError(f"{file} is no TOML file: {error}") from error
    loose = [name for name, value in found.items() if not isinstance(value, dict)]
    if loose:
        raise ValueError(f"{file}: {loose[0]} stands under no model; begin with one, as [name]")
    return found


def _of_table(name: str, table: dict[str, Any], defaults: Mapping[str, object]) -> WritingModel:
    if "," in name or name in {"", NO_MODEL} or "name" in table:
        raise ValueError(f"“{name}” cannot be the name of a model")
    values = {**defaults, **_written(name), **table}
    for_others = sorted({"extra", "thinking_tokens"} & table.keys())
    if for_others and not values["server"]:
        # Ollama is told not to let it think, and by its API nothing else is sent along.
        raise ValueError(f"[{name}]: {for_others[0]} needs a server that speaks OpenAI's API")
    try:
        return WritingModel.model_validate(values)
    except ValidationError as error:
        said = "; ".join(f"[{name}]: {_said(each)}" for each in error.errors())
        raise ValueError(said) from error


def _said(error: ErrorDetails) -> str:
    field = str(error["loc"][0])
    if error["type"] != "extra_forbidden":
        return f"{field}: {in_words(error)}"
    near = difflib.get_close_matches(field, WritingModel.model_fields, n=1)
    return f"there is no {field}" + (f"; did you mean {near[0]}?" if near else "")
