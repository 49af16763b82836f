"""A draft while it is written: each sentence is judged, what holds is told, and what is found of
all of them is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from silabo.answering.critic import SAY_NOTHING
from silabo.answering.dictation import Said
from silabo.answering.echoes import echoes
from silabo.answering.prompt_safety import is_plain
from silabo.answering.quoting import same_again, support
from silabo.answering.receipts import Verdict, judge
from silabo.answering.weights import DRAFTING
from silabo.domain.answers import Citation, Sentence
from silabo.domain.drafts import Draft, DraftTakenBack, SentenceAccepted, Told
from silabo.domain.errors import ModelOutputError
from silabo.domain.model_calls import JudgedSentence, Reason
from silabo.domain.passages import Passage
from silabo.language.references import points_back

# What is left out without speaking against the rest of a draft.
_SILENT = {*SAY_NOTHING, Verdict.UNCITED}
_REASONS = {each.value for each in Reason}


@dataclass
class Page:
    """A draft while it is written."""

    passages: tuple[Passage, ...]
    language: str
    told: Told
    draft: Draft = field(default_factory=Draft)
    judged: list[JudgedSentence] = field(default_factory=list)
    refused: int = 0
    _citations: dict[int, Citation] = field(default_factory=dict)  # by the passage's number
    _gap: bool = False  # the sentence before was left out
    _waiting: Said | None = None  # that one, where it had no source
    _uncited: int = 0  # sentences without a source since the last that was accepted

    @property
    def is_over(self) -> bool:
        """Whether nothing more is read: it has enough, or goes on without sources."""
        return (
            len(self.draft.sentences) >= DRAFTING.most_sentences
            or self._uncited >= DRAFTING.most_uncited
        )

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What speaks against its sentences, each once."""
        verdicts = dict.fromkeys(one.verdict for one in self.judged)
        return tuple(Reason(verdict) for verdict in verdicts if verdict in _REASONS)

    def hear(self, said: Said, instructions: str) -> None:
        """Take a sentence, or leave it out because it repeats the instructions. Raises as `take`
        does.
        """
        before = len(self.draft.sentences)
        if echoes(said.raw, instructions):
            self.note(said, Verdict.ECHOES)
            self.refused += 1
            self._gap = True
        else:
            self.take(said)
        accepted = len(self.draft.sentences) > before
        self._uncited = 0 if accepted or said.citations else self._uncited + 1

    def begin_anew(self) -> None:
        """Forget all that was heard: it was a thought."""
        if self.draft.sentences:
            self.told(DraftTakenBack())
        self.draft, self._citations, self.judged = Draft(), {}, []
        self.refused = self._uncited = 0
        self._gap, self._waiting = False, None

    def take(self, said: Said) -> None:
        """Accept a sentence, or leave it out. Raises `ModelOutputError` when nothing of the draft
        can be believed any more.
        """
        verdict, said = self._judged(said)
        self.note(said, verdict)
        if verdict is Verdict.CONTRADICTS:
            raise ModelOutputError("a sentence contradicts its passage")
        waiting, self._waiting = self._waiting, None
        if verdict is not Verdict.HOLDS:
            self.refused += verdict not in _SILENT
            self._gap = True
            self._waiting = said if verdict is Verdict.UNCITED else None
            return
        if waiting:
            self._take_with(waiting, said.citations)
        self._gap = False
        self._tell(said)

    def _judged(self, said: Said) -> tuple[Verdict, Said]:
        """What speaks against a sentence, and the passages that prove it."""
        verdict, said = self._received(said)
        if verdict is not Verdict.CONTRADICTS and not is_plain(said.raw):
            return Verdict.NOT_PLAIN, said
        if verdict is Verdict.HOLDS and self._gap and points_back(said.text):
            return Verdict.LEANS, said
        return verdict, said

    def _received(self, said: Said) -> tuple[Verdict, Said]:
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
            noted = JudgedSentence(waiting.raw, Verdict.UNCITED)
            self.judged[self.judged.index(noted)] = replace(noted, verdict=Verdict.HOLDS)
            self._tell(replace(waiting, citations=tuple(citations)))

    def note(self, said: Said, verdict: Verdict) -> None:
        """Keep what was found of a sentence."""
        self.judged.append(JudgedSentence(said.raw, verdict))

    def _tell(self, said: Said) -> None:
        if not any(same_again(said.text, earlier.text) for earlier in self.draft.sentences):
            self._accept(said)

    def _accept(self, said: Said) -> None:
        new = []
        for number in said.citations:
            if number not in self._citations:
                passage = self.passages[number - 1]
                quote = support(said.text, passage)
                self._citations[number] = Citation.of(passage, quote, len(self._citations) + 1)
                new.append(self._citations[number])
        numbers = tuple(self._citations[number].number for number in said.citations)
        accepted = SentenceAccepted(Sentence(said.text, numbers), tuple(new))
        self.draft = self.draft.after(accepted)
        self.told(accepted)
