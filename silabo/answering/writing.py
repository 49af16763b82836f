"""Writes an answer with a model: what it says is cut into whole sentences, each is judged, and only
what holds is told.
"""

import re
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from silabo.answering.echoes import echoes
from silabo.answering.prompt_safety import is_plain, without_marks
from silabo.answering.prompts import ANSWER, NOT_STATED, Budget, Prompt, again, draft_prompt
from silabo.answering.quoting import Quotation, citation, same_again, support
from silabo.answering.receipts import Verdict, judge
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
from silabo.language.sentences import split

_CITED = re.compile(r"[\[【]\s{0,3}(\d{1,3}(?:\s{0,3}[,;]\s{0,3}\d{1,3}){0,9})\s{0,3}[\]】]")
# "It is on 3 July. [1]": the number belongs to the sentence before it.
_AFTER_END = re.compile(
    r"([.!?…]{1,3}[\"'»”’)]{0,2})((?:\s{0,3}[\[【]\s{0,3}\d[\d\s,;]{0,40}[\]】]){1,9})"
)
_CITING = re.compile(r"[\[【][\d\s,;]*[\]】]?(?:\s*[\[【][\d\s,;]*[\]】]?)*")
# As models and their templates write what they think (DeepSeek, Qwen, Magistral, Kimi, Seed-OSS;
# gpt-oss: its answer is the channel "final").
_THINKING = re.compile(
    r"<(?:seed:)?(?:think(?:ing)?|thought|reasoning)>|\[THINK\]|<\|begin_of_thought\|>|◁think▷"
    r"|<\|channel\|>\s{0,3}(?!final)\w[^<|]{0,40}<\|message\|>",
    re.IGNORECASE,
)
_THOUGHT_ENDS = re.compile(
    r"</(?:seed:)?(?:think(?:ing)?|thought|reasoning)>|\[/THINK\]|<\|end_of_thought\|>|◁/think▷"
    r"|(?:<\|start\|>\s{0,3}assistant\s{0,3})?<\|channel\|>\s{0,3}final\s{0,3}<\|message\|>",
    re.IGNORECASE,
)
_PART_OF_AN_END = len("<|start|>   assistant   <|channel|>   final   <|message|>")
_GAP = re.compile(r"(?<!\s)\s+([.,;:!?…])")


@dataclass(frozen=True, slots=True)
class Said:
    """A whole sentence, the numbers that it cites, and its words as the model wrote them: with its
    marks, without the numbers.
    """

    text: str
    citations: tuple[int, ...]
    raw: str


class Dictation:
    """Takes pieces, gives each sentence once it is certain that it is whole."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self._begun: list[str] = []  # of the sentence that is under way, what cannot change
        self._heard = ""  # the rest of it
        self._thought = False

    def hear(self, piece: str) -> list[Said]:
        """The sentences that are whole now."""
        self._heard += piece
        if not self._leave_out_thoughts():
            return []
        *lines, last = self._heard.split("\n")
        said = [
            sentence
            for line in lines
            for sentence in self._after_begun(_sentences(line), ends=True)
        ]
        sentences = _sentences(last)
        kept = 1 if _is_certain(sentences, last) else 2
        whole, rest = sentences[:-kept], sentences[-kept:]
        self._heard = " ".join(rest) + last[len(last.rstrip()) :]
        said += self._after_begun(whole)
        if kept == 1:
            self._put_by()
        return _read(said)

    def was_thought(self) -> bool:
        """Whether all that was said before the last piece was a thought, which a template began in
        the prompt: only its end is heard. It is told once.
        """
        told, self._thought = self._thought, False
        return told

    def _leave_out_thoughts(self) -> bool:
        """Forget what was thought; False while a thought goes on."""
        while ended := _THOUGHT_ENDS.search(self._heard):
            begun = _THINKING.search(self._heard, 0, ended.start())
            if begun is None:
                self._begun, self._thought = [], True
                self._heard = self._heard[ended.end() :]
            else:
                self._heard = self._heard[: begun.start()] + self._heard[ended.end() :]
        begun = _THINKING.search(self._heard)
        if begun is None:
            return True
        # A long thought is not kept, nor looked through again at each of its pieces.
        thought = self._heard[begun.end() :]
        self._heard = self._heard[: begun.end()] + thought[-_PART_OF_AN_END:]
        return False

    def end(self) -> list[Said]:
        """The sentences that are left when the model has ended."""
        heard, self._heard = _THINKING.split(self._heard)[0], ""
        lines = heard.split("\n")
        return _read(
            [
                sentence
                for line in lines
                for sentence in self._after_begun(_sentences(line), ends=True)
            ]
        )

    def _after_begun(self, sentences: list[str], *, ends: bool = False) -> list[str]:
        """The sentences, of which the first goes on from what was put by; where it `ends`, that is
        one even if no more came.
        """
        if self._begun and (sentences or ends):
            first = "".join([*self._begun, *sentences[:1]]).strip()
            sentences, self._begun = [first, *sentences[1:]], []
        return sentences

    def _put_by(self) -> None:
        # At a gap between words: each before it has been seen not to end the sentence.
        if len(self._heard) > 2 * DRAFTING.looked_at:
            gap = self._heard.rfind(" ", 0, -DRAFTING.looked_at)
            until = gap + 1 if gap >= 0 else len(self._heard) - DRAFTING.looked_at
            self._begun.append(self._heard[:until])
            self._heard = self._heard[until:]


def _is_certain(sentences: list[str], line: str) -> bool:
    """Whether the last but one has ended: no number follows it, and the next word is whole."""
    if not sentences:
        return True
    next_one = sentences[-1]
    return not _CITING.fullmatch(next_one) and (" " in next_one or line[-1:].isspace())


def _sentences(line: str) -> list[str]:
    return split(_AFTER_END.sub(r" \2\1 ", line))


def _read(sentences: list[str]) -> list[Said]:
    found = []
    for sentence in sentences:
        cited = " ".join(_CITED.findall(sentence))
        numbers = [int(number) for number in re.findall(r"\d+", cited)]
        raw = _GAP.sub(r"\1", _CITED.sub("", sentence))
        text = without_marks(raw)
        if text:
            found.append(Said(text, tuple(dict.fromkeys(numbers)), raw))
    return found


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
        self.gap = False

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
        if said.text.strip(" .") == NOT_STATED:
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
