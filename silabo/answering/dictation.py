"""What a model says, cut into whole sentences while it comes: without what it thought, and with the
passages that each cites.
"""

import re
from dataclasses import dataclass

from silabo.answering.citation_marks import after_their_sentence, is_begun, read_marks
from silabo.answering.prompt_safety import without_marks
from silabo.answering.weights import DRAFTING
from silabo.language.sentences import split

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
    return not is_begun(next_one) and (" " in next_one or line[-1:].isspace())


def _sentences(line: str) -> list[str]:
    return split(after_their_sentence(line))


def _read(sentences: list[str]) -> list[Said]:
    found = []
    for sentence in sentences:
        raw, numbers = read_marks(sentence)
        text = without_marks(raw)
        if text:
            found.append(Said(text, numbers, raw))
    return found
