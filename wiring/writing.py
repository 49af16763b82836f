"""Chooses the models that write, in order."""

import os
import secrets
import time
from collections.abc import Callable

from silabo.adapters.mail.smtp_server import LOOPBACK
from silabo.domain.ports import LanguageModel
from tasks.parts import Writer
from wiring.model_servers import digest_of, model_health, model_server
from wiring.settings import Settings
from wiring.settings.served_models import host_of
from wiring.settings.values import times_of_day
from wiring.settings.writing_models import WritingModel

CODE_BYTES = 5  # a prompt has it many times, and a model reads each character
BELIEVED_S = 60.0  # a model can be replaced at any time, but not often
PATIENCE_S = 120.0  # with a model that is away, since a question was asked


def writer(settings: Settings) -> Writer | None:
    """The models of the settings; None where there is none. Asks nobody."""
    chain, pickable = settings.chain, settings.pickable
    named = {model.name: language_model(settings, model) for model in (*chain, *pickable)}
    if not named:
        return None
    return Writer(
        model=next(iter(named.values())),
        named=named,
        only_if_picked=frozenset(model.name for model in pickable),
        code=new_code,
        retries=settings.draft_retries,
        patience_s=min(PATIENCE_S, settings.longest_writing_seconds),
        longest_s=settings.longest_writing_seconds,
        wanted_tokens=settings.model_prompt_tokens,
        wanted_by_name={model.name: model.prompt_tokens for model in (*chain, *pickable)},
        warm_at=times_of_day(settings.model_warm_at),
        longest_wait_s=settings.longest_queue_minutes * 60.0,
        health=lambda: model_health(settings),
        least_score=settings.draft_least_score,
        critic=named.get(settings.draft_critic),
        rewords=settings.model_rewords,
        digest_of=Digests(settings).of,
    )


def new_code() -> str:
    """A word that nobody can guess: no document can forge what begins with it."""
    return secrets.token_hex(CODE_BYTES)


class Digests:
    """The digests of models, asked at their servers once a minute. Thread-safe."""

    def __init__(self, settings: Settings) -> None:
        """Ask nobody yet."""
        self._settings = settings
        models = (*settings.chain, *settings.pickable)
        self._served = {model.name: model.served for model in models}
        self._known: dict[str, tuple[float, str]] = {}

    def of(self, name: str) -> str:
        """The digest of a model by the name that administrators gave it; "" where nobody tells."""
        asked_at, digest = self._known.get(name, (-BELIEVED_S, ""))
        if name in self._served and time.monotonic() - asked_at >= BELIEVED_S:
            digest = digest_of(self._settings, self._served[name])
            self._known[name] = (time.monotonic(), digest)
        return digest


def language_model(
    settings: Settings, model: WritingModel, *, thought: Callable[[], None] = lambda: None
) -> LanguageModel:
    """One of them. It has hosts of its own, so that whoever is slow is left alone by itself.
    `thought` is called at each token that it thinks, where its server tells these apart.
    """
    served, limits = model.served, model.time_limits(settings.longest_writing_seconds)
    # Imported here: whoever has no such server need not wait for its client.
    if served.url:
        from silabo.adapters.openai_compatible.model import OpenAiModel, OpenAiModelOptions  # noqa: PLC0415

        return OpenAiModel(
            model_server(settings, served),
            OpenAiModelOptions(
                served.name,
                name=model.name,
                context_tokens=model.context_tokens,
                answer_tokens=model.answer_tokens,
                thinking_tokens=model.thinking_tokens,
                temperature=model.temperature,
                time_limits=limits,
                extra=model.extra,
                thought=thought,
            ),
        )
    from silabo.adapters.model_servers.hosts import ModelHosts  # noqa: PLC0415
    from silabo.adapters.ollama.model import OllamaModel, OllamaModelOptions  # noqa: PLC0415

    return OllamaModel(
        ModelHosts(settings.ollama_hosts),
        OllamaModelOptions(
            model=served.name,
            context_tokens=model.context_tokens,
            answer_tokens=model.answer_tokens,
            temperature=model.temperature,
            threads=threads(settings),
            keep_alive=settings.model_keep_alive,
            time_limits=limits,
        ),
    )


def threads(settings: Settings) -> int:
    """With how many threads Ollama writes: as it is set, else one less than this machine has, for
    the web, the database and the index go on beside it. 0, its own choice, where it is elsewhere.
    """
    hosts = [host_of(host).partition(":")[0] for host in settings.ollama_hosts]
    here = all(host in LOOPBACK for host in hosts)
    return settings.model_threads or (max(1, (os.cpu_count() or 1) - 1) if here else 0)
