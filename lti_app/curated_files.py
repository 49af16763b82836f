"""Bringing curated answers in from a file, and giving them out as one."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from lti_app import answer_csv
from lti_app.api.deciding import told
from lti_app.asking import LONGEST_SENT, clean
from silabo.answering.equality import equality_key
from silabo.domain import clock
from silabo.domain.answer_files import AnswerEntry, AnswerRow, PlannedAnswer
from silabo.domain.answers import Query, Sentence
from silabo.domain.errors import QuestionError, ReviewError, ToolError
from silabo.domain.reviews import LONGEST_SENTENCE, MOST_SENTENCES, CuratedAnswer, NewAnswer
from silabo.language.detect import detect
from silabo.language.messages import asked
from silabo.storage import audit, courses, scopes, standing
from silabo.wording.catalogues import LANGUAGES

AT_ONCE = 100  # answers that are read at a time


@dataclass(frozen=True, slots=True)
class _Found:
    """What a course answers already of what a file asks."""

    by_key: Mapping[str, CuratedAnswer]
    by_wording: Mapping[str, Sequence[CuratedAnswer]]

    def meant(self, row: PlannedAnswer, lines: Sequence[str]) -> CuratedAnswer | None:
        """The answer that a row is about. Where its words do not tell, as of "and the second one?",
        it is the one that says the same, so that a file that nobody has changed changes nothing;
        else the only one.
        """
        if row.alike in self.by_key:
            return self.by_key[row.alike]
        worded = self.by_wording.get(row.question, ())
        same = next((each for each in worded if _lines_of(each) == lines), None)
        return same or (worded[0] if len(worded) == 1 and not row.alike else None)


def written(course_id: int) -> str:
    """All answers of a course whose question is known, as a file."""
    audit.note("answers_exported", course_id=course_id)
    return answer_csv.written(_all(course_id))


def plan(course_id: int, data: bytes, default_language: str = "und") -> list[PlannedAnswer]:
    """What would become of each row of a file; nothing is kept. Raises `UploadError`."""
    whole = Query(
        text="",
        language="und",
        asked_at=clock.now(),
        time_zone=courses.time_zone(course_id),
        out_of_scope=scopes.topics(course_id),
    )
    rows = answer_csv.rows_of(data)
    asked = [_asked(row, whole, default_language) for row in rows]
    by_key = standing.by_key(course_id, {each.alike for each in asked if each.alike})
    others = {each.question for each in asked if each.alike not in by_key and not each.code}
    found = _Found(by_key, standing.by_wording(course_id, others))
    seen: set[str] = set()
    return [_planned(row, each, found, seen) for row, each in zip(rows, asked, strict=True)]


def stamp(planned: Sequence[PlannedAnswer]) -> str:
    """What a plan says, as a hash: it is the same as long as the same would become of the file."""
    told = [
        [each.number, each.question, each.entry, each.code, each.instead_of]
        + [said.text for said in each.sentences]
        for each in planned
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=True).encode()).hexdigest()


def bring_in(
    course_id: int, person_id: int | None, planned: Sequence[PlannedAnswer]
) -> list[PlannedAnswer]:
    """Keep what was planned, each for itself as an instructor's decision; what somebody has decided
    meanwhile is refused.
    """
    return [_bring_in(course_id, person_id, each) for each in planned]


def _all(course_id: int) -> Iterator[CuratedAnswer]:
    for page in count(1):
        found = standing.listed(course_id, page=page, limit=AT_ONCE)
        yield from found
        if len(found) < AT_ONCE:
            return


def _asked(row: AnswerRow, whole: Query, default_language: str) -> PlannedAnswer:
    """A row with its question as it is kept, and without its answer."""
    try:
        question = clean(row.question)
    except ToolError as error:
        return _refused(row, error)
    language = _language(question, row.language, default_language)
    key = equality_key(replace(whole, text=question, language=language))
    return PlannedAnswer(row.number, question, AnswerEntry.ADDED, language=language, alike=key)


def _lines(answer: str) -> list[str]:
    lines = [line for line in answer.splitlines() if line.strip()]
    if len(lines) > MOST_SENTENCES:
        raise ReviewError("csv_sentences", limit=MOST_SENTENCES)
    if any(len(line) > LONGEST_SENT for line in lines):
        raise ReviewError("sentence_length", limit=LONGEST_SENTENCE)
    said = [said for line in lines if (said := _line(line))]
    if not said:
        raise ReviewError("nothing_to_publish")
    return said


def _line(text: str) -> str:
    """A sentence as a file has it, in one line; "" where nothing of it is to be seen."""
    try:
        return " ".join(clean(text).split())
    except QuestionError:
        return ""


def _planned(row: AnswerRow, each: PlannedAnswer, found: _Found, seen: set[str]) -> PlannedAnswer:
    if each.code:
        return each
    try:
        lines = _lines(row.answer)
        return _beside(each, lines, found.meant(each, lines), seen)
    except ToolError as error:
        return _refused(row, error)


def _beside(
    row: PlannedAnswer, lines: Sequence[str], stands: CuratedAnswer | None, seen: set[str]
) -> PlannedAnswer:
    """The row held against what the course answers to its question already, if anything."""
    if stands is None and not row.alike:
        raise ReviewError("asked_by_nobody_else")
    once = stands.public_id if stands else row.alike
    if once in seen:
        raise ReviewError("csv_twice")
    seen.add(once)
    if stands is None:
        return replace(row, sentences=_said(lines, ()))
    if _lines_of(stands) == lines:
        return replace(row, entry=AnswerEntry.SAME, sentences=stands.sentences)
    said = _said(lines, stands.sentences)
    return replace(row, entry=AnswerEntry.CHANGED, sentences=said, instead_of=stands.public_id)


def _lines_of(answer: CuratedAnswer) -> list[str]:
    return [_line(each.text) for each in answer.sentences]


def _said(lines: Sequence[str], before: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences of a row; one that stood there before stays as it was, with its sources."""
    kept = {_line(each.text): each for each in before}
    new = told([{"text": line, "citations": []} for line in lines if line not in kept])
    return tuple({**{each.text: each for each in new}, **kept}[line] for line in lines)


def _language(question: str, named: str, default: str) -> str:
    """As a student's question is read: its own language, else the one that is named."""
    found = detect(asked(question))
    if found != "und":
        return found
    return named if named in LANGUAGES else default


def _refused(row: AnswerRow, error: ToolError) -> PlannedAnswer:
    question = " ".join(row.question.split())[:200]
    return PlannedAnswer(row.number, question, AnswerEntry.REFUSED, error.code, error.values)


def _bring_in(course_id: int, person_id: int | None, row: PlannedAnswer) -> PlannedAnswer:
    try:
        if row.entry is AnswerEntry.ADDED:
            new = NewAnswer(row.question, row.language, row.alike, row.sentences)
            standing.write_ahead(course_id, person_id, new)
        elif row.entry is AnswerEntry.CHANGED:
            standing.change(course_id, person_id, row.instead_of, row.sentences)
    except ToolError as error:
        return replace(row, entry=AnswerEntry.REFUSED, code=error.code, values=error.values)
    return row
