"""Keeps what the models did for a question, once nobody waits for its answer any more."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from silabo.answering.model_chain import ModelChain
from silabo.domain.answers import WhyQuoted
from silabo.domain.errors import ServiceError
from silabo.domain.happenings import (
    DRAFTS,
    FIRST_TOKEN_SECONDS,
    MODEL_CALLS,
    MODEL_SECONDS,
    MODEL_TOKENS,
    NONE,
)
from silabo.domain.model_calls import CallPurpose, DraftVerdict, Judgement, ModelCall
from silabo.domain.ports import LanguageModel
from silabo.domain.questions import ClaimedQuestion
from silabo.storage import course_models, model_calls
from tasks.parts import Parts

logger = logging.getLogger(__name__)


@dataclass
class AskedModels:
    """The models that were asked for one question, by chains in the order in which these began."""

    chains: list[ModelChain] = field(default_factory=list)

    @property
    def calls(self) -> list[ModelCall]:
        """Every call of the question, in order within each chain."""
        return [call for chain in self.chains for call in chain.calls]

    def asking(
        self,
        models: Mapping[str, LanguageModel],
        purpose: CallPurpose,
        go_on: Callable[[], None],
    ) -> ModelChain:
        """Models that are asked for the question, whose calls are kept. `go_on` is called while a
        text is held back, and raises what ends it.
        """
        chain = ModelChain(models, go_on, purpose=purpose)
        self.chains.append(chain)
        return chain

    def judging(self, claimed: ClaimedQuestion, chain: ModelChain) -> Callable[[Judgement], None]:
        """Keeps how the last text of a chain was judged, and logs why it was thrown away."""

        def judge(judgement: Judgement) -> None:
            call = chain.calls[-1]
            call.judgement = judgement
            if judgement.verdict is DraftVerdict.REJECTED:
                # Why, and never the text: it has the words of a course, and may have a person's.
                extra = {
                    "question": claimed.public_id,
                    "model": call.name,
                    "score": judgement.score,
                    "reasons": ",".join(judgement.reasons),
                    "sentences": ",".join(one.verdict for one in judgement.sentences),
                }
                logger.warning("draft_rejected", extra=extra)

        return judge

    def keep(self, parts: Parts, claimed: ClaimedQuestion) -> None:
        """Write it all down, each for itself: an answer is worth more than that."""
        for call in self.calls:
            _tell(call)
        for write in (_count, _keep_calls):
            try:
                write(parts, claimed, self.calls)
            except ServiceError:
                extra = {"question": claimed.public_id, "step": write.__name__}
                logger.warning("model_record_lost", extra=extra)


def _tell(call: ModelCall) -> None:
    model = call.name
    MODEL_CALLS.note(model=model, purpose=call.purpose, failure=call.failure or NONE)
    if call.first_token_s:
        FIRST_TOKEN_SECONDS.note(call.first_token_s, model=model)
    if call.judgement is not None:
        DRAFTS.note(model=model, verdict=call.judgement.verdict)
    measured = call.measured
    if measured is not None:
        MODEL_TOKENS.note(measured.read, model=model, direction="read")
        MODEL_SECONDS.note(measured.reading_s, model=model, direction="read")
        MODEL_TOKENS.note(measured.written, model=model, direction="written")
        MODEL_SECONDS.note(measured.writing_s, model=model, direction="written")


def _count(_: Parts, claimed: ClaimedQuestion, calls: list[ModelCall]) -> None:
    """Count what came of each model that was asked to write."""
    for call in calls:
        failure = call.failure or _failure_of(call)
        if call.purpose is CallPurpose.DRAFT and failure is not None:
            course_models.note(claimed.course_id, call.name, failure=failure)


def _failure_of(call: ModelCall) -> str | None:
    """What became of a text that came: "" where it was an answer; None where nobody looked at it
    to its end.
    """
    if call.judgement is None:
        return None
    rejected = call.judgement.verdict is DraftVerdict.REJECTED
    return WhyQuoted.DRAFT_REJECTED.value if rejected else ""


def _keep_calls(parts: Parts, claimed: ClaimedQuestion, calls: list[ModelCall]) -> None:
    if calls and parts.model_calls_days:
        # Their servers are asked here, where nobody waits.
        digest_of = parts.writer.digest_of if parts.writer else lambda name: ""
        model_calls.keep(claimed.id, calls, [digest_of(call.name) for call in calls])
