"""Whether an answer says what its instructors expect of it.

A phrase is said where it stands in the answer, whatever its capitals and accents, or where the
answer states the same day, time, room, share or number in another form: "3/5" for "3 de mayo".
Part of a figure is not that figure: "10" is said neither by "10:30" nor by "110".
"""

from collections.abc import Collection, Iterator, Sequence

from silabo.domain.answers import ANSWERED, AnswerKind, Outcome
from silabo.domain.expectations import JudgedAnswer, TrialVerdict
from silabo.language.quantities import Quantity, find, states
from silabo.language.words import fold, words

_SILENT = (AnswerKind.DECLINED, AnswerKind.REPLY)
# Around a word. What belongs to a figure, as "%", stays with it.
_MARKS = ".,;:!?¿¡…()[]{}«»“”‘’\"'*_"


def judge(says: Sequence[str], outcome: Outcome) -> JudgedAnswer:
    """What came of a question whose answer must say all of this; of one that must be declined
    where there is nothing that it must say.
    """
    if not says:
        return JudgedAnswer(_of_declining(outcome.kind))
    if outcome.kind is AnswerKind.CLOSEST:
        return JudgedAnswer(TrialVerdict.UNSURE)
    if outcome.kind not in ANSWERED:
        return JudgedAnswer(TrialVerdict.DECLINED)
    text = " ".join(sentence.text for sentence in outcome.sentences)
    languages = {outcome.language, *(each.language for each in outcome.citations)}
    missing = tuple(phrase for phrase in says if not is_said(phrase, text, languages))
    return JudgedAnswer(TrialVerdict.MISSING if missing else TrialVerdict.MET, missing)


def is_said(phrase: str, text: str, languages: Collection[str]) -> bool:
    """Whether a text says a phrase, both read in one of these languages."""
    if _in_a_row(_as_written(phrase), _as_written(text)):
        return True
    return any(_is_stated(phrase, text, language) for language in languages)


def _of_declining(kind: AnswerKind) -> TrialVerdict:
    if kind in _SILENT:
        return TrialVerdict.MET
    return TrialVerdict.UNSURE if kind is AnswerKind.CLOSEST else TrialVerdict.ANSWERED


def _is_stated(phrase: str, text: str, language: str) -> bool:
    """Whether a text states each quantity of a phrase, and says what stands between them."""
    wanted, stated = find(phrase, language), find(text, language)
    if not all(any(states(each, one) for each in stated) for one in wanted):
        return False
    said = _folded(text)
    between = [_folded(rest) for rest in _between(phrase, wanted)]
    if not wanted and not any(between):
        return False  # marks alone say nothing
    return all(not rest or _in_a_row(rest, said) for rest in between)


def _between(phrase: str, quantities: Sequence[Quantity]) -> Iterator[str]:
    start = 0
    for quantity in quantities:
        yield phrase[start : quantity.start]
        start = quantity.end
    yield phrase[start:]


def _as_written(text: str) -> list[str]:
    """Its words with the marks inside them: "10:30" is one."""
    return [word for each in fold(text).split() if (word := each.strip(_MARKS))]


def _folded(text: str) -> list[str]:
    return [fold(word) for word in words(text)]


def _in_a_row(wanted: Sequence[str], found: Sequence[str]) -> bool:
    """Whether some words, and at least one, stand one behind the other among others."""
    last = len(found) - len(wanted) + 1
    return bool(wanted) and any(found[at : at + len(wanted)] == wanted for at in range(last))
