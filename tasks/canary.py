"""Tries whether searching works: a passage that is known has to be found by its words, and by its
meaning. That each part is there says nothing of it.
"""

from collections.abc import Sequence

from silabo.domain.documents import AnsweringCourse
from silabo.domain.errors import ModelError, ServiceError
from silabo.domain.models import TextKind
from silabo.domain.passages import IndexEntry, Match
from silabo.domain.ports import Embedder, PassageIndex, VectorIndex
from silabo.language.stems import query_stems
from silabo.storage import passages
from tasks.parts import Meaning

BY_WORDS = "nothing is found by a passage's own words"
BY_MEANING = "searching by meaning fails"
OF_ANOTHER = "the vectors are not those of this embedding model"
_SAID = 300  # characters of the passage that are searched for
_LIMIT = 1_000  # passages: more are nearer than itself to none
_SAME = 0.9  # the cosine of two vectors of one text, made by one model


def fault_of(index: PassageIndex, meaning: Meaning | None, course: AnsweringCourse) -> str:
    """What does not work in the search of a course, in a few words; "" where it works, or there is
    nothing to try. A model that is away is not its fault. Raises `ServiceError` where the index
    fails.
    """
    version = course.versions[-1]
    entry = passages.first_entry(version)
    if entry is None:
        return ""
    said = entry.text[:_SAID]
    if query_stems(said) and not index.search(course.id, said, versions=[version], limit=_LIMIT):
        return BY_WORDS
    return _meant(meaning.index, meaning.embedder, course.id, version, entry) if meaning else ""


def _meant(
    index: VectorIndex, embedder: Embedder, course: int, version: int, entry: IndexEntry
) -> str:
    try:
        space = embedder.space
        [vector] = embedder.embed([entry.embedded_text], TextKind.PASSAGE)
    except ModelError:
        return ""
    if entry.passage_id in index.without_vector(course, version, space=space, limit=_LIMIT):
        return ""  # it is on its way
    try:
        found = index.search(
            course, "", versions=[version], limit=_LIMIT, vector=vector, space=space
        )
    except ServiceError:
        return BY_MEANING
    match = _match(found, entry)
    if match is None or match.similarity is None:
        return BY_MEANING if not any(each.similarity for each in found) else OF_ANOTHER
    return "" if match.similarity >= _SAME else OF_ANOTHER


def _match(found: Sequence[Match], entry: IndexEntry) -> Match | None:
    return next((each for each in found if each.passage_id == entry.passage_id), None)
