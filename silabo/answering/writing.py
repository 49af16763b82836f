"""Writes an answer with a model: what it says is cut into whole sentences, each is judged, and only
what holds is told.
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from silabo.answering.dictation import Dictation, Said
from silabo.answering.echoes import echoes
from silabo.answering.prompt_safety import is_plain
from silabo.answering.prompts import ANSWER, NOT_STATED, Budget, Prompt, again, draft_prompt
from silabo.answering.quoting import Quotation, citation, same_again, support
from silabo.answering.receipts import Verdict, judge, refuses
from silabo.answering.weights import DRAFTING
from silabo.domain.answers import Citation, Query, Sentence, WhyQuoted
from silabo.domain.drafts import Draft, DraftTakenBack, SentenceAccepted, Told
from silabo.domain.errors import (
    ModelCutError,
    ModelError,
    ModelOutputError,
    ModelSlowError,
    ModelUnreachableError,
    SilaboError,
)
from silabo.domain.passages import Passage
from silabo.domain.ports import LanguageModel
from silabo.language.references import points_back

# What is left out without speaking against the rest of a draft.
_SAY_NOTHING = {Verdict.UNCITED, Verdict.SAYS_NOTHING, Verdict.REFUSES}


@dataclass(frozen=True, slots=True)
class Writing:
    """What writing needs from outside.

    `code` gives a word that nobody can guess, another one at each call. Rules and passages have at
    most `wanted_tokens`, but for the first passage, and at most as many as fit the model. `told`
    hears what is quoted before the model is asked, of each accepted sentence, and when all of them
    are taken back.
    `go_on` is called between two pieces of the text, and raises what ends the writing. A draft that
    does not hold is written again at most `retries` times, and only while `may_retry` says so.
    """

    model: LanguageModel
    code: Callable[[], str]
    told: Told = lambda event: None
    go_on: Callable[[], None] = lambda: None
    retries: int = 0
    may_retry: Callable[[], bool] = lambda: True
    wanted_tokens: int = DRAFTING.wanted_tokens


@dataclass
class _Page:
    """A draft while it is written."""

    passages: tuple[Passage, ...]
    language: str
    told: Told
    draft: Draft = field(default_factory=Draft)
    citations: dict[int, Citation] = field(default_factory=dict)  # by the passage's number
    refused: int = 0
    gap: bool = False  # the sentence before was left out
    waiting: Said | None = None  # that one, where it had no source
    uncited: int = 0  # sentences without a source since the last that was accepted

    @property
    def is_over(self) -> bool:
        """Whether nothing more is read: it has enough, or goes on without sources."""
        return (
            len(self.draft.sentences) >= DRAFTING.most_sentences
            or self.uncited >= DRAFTING.most_uncited
        )

    def hear(self, said: Said, instructions: str) -> None:
        """Take a sentence, or leave it out because it repeats the instructions. Raises as `take`
        does.
        """
        before = len(self.draft.sentences)
        if echoes(said.raw, instructions):
            self.refused += 1
            self.gap = True
        else:
            self.take(said)
        accepted = len(self.draft.sentences) > before
        self.uncited = 0 if accepted or said.citations else self.uncited + 1

    def begin_anew(self) -> None:
        """Forget all that was heard: it was a thought."""
        if self.draft.sentences:
            self.told(DraftTakenBack())
        self.draft, self.citations = Draft(), {}
        self.refused = self.uncited = 0
        self.gap, self.waiting = False, None

    def take(self, said: Said) -> None:
        """Accept a sentence, or leave it out. Raises `ModelOutputError` when nothing of the draft
        can be believed any more.
        """
        verdict, said = self._judged(said)
        if verdict is Verdict.CONTRADICTS:
            raise ModelOutputError("a sentence contradicts its passage")
        waiting, self.waiting = self.waiting, None
        plain = is_plain(said.raw)
        if verdict is not Verdict.HOLDS or not plain or (self.gap and points_back(said.text)):
            self.refused += verdict not in _SAY_NOTHING or not plain
            self.gap = True
            self.waiting = said if verdict is Verdict.UNCITED and plain else None
            return
        if waiting:
            self._take_with(waiting, said.citations)
        self.gap = False
        self._tell(said)

    def _judged(self, said: Said) -> tuple[Verdict, Said]:
        """What the receipts say of a sentence; one without a source has the one passage that proves
        it, where that is one alone.
        """
        if said.citations:
            return judge(said.text, said.citations, self.passages, self.language), said
        proving = [
            number
            for number in range(1, len(self.passages) + 1)
            if judge(said.text, (number,), self.passages, self.language) is Verdict.HOLDS
        ]
        if len(proving) == 1:
            return Verdict.HOLDS, replace(said, citations=tuple(proving))
        return Verdict.UNCITED, said

    def _take_with(self, waiting: Said, citations: Sequence[int]) -> None:
        """Accept the sentence before one with a source, where that proves it too: many models cite
        once for two.
        """
        if judge(waiting.text, citations, self.passages, self.language) is Verdict.HOLDS:
            self._tell(replace(waiting, citations=tuple(citations)))

    def _tell(self, said: Said) -> None:
        if not any(same_again(said.text, earlier.text) for earlier in self.draft.sentences):
            self._accept(said)

    def _accept(self, said: Said) -> None:
        new = []
        for number in said.citations:
            if number not in self.citations:
                passage = self.passages[number - 1]
                quote = support(said.text, passage)
                self.citations[number] = citation(passage, quote, len(self.citations) + 1)
                new.append(self.citations[number])
        numbers = tuple(self.citations[number].number for number in said.citations)
        accepted = SentenceAccepted(Sentence(said.text, numbers), tuple(new))
        self.draft = self.draft.after(accepted)
        self.told(accepted)


def drafted(query: Query, pieces: Sequence[Quotation], writing: Writing) -> Draft | WhyQuoted:
    """A draft that holds, one without sentences where the model finds no answer, or why there is
    none. Raises `ModelUnreachableError`: that may pass.
    """
    try:
        return written(query, pieces, writing)
    except ModelUnreachableError:
        raise
    except (ModelCutError, ModelOutputError):
        return WhyQuoted.DRAFT_REJECTED
    except ModelSlowError:
        return WhyQuoted.MODEL_SLOW
    except ModelError:
        return WhyQuoted.MODEL_AWAY


def written(query: Query, pieces: Sequence[Quotation], writing: Writing) -> Draft:
    """A draft that holds, from as many of the pieces as the model takes; one without sentences
    when the model finds that they do not answer.

    Raises the kinds of `ModelError` when there is none: what was told of it is taken back by one
    event. Only a text that does not hold is written again, never one that did not come: with the
    same mark, so that a server knows the prompt again up to its last words.
    """
    mark = writing.code()
    for retried in range(writing.retries + 1):
        prompt = draft_prompt(
            query.text,
            pieces,
            language=query.language,
            mark=mark,
            budget=Budget(writing.model.budget, writing.wanted_tokens, writing.model.tokens),
            rewritten=retried > 0,
        )
        if prompt is None:
            raise ModelCutError("not one passage fits the model's context")
        try:
            return _draft(prompt, mark, query.language, writing)
        except (ModelCutError, ModelOutputError):
            if retried == writing.retries or not writing.may_retry():
                raise
    raise ModelOutputError("no draft was written")


def _draft(prompt: Prompt, mark: str, language: str, writing: Writing) -> Draft:
    page = _Page(prompt.passages, language, writing.told)
    try:
        if _fill(page, prompt, mark, writing):
            return Draft()
        if not page.draft.sentences:
            raise ModelOutputError("nothing in the draft can be checked")
        if page.refused > len(page.draft.sentences):
            raise ModelOutputError("most of the draft does not hold")
    except SilaboError:
        if page.draft.sentences:
            writing.told(DraftTakenBack())
        raise
    return page.draft


def _fill(page: _Page, prompt: Prompt, mark: str, writing: Writing) -> bool:
    """Read what the model writes onto the page; whether it says that the passages do not answer."""
    dictation = Dictation()
    instructions = f"{prompt.ours} {again(page.language)}"
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


def _take_all(page: _Page, sentences: Sequence[Said], mark: str, instructions: str) -> bool:
    for heard in sentences:
        said = _behind(ANSWER.substitute(mark=mark), heard)
        if mark in said.raw:
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
