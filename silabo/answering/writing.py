"""Writes an answer with a model: what it says is cut into whole sentences, each is judged, and only
what holds is told; what is too little as a whole is taken back.
"""

import logging
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from silabo.answering.critic import criticise, score_by_model
from silabo.answering.dictation import Dictation, Said
from silabo.answering.page import Page
from silabo.answering.prompts import ANSWER, NOT_STATED, Budget, Prompt, draft_prompt, said_again
from silabo.answering.quoting import Quotation
from silabo.answering.receipts import Verdict, refuses
from silabo.answering.weights import CRITIC, DRAFTING
from silabo.domain.answers import Query, WhyQuoted
from silabo.domain.drafts import Draft, DraftTakenBack, Told
from silabo.domain.errors import (
    ModelCutError,
    ModelError,
    ModelOutputError,
    ModelSlowError,
    ModelUnreachableError,
    SilaboError,
)
from silabo.domain.model_calls import BEST, DraftVerdict, Judged, Judgement, Reason
from silabo.domain.ports import LanguageModel

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Writing:
    """What writing needs from outside.

    `code` gives a word that nobody can guess, another one at each call. Rules and passages have at
    most `wanted_tokens`, but for the first passage, and at most as many as fit the model. `told`
    hears what is quoted before the model is asked, of each accepted sentence, and when all of them
    are taken back.
    `go_on` is called between two pieces of the text, and raises what ends the writing. A draft that
    does not hold, or whose score from 0 to 100 is below `least_score`, is written again at most
    `retries` times, and only while `may_retry` says so. Where a `critic` is there, the lower of its
    score and that of the rules counts. A `reworder` puts in other words what rules could not read.
    `judged` hears what was found of each text.
    """

    model: LanguageModel
    code: Callable[[], str]
    told: Told = lambda event: None
    go_on: Callable[[], None] = lambda: None
    retries: int = 0
    may_retry: Callable[[], bool] = lambda: True
    wanted_tokens: int = DRAFTING.wanted_tokens
    least_score: int = CRITIC.least
    critic: LanguageModel | None = None
    reworder: LanguageModel | None = None
    judged: Judged = lambda judgement: None


Again = Callable[[], Sequence[Quotation]]


def drafted(
    query: Query, pieces: Sequence[Quotation], writing: Writing, again: Again | None = None
) -> Draft | WhyQuoted:
    """A draft that holds, one without sentences where the model finds no answer, or why there is
    none. Raises `ModelUnreachableError`: that may pass.
    """
    try:
        return written(query, pieces, writing, again)
    except ModelUnreachableError:
        raise
    except (ModelCutError, ModelOutputError):
        return WhyQuoted.DRAFT_REJECTED
    except ModelSlowError:
        return WhyQuoted.MODEL_SLOW
    except ModelError:
        return WhyQuoted.MODEL_AWAY


def written(
    query: Query, pieces: Sequence[Quotation], writing: Writing, again: Again | None = None
) -> Draft:
    """A draft that holds, from as many of the pieces as the model takes; one without sentences
    when the model finds that they do not answer.

    Raises the kinds of `ModelError` when there is none: what was told of it is taken back by one
    event. Only a text that does not hold is written again, never one that did not come: with the
    same mark, so that a server knows the prompt again up to its last words. What `again` gives is
    what the later ones are written from: it is asked once, before the second.
    """
    mark = writing.code()
    reasons: tuple[Reason, ...] = ()
    for retried in range(writing.retries + 1):
        prompt = draft_prompt(
            query.text,
            pieces,
            language=query.language,
            mark=mark,
            budget=Budget(writing.model.budget, writing.wanted_tokens, writing.model.tokens),
            instructions=query.instructions,
            reasons=reasons,
        )
        if prompt is None:
            raise ModelCutError("not one passage fits the model's context")
        page = Page(prompt.passages, query.language, writing.told)
        try:
            return _draft(page, prompt, mark, query, writing)
        except (ModelCutError, ModelOutputError) as error:
            reasons = _rejected(page, error, writing)
            if retried == writing.retries or not writing.may_retry():
                raise
            if again is not None and not retried:
                pieces = again()
    raise ModelOutputError("no draft was written")


class _TooPoorError(ModelOutputError):
    """A draft whose sentences hold says too little."""

    def __init__(self, score: int, reasons: Sequence[Reason]) -> None:
        super().__init__("the draft is too poor")
        self.score, self.reasons = score, reasons


def _rejected(page: Page, error: ModelError, writing: Writing) -> tuple[Reason, ...]:
    """Tell what was found of a draft that was thrown away, and give what speaks against it."""
    poor = error if isinstance(error, _TooPoorError) else None
    found = [*page.reasons, *(poor.reasons if poor else ())]
    if isinstance(error, ModelCutError):
        found.append(Reason.CUT)
    elif not page.judged:
        found.append(Reason.UNREADABLE)
    reasons = tuple(dict.fromkeys(found or [Reason.EMPTY]))
    score = poor.score if poor else None
    writing.judged(Judgement(DraftVerdict.REJECTED, tuple(page.judged), reasons, score))
    return reasons


def _draft(page: Page, prompt: Prompt, mark: str, query: Query, writing: Writing) -> Draft:
    try:
        if _fill(page, prompt, mark, writing):
            writing.judged(Judgement(DraftVerdict.NOT_STATED, tuple(page.judged)))
            return Draft()
        if not page.draft.sentences:
            raise ModelOutputError("nothing in the draft can be checked")
        if page.refused > len(page.draft.sentences):
            raise ModelOutputError("most of the draft does not hold")
        _criticise(page, prompt, query, writing)
    except SilaboError:
        if page.draft.sentences:
            writing.told(DraftTakenBack())
        raise
    return page.draft


def _criticise(page: Page, prompt: Prompt, query: Query, writing: Writing) -> None:
    """Tell the score of a draft. Raises `_TooPoorError` where it is too little."""
    found = criticise(query, page.judged, page.draft, prompt.passages, prompt.pieces)
    score = found.score
    reasons = [*page.reasons, *([Reason.UNANSWERED] if found.unanswered else [])]
    # A draft that is too poor by the rules costs no second call.
    if writing.critic is not None and score >= writing.least_score:
        by_model = _score_by_model(writing.critic, page, query, writing)
        if by_model < writing.least_score:
            reasons.append(Reason.POOR)
        score = min(score, by_model)
    if score < writing.least_score:
        raise _TooPoorError(score, reasons)
    judgement = Judgement(DraftVerdict.ACCEPTED, tuple(page.judged), tuple(reasons), score)
    writing.judged(judgement)


def _score_by_model(critic: LanguageModel, page: Page, query: Query, writing: Writing) -> int:
    """The score of the model critic, 100 where it has none: it never stands in an answer's way."""
    try:
        return score_by_model(critic, query, page.draft, page.passages, writing.go_on)
    except ModelError as error:
        logger.warning("critic_failed", extra={"model": critic.name, "reason": str(error)})
        return BEST


def _fill(page: Page, prompt: Prompt, mark: str, writing: Writing) -> bool:
    """Read what the model writes onto the page; whether it says that the passages do not answer."""
    dictation = Dictation()
    instructions = f"{prompt.ours} {said_again(page.language, Reason)}"
    with closing(writing.model.write(prompt.messages)) as text:
        for piece in text:
            writing.go_on()
            heard = dictation.hear(piece)
            if dictation.was_thought():
                page.begin_anew()
            if _take_all(page, heard, mark, instructions):
                return True
            if page.is_over:
                return False
    return _take_all(page, dictation.end(), mark, instructions)


def _take_all(page: Page, sentences: Sequence[Said], mark: str, instructions: str) -> bool:
    for heard in sentences:
        said = _behind(ANSWER.substitute(mark=mark), heard)
        if mark in said.raw:
            page.note(said, Verdict.ECHOES)
            raise ModelOutputError("the draft gives the instructions away")
        if not said.text:
            continue
        if said.text.strip(" .") == NOT_STATED or refuses(said.text):
            if not page.draft.sentences:
                return True
            continue
        page.hear(said, instructions)
        if page.is_over:
            break
    return False


def _behind(begins: str, said: Said) -> Said:
    """What is said behind the mark where the text is to stand: small models repeat it first."""
    raw, text = (each.strip().removeprefix(begins).strip() for each in (said.raw, said.text))
    return replace(said, raw=raw, text=text)
