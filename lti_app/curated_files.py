"""Bringing curated answers in from a file, and giving them out as one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from lti_app import answer_csv
from lti_app.api.deciding import told
from lti_app.asking import clean
from silabo.answering.equality import equality_key
from silabo.domain import clock
from silabo.domain.answer_files import AnswerEntry, AnswerRow, PlannedAnswer
from silabo.domain.answers import Query
from silabo.domain.errors import ReviewError, ToolError
from silabo.domain.reviews import MOST_SENTENCES, CuratedAnswer, NewAnswer
from silabo.language.detect import detect
from silabo.language.messages import asked
from silabo.storage import courses, scopes, standing
from silabo.wording.catalogues import LANGUAGES

AT_ONCE = 100  # answers that are read at a time


def written(course_id: int) -> str:
    """All answers of a course whose question is known, as a file."""
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
    seen: set[str] = set()
    planned = []
    for row in answer_csv.rows_of(data):
        try:
            planned.append(_planned(row, whole, seen, default_language))
        except ToolError as error:
            planned.append(_refused(row, error))
    kept = standing.by_key(course_id, seen)
    return [_beside(each, kept[each.alike]) if each.alike in kept else each for each in planned]


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


def _planned(
    row: AnswerRow,
    whole: Query,
    seen: set[str],
    default_language: str,
) -> PlannedAnswer:
    question = clean(row.question)
    language = _language(question, row.language, default_language)
    sentences = told([{"text": line, "citations": []} for line in row.answer.splitlines()])
    if not sentences:
        raise ReviewError("nothing_to_publish")
    if len(sentences) > MOST_SENTENCES:
        raise ReviewError("csv_sentences", limit=MOST_SENTENCES)
    key = equality_key(replace(whole, text=question, language=language))
    if not key:
        raise ReviewError("asked_by_nobody_else")
    if key in seen:
        raise ReviewError("csv_twice")
    seen.add(key)
    return PlannedAnswer(
        row.number,
        question,
        AnswerEntry.ADDED,
        language=language,
        alike=key,
        sentences=sentences,
    )


def _beside(row: PlannedAnswer, stands: CuratedAnswer) -> PlannedAnswer:
    """The same, held against what the course answers already: a sentence that stands there keeps
    its sources.
    """
    if [each.text for each in stands.sentences] == [each.text for each in row.sentences]:
        return replace(row, entry=AnswerEntry.SAME, sentences=stands.sentences)
    cited = {each.text: each for each in stands.sentences}
    said = tuple(cited.get(each.text, each) for each in row.sentences)
    return replace(row, entry=AnswerEntry.CHANGED, sentences=said, instead_of=stands.public_id)


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
