"""What is measured of a run: each row of its table as what every question counts in it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from silabo.domain.answers import Caution
from silabo.evaluation.data_set import FAR, FOLLOW_UP, SEVERAL
from silabo.evaluation.rightness import Gold, is_long, is_right, share_in_short
from silabo.evaluation.runner import Asked, Told
from silabo.evaluation.scores import first_ranks, recall, reciprocal_rank

TAKEN = 0.9  # share of the answerable questions that a moved threshold takes
_DEPTH, _LAST_RANK = 5, 10
_AT_ONCE = 3  # passages that the panel shows: `SHOWN` of asking
_FACT = "single_factual"
_SHOWN = (Told.ANSWERED, Told.NOT_SURE, Told.NEAREST)
_DECLINED = (Told.NEAREST, Told.NOT_STATED, Told.REPLY)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: by a question's id what it counts, for those that it is about. They are shares where
    each counts 0 or 1.
    """

    name: str
    counts: dict[str, float]
    is_share: bool = True


class Judged:
    """A run with what is known of its questions."""

    def __init__(self, asked: Sequence[Asked], gold: dict[str, Gold]) -> None:
        """Judge every question once."""
        self.asked = sorted(asked, key=lambda one: one.question.id)
        self._gold = gold
        self.right = {one.question.id: self._is_right(one) for one in self.asked}
        self.threshold = _threshold([one for one in self.asked if one.question.answerable])

    def _is_right(self, one: Asked) -> bool:
        gold = self._gold[one.question.id]
        texts = one.shown if one.abstained else one.quoted
        # What is not sure is several passages, each of which a student looks at by itself.
        if one.told is Told.NOT_SURE and any(is_right([text], gold) for text in texts):
            return True
        # Where a message was taken to ask several questions each has its own answer.
        if one.parts and not one.abstained and not gold.pieces:
            groups = _groups(texts, one.parts)
            return any(is_right(group, gold, is_list=one.is_list) for group in groups)
        return is_right(texts, gold, is_list=one.is_list)

    def rows(self) -> list[Row]:
        """The rows that the questions allow: one about none of them is left out."""
        found = [
            *self._answers(),
            *self._refusals(),
            *self._facts(),
            *self._retrieval(),
            *self._across(),
            *self._follow_ups(),
            *self._several(),
            *self._cautions(),
        ]
        return [row for row in found if row.counts]

    def processor_ms(self, quantile: float) -> float:
        """The processor time of a question, in ms, that this share of them does not exceed."""
        spent = sorted(one.processor_s * 1000 for one in self.asked)
        return spent[min(len(spent) - 1, int(quantile * len(spent)))] if spent else 0.0

    def _answers(self) -> Iterator[Row]:
        known = [one for one in self.asked if one.question.evidence]
        answered = [one for one in known if one.told is Told.ANSWERED]
        right = self._right_as
        yield self._row("answered rightly", known, right(Told.ANSWERED))
        yield self._row("answered wrongly", known, self._wrong)
        yield self._row("right, of what is answered", answered, right(Told.ANSWERED))
        yield self._row(
            "right by a list or table of more than 80 words",
            known,
            lambda one: right(Told.ANSWERED)(one) and is_long(one.quoted),
        )
        yield self._row(
            'rightly or among what "not sure" shows', known, right(Told.ANSWERED, Told.NOT_SURE)
        )
        yield self._row(
            "... or among the nearest of a refusal",
            known,
            right(Told.ANSWERED, Told.NOT_SURE, Told.NEAREST),
        )
        answerable = [one for one in self.asked if one.question.answerable]
        yield self._row("answerable: answered", answerable, _is_told(Told.ANSWERED))
        yield self._row(
            "answerable: answered or not sure", answerable, _is_told(Told.ANSWERED, Told.NOT_SURE)
        )

    def _wrong(self, one: Asked) -> bool:
        return one.told is Told.ANSWERED and not self.right[one.question.id]

    def _right_as(self, *told: Told) -> Callable[[Asked], bool]:
        return lambda one: one.told in told and self.right[one.question.id]

    def _refusals(self) -> Iterator[Row]:
        for kind, group in self._unanswerable():
            yield self._row(f"{kind}: told as answered", group, _is_told(Told.ANSWERED))
            yield self._row(f"{kind}: not sure", group, _is_told(Told.NOT_SURE))
            yield self._row(
                f"{kind}: declined",
                group,
                _is_told(*_DECLINED),
            )
            if self.threshold is not None:
                yield self._row(
                    f"{kind}: declined, at {TAKEN:.0%} of the answerable",
                    group,
                    lambda one: _sure(one) < (self.threshold or 0.0),
                )

    def _unanswerable(self) -> list[tuple[str, list[Asked]]]:
        groups: dict[str, list[Asked]] = {}
        for one in self.asked:
            if not one.question.answerable:
                kind = one.question.kind
                name = f"far, {one.question.language}" if kind == FAR else kind
                groups.setdefault(name, []).append(one)
        return sorted(groups.items(), key=lambda group: (group[0].startswith("far"), group[0]))

    def _facts(self) -> Iterator[Row]:
        facts = [one for one in self.asked if one.question.kind == _FACT and one.question.evidence]
        yield Row(
            "single fact: share of its words in the first 60 of the answer",
            {
                one.question.id: share_in_short(one.quoted, self._gold[one.question.id])
                for one in facts
            },
            is_share=False,
        )

    def _retrieval(self) -> Iterator[Row]:
        known = [one for one in self.asked if one.question.evidence]
        yield Row(
            f"recall@{_AT_ONCE}, shown at once",
            {one.question.id: recall(_ranks(one), _AT_ONCE) for one in known},
            is_share=False,
        )
        for title, ranks in (
            ("as found", {one.question.id: _ranks(one) for one in known}),
            ("widened to 200 words", {one.question.id: _wide_ranks(one) for one in known}),
        ):
            yield Row(
                f"recall@{_DEPTH}, {title}",
                {question: recall(found, _DEPTH) for question, found in ranks.items()},
                is_share=False,
            )
            yield Row(
                f"MRR@{_LAST_RANK}, {title}",
                {question: reciprocal_rank(found) for question, found in ranks.items()},
                is_share=False,
            )

    def _across(self) -> Iterator[Row]:
        across = [one for one in self.asked if self._gold[one.question.id].is_across]
        about = "asked in another language"
        yield self._row(f"{about}: answered rightly", across, self._right_as(Told.ANSWERED))
        yield self._row(f"{about}: answered wrongly", across, self._wrong)
        yield Row(
            f"{about}: recall@{_DEPTH}, widened",
            {one.question.id: recall(_wide_ranks(one), _DEPTH) for one in across},
            is_share=False,
        )

    def _follow_ups(self) -> Iterator[Row]:
        asked = [one for one in self.asked if one.question.kind == FOLLOW_UP]
        known = [one for one in asked if one.question.evidence]
        yield from self._told_of("follow-ups", known)
        if known:
            alone = Judged([one.without_thread for one in known], self._gold)
            yield from alone._told_of("follow-ups, without their thread", alone.asked)

    def _several(self) -> Iterator[Row]:
        asked = [one for one in self.asked if one.question.kind == SEVERAL]
        known = [one for one in asked if one.question.evidence]
        yield from self._told_of("several questions", known)

    def _told_of(self, about: str, known: Sequence[Asked]) -> Iterator[Row]:
        right = self._right_as
        yield self._row(f"{about}: answered rightly", known, right(Told.ANSWERED))
        yield self._row(f"{about}: answered wrongly", known, self._wrong)
        yield self._row(f"{about}: rightly or among what is shown", known, right(*_SHOWN))

    def _cautions(self) -> Iterator[Row]:
        for caution in Caution:
            at = Judged([one.at(caution) for one in self.asked], self._gold)
            known = [one for one in at.asked if one.question.evidence]
            unknown = [one for one in at.asked if not one.question.answerable]
            sure, unsure = Told.ANSWERED, Told.NOT_SURE
            yield at._row(f"{caution}: answered rightly", known, at._right_as(sure))
            yield at._row(f"{caution}: answered wrongly", known, at._wrong)
            yield at._row(f"{caution}: not sure", known, _is_told(unsure))
            yield at._row(f"{caution}: ... with what answers", known, at._right_as(unsure))
            yield at._row(f"{caution}: declined", known, _is_told(*_DECLINED))
            yield at._row(f"{caution}: unanswerable, told as answered", unknown, _is_told(sure))

    def _row(self, name: str, of: Sequence[Asked], holds: Callable[[Asked], bool]) -> Row:
        return Row(name, {one.question.id: float(holds(one)) for one in of})


def _is_told(*told: Told) -> Callable[[Asked], bool]:
    return lambda one: one.told in told


def _ranks(one: Asked) -> tuple[int | None, ...]:
    return first_ranks(one.spans[:_LAST_RANK], one.question.evidence)


def _wide_ranks(one: Asked) -> tuple[int | None, ...]:
    return first_ranks(one.wide[:_LAST_RANK], one.question.evidence)


def _threshold(answerable: Sequence[Asked]) -> float | None:
    """The confidence that so many answerable questions reach; None without any."""
    sure = sorted(_sure(one) for one in answerable)
    return sure[int(round((1 - TAKEN) * len(sure), 6))] if sure else None


def _groups(texts: Sequence[str], lengths: Sequence[int]) -> Iterator[Sequence[str]]:
    """The texts of each question, of which each has so many."""
    start = 0
    for length in lengths:
        yield texts[start : start + length]
        start += length


def _sure(one: Asked) -> float:
    # Taken for no question: it is declined whatever the threshold.
    return -1.0 if one.told is Told.REPLY else one.confidence
