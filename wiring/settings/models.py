"""The settings of the language model and of the embedding model."""

from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from pydantic import Field

from silabo.adapters.mail.smtp_server import LOOPBACK
from silabo.domain.models import NO_MODEL
from wiring.settings.served_models import ServedModel, host_of, in_clear, machine_of, read_keys
from wiring.settings.sources import EnvironmentSettings
from wiring.settings.values import (
    ModelKeys,
    ModelName,
    ModelNames,
    OllamaUrls,
    TimesOfDay,
    listed,
)
from wiring.settings.writing_models import WritingModel, read_models


class ModelSettings(EnvironmentSettings):
    """Which models there are, where their servers are, and how long anybody waits for them."""

    ollama_url: OllamaUrls = Field(
        default="",
        description="Ollama, as http://host:11434, several by commas; empty: answers are"
        " quotations",
    )
    model: ModelNames = Field(
        default="",
        description="model that writes answers, as Ollama names it, such as qwen2.5:7b, or with the"
        " digest that it must have, qwen2.5:7b@sha256:…; on any server that speaks OpenAI's API,"
        " https://host/v1#name; several by commas, asked in this order; none: answers are"
        " quotations",
    )
    models_file: Path | None = Field(
        default=None,
        description="TOML file with what is set for single models, and with more that a course may"
        " pick (docs/administrators/models.md)",
    )
    embedding_model: ModelName = Field(
        default="",
        description="model by which passages are found by meaning, as Ollama names it, such as"
        " bge-m3, or https://host/v1#name; empty: the one of requirements-embedded.txt, if it is"
        " installed; none: they are found by their words alone",
    )
    embedding_query_prefix: str = Field(
        default="",
        description="what the embedding model of a server expects before a question, such as"
        " 'query: '; empty: what its card says, where it is known; none: nothing",
    )
    embedding_passage_prefix: str = Field(
        default="",
        description="the same before a passage; another one has all passages embedded again",
    )
    model_keys: ModelKeys = Field(
        default=None,
        description="keys of model servers that want one, a line each, as host=key; on a server in"
        " the folder of credentials, never in the environment",
    )
    draft_retries: int = Field(
        default=1,
        ge=0,
        le=2,
        description="how often a draft that does not hold is written again while nobody else waits",
    )
    draft_least_score: int = Field(
        default=65,
        ge=0,
        le=100,
        description="a draft that a score from 0 to 100 puts below this is thrown away: how much of"
        " it holds, what of the question it answers, whether it names its sources",
    )
    draft_critic: str = Field(
        default="",
        description="model that gives each draft a score too, of which the lower counts, by its"
        " name in SILABO_MODEL or SILABO_MODELS_FILE; it is one call more for each answer; empty:"
        " none",
    )
    model_rewords: bool = Field(
        default=False,
        description="let the model put a question in other words where it goes on from another one"
        " and rules cannot tell how, or is in another language than the documents: only where"
        " nothing was found that answers, and while nobody waits; the words as typed are searched"
        " too",
    )
    model_calls_days: int = Field(
        default=30,
        ge=0,
        le=3650,
        description="days for which each call of a model is kept, with the question, the passages"
        " and what it wrote; 0: none is kept",
    )
    model_context_tokens: int = Field(
        default=4096,
        ge=1024,
        le=131_072,
        description="tokens of the model's context, prompt and answer together",
    )
    model_prompt_tokens: int = Field(
        default=500,
        ge=200,
        le=8192,
        description="tokens of rules and passages that the model reads for an answer, the question"
        " aside; more passages answer more, and cost time",
    )
    model_threads: int = Field(
        default=0,
        ge=0,
        le=256,
        description="processor threads with which Ollama reads and writes; 0: one less than this"
        " machine has, or as Ollama is set where it is on another",
    )
    model_keep_alive: str = Field(
        default="",
        pattern=r"^(-?\d{1,9}(s|m|h))?$",
        description="how long Ollama keeps the model loaded after an answer, such as 30m; -1m:"
        " always; empty: as Ollama is set",
    )
    model_warm_at: TimesOfDay = Field(
        default="",
        description="times of day, as 07:45,15:45, at which the model is loaded in the time zone of"
        " each course, so that the first question of a class does not wait for it; empty: only when"
        " a worker starts",
    )
    model_first_token_seconds: int = Field(
        default=60, ge=1, le=240, description="longest wait for a model's first token, in seconds"
    )
    model_between_tokens_seconds: int = Field(
        default=20, ge=1, le=240, description="longest wait between two tokens, in seconds"
    )
    model_total_seconds: int = Field(
        default=180, ge=1, le=240, description="longest time for one draft, in seconds"
    )
    longest_writing_seconds: int = Field(
        default=180,
        ge=5,
        le=600,
        description="longest that a question that can be quoted, and its e-mail, wait for the text"
        " of the model, its second draft included, in seconds; then the quotation stands alone",
    )
    longest_queue_minutes: int = Field(
        default=30,
        ge=1,
        description="with a longer queue than these minutes of writing, answers are quotations",
    )

    @property
    def ollama_hosts(self) -> tuple[str, ...]:
        """The addresses of Ollama."""
        return listed(self.ollama_url)

    @property
    def chain(self) -> tuple[WritingModel, ...]:
        """The models that write answers, in the order in which they are asked; none for
        quotations.
        """
        return self.writing_models[0]

    @property
    def pickable(self) -> tuple[WritingModel, ...]:
        """The models that write only in a course which picks one."""
        return self.writing_models[1]

    @cached_property
    def writing_models(self) -> tuple[tuple[WritingModel, ...], tuple[WritingModel, ...]]:
        """Those of the order and the others. The file is read once: what writes is what was there
        at the start.
        """
        # What is wrong with them model_problems says.
        with suppress(ValueError):
            chain, others = read_models(self._in_order, self.models_file, self._for_all)
            there = [tuple(filter(self._has_server, models)) for models in (chain, others)]
            return there[0], there[1]
        return (), ()

    @property
    def _in_order(self) -> tuple[str, ...]:
        return () if self.model == NO_MODEL else listed(self.model)

    @property
    def _for_all(self) -> dict[str, object]:
        return {
            "context_tokens": self.model_context_tokens,
            "prompt_tokens": self.model_prompt_tokens,
            "first_token_seconds": self.model_first_token_seconds,
            "between_tokens_seconds": self.model_between_tokens_seconds,
            "total_seconds": self.model_total_seconds,
        }

    def _has_server(self, model: WritingModel) -> bool:
        return bool(model.server or self.ollama_url)

    @property
    def served_embedding_model(self) -> ServedModel | None:
        """The model of a server that embeds passages and questions; None where none does."""
        if self.embedding_model in {"", NO_MODEL}:
            return None
        model = ServedModel.of(self.embedding_model)
        return model if model.url or self.ollama_url else None

    @property
    def writes(self) -> bool:
        """Whether a model writes answers, if only in a course that picked one."""
        return any(self.writing_models)

    @property
    def model_servers_elsewhere(self) -> tuple[str, ...]:
        """The hosts, on another machine than this one, to which questions and passages go."""
        served = [model.served for models in self.writing_models for model in models]
        served += [self.served_embedding_model] if self.served_embedding_model else []
        urls = [url for each in served for url in ([each.url] if each.url else self.ollama_hosts)]
        machines = dict.fromkeys(map(machine_of, urls))
        return tuple(name for name in machines if name not in LOOPBACK)

    def key_of(self, url: str) -> str:
        """The key of a model server; "" where none is named."""
        keys = self.model_keys
        return read_keys(keys.get_secret_value()).get(host_of(url), "") if keys else ""

    @property
    def embeds_here(self) -> bool:
        """Whether the model of this machine embeds them, where it is installed."""
        return not self.embedding_model

    @property
    def model_problems(self) -> list[str]:
        """What does not fit together, in sentences."""
        if self.ollama_url and not self.model and not self.models_file:
            return ["SILABO_MODEL: name the model that writes, or `none`"]
        try:
            writing = read_models(self._in_order, self.models_file, self._for_all)
        except ValueError as error:
            return [f"{'SILABO_MODELS_FILE' if self.models_file else 'SILABO_MODEL'}: {error}"]
        named = {
            "SILABO_MODEL": writing[0],
            "SILABO_MODELS_FILE": writing[1],
        }
        served = [(setting, each.served) for setting in named for each in named[setting]]
        if self.embedding_model not in {"", NO_MODEL}:
            served.append(("SILABO_EMBEDDING_MODEL", ServedModel.of(self.embedding_model)))
        names = [each.name for each in (*writing[0], *writing[1])]
        if self.draft_critic and self.draft_critic not in names:
            there = ", ".join(names) or "none"
            return [
                f"SILABO_DRAFT_CRITIC: no model is called {self.draft_critic}; there are: {there}"
            ]
        for setting, model in served:
            if not model.url and not self.ollama_url:
                return [f"SILABO_OLLAMA_URL: name the Ollama that has {setting}"]
        return self._key_problems([model.url for _, model in served if model.url])

    def _key_problems(self, urls: Sequence[str]) -> list[str]:
        """Keys of hosts that no model has, and those that would be sent unencrypted."""
        keys = read_keys(self.model_keys.get_secret_value()) if self.model_keys else {}
        strangers = sorted(set(keys) - {host_of(url) for url in urls})
        heard = sorted({host_of(url) for url in urls if in_clear(url) and self.key_of(url)})
        return [f"SILABO_MODEL_KEYS: no model is on {host}" for host in strangers] + [
            f"SILABO_MODEL_KEYS: that of {host} would be sent unencrypted; write https"
            for host in heard
        ]
