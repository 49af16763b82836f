"""Answers by a model: it writes from the passages, and only what its passages prove counts."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from silabo.answering.compose import citation, same_again
from silabo.answering.dictation import Dictation, Said
from silabo.answering.prompt_texts import NOT_STATED
from silabo.answering.prompts import Codes, Prompt, Room, draft_prompt
from silabo.answering.receipts import Verdict, judge
from silabo.answering.support import support
from silabo.answering.untrusted import is_plain
from silabo.answering.weights import WRITTEN
from silabo.domain.answers import Citation, Query, Sentence
from silabo.domain.drafts import Draft, DraftTakenBack, SentenceAccepted, Told
from silabo.domain.errors import ModelCutError, ModelOutputError, SilaboError
from silabo.domain.passages import Passage
from silabo.domain.ports import LanguageModel
from silabo.language.references import points_back


@dataclass(frozen=True, slots=True)
class Writing:
    """What writing needs from outside.

    `code` gives a word that nobody can guess, another one at each call. `told` hears of each
    accepted sentence, and when all of them are taken back. `go_on` is called between two pieces of
    the text, and raises what ends the writing. A draft that does not hold is written
    again at most `retries` times, and only while `may_retry` says so.
    """

    model: LanguageModel
    code: Callable[[], str]
    told: Told = lambda event: None
    go_on: Callable[[], None] = lambda: None
    retries: int = 0
    may_retry: Callable[[], bool] = lambda: True


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

    def take(self, said: Said) -> None:
        """Accept a sentence, or leave it out. Raises `ModelOutputError` when nothing of the draft
        can be believed any more.
        """
        verdict = judge(said.text, said.citations, self.passages, self.language)
        if verdict is Verdict.CONTRADICTS:
            raise ModelOutputError("a sentence contradicts its passage")
        plain = is_plain(said.raw)
        if verdict is not Verdict.HOLDS or not plain or (self.gap and points_back(said.text)):
            self.refused += verdict is not Verdict.UNCITED or not plain
            self.gap = True
            return
        self.gap = False
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


def written(query: Query, passages: Sequence[Passage], writing: Writing) -> Draft:
    """A draft that holds, from as many of the passages as the model takes; one without sentences
    when the model finds that they do not answer.

    Raises the kinds of `ModelError` when there is none: what was told of it is taken back by one
    event. Only a text that does not hold is written again, never one that did not come.
    """
    for again in range(writing.retries + 1):
        codes = Codes(mark=writing.code(), secret=writing.code())
        prompt = draft_prompt(
            query.text,
            passages,
            language=query.language,
            codes=codes,
            room=Room(writing.model.room, writing.model.tokens),
            again=again > 0,
        )
        if prompt is None:
            raise ModelCutError("not one passage fits the model's context")
        try:
            return _draft(prompt, codes, query.language, writing)
        except (ModelCutError, ModelOutputError):
            if again == writing.retries or not writing.may_retry():
                raise
    raise ModelOutputError("no draft was written")


def _draft(prompt: Prompt, codes: Codes, language: str, writing: Writing) -> Draft:
    page = _Page(prompt.passages, language, writing.told)
    try:
        if _fill(page, prompt, codes, writing):
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


def _fill(page: _Page, prompt: Prompt, codes: Codes, writing: Writing) -> bool:
    """Read what the model writes onto the page; whether it says that the passages do not answer."""
    dictation = Dictation()
    with closing(writing.model.write(prompt.messages)) as text:
        for piece in text:
            writing.go_on()
            if _take_all(page, dictation.hear(piece), codes):
                return True
            if len(page.draft.sentences) >= WRITTEN.most_sentences:
                return False
    return _take_all(page, dictation.end(), codes)


def _take_all(page: _Page, sentences: Sequence[Said], codes: Codes) -> bool:
    for said in sentences:
        if codes.secret in said.raw or codes.mark in said.raw:
            raise ModelOutputError("the draft gives the instructions away")
        if said.text.strip(" .") == NOT_STATED:
            if not page.draft.sentences:
                return True
            continue
        page.take(said)
    return False
