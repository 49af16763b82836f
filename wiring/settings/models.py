"""The settings of the language model and of the embedding model."""

from pydantic import Field

from silabo.domain.models import TimeLimits
from wiring.settings.sources import EnvironmentSettings
from wiring.settings.values import OllamaUrls, listed

NONE = "none"


class ModelSettings(EnvironmentSettings):
    """Where Ollama is, which models it has for us, and how long anybody waits for them."""

    ollama_url: OllamaUrls = Field(
        default="",
        description="Ollama, as http://host:11434, several by commas; empty: answers are"
        " quotations",
    )
    model: str = Field(
        default="",
        description="model that writes answers, as Ollama names it, such as qwen2.5:7b, or with the"
        " digest that it must have, qwen2.5:7b@sha256:…; none: answers are quotations",
    )
    embedding_model: str = Field(
        default="",
        description="model by which passages are found by meaning, as Ollama names it, such as"
        " bge-m3; empty: the one of requirements-embedded.txt, if it is installed; none: they are"
        " found by their words alone",
    )
    draft_retries: int = Field(
        default=1,
        ge=0,
        le=2,
        description="how often a draft that does not hold is written again while nobody else waits",
    )
    model_context_tokens: int = Field(
        default=4096,
        ge=1024,
        le=131_072,
        description="tokens of the model's context, prompt and answer together",
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
    def writes(self) -> bool:
        """Whether a model writes answers."""
        return bool(self.ollama_url) and self.model not in {"", NONE}

    @property
    def embeds_on_ollama(self) -> bool:
        """Whether a model on Ollama embeds passages and questions."""
        return bool(self.ollama_url) and self.embedding_model not in {"", NONE}

    @property
    def embeds_here(self) -> bool:
        """Whether the model of this machine embeds them, where it is installed."""
        return not self.embedding_model

    @property
    def time_limits(self) -> TimeLimits:
        """How long one draft may take."""
        return TimeLimits(
            first_token_s=self.model_first_token_seconds,
            between_tokens_s=self.model_between_tokens_seconds,
            total_s=self.model_total_seconds,
        )

    @property
    def model_problems(self) -> list[str]:
        """What does not fit together, in sentences."""
        if self.ollama_url and not self.model:
            return ["SILABO_MODEL: name the model that writes, or `none`"]
        if self.model not in {"", NONE} and not self.ollama_url:
            return ["SILABO_OLLAMA_URL: name the Ollama that has SILABO_MODEL"]
        if self.embedding_model not in {"", NONE} and not self.ollama_url:
            return ["SILABO_OLLAMA_URL: name the Ollama that has SILABO_EMBEDDING_MODEL"]
        return []
