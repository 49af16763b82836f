"""Joins what an index finds with the database: a course sees its own visible passages, no
others.
"""

from collections.abc import Sequence

from silabo.domain.errors import ServiceError
from silabo.domain.passages import Hit
from silabo.domain.ports import PassageIndex, PassageSearch
from silabo.storage import passages


class CourseSearches:
    """A `PassageSearch` over any index for each course.

    An index that holds only a part of a version would make "the documents do not say" a lie. So
    each version is counted against the database once, before the first search of this process.
    """

    def __init__(self, index: PassageIndex) -> None:
        """Ask nothing yet."""
        self._index = index
        self._whole: set[int] = set()  # versions that were seen to be complete

    def of(self, course_id: int, documents: Sequence[str] = ()) -> PassageSearch:
        """The search of one course, by its number; only in these documents, if any is named."""

        def search(words: str, *, limit: int) -> list[Hit]:
            return self._search(course_id, documents, words, limit)

        return search

    def _search(
        self, course_id: int, documents: Sequence[str], words: str, limit: int
    ) -> list[Hit]:
        # The index filters by version; the join drops what it still knows and the course no longer
        # shows, so that a deleted document is not quoted even for a moment.
        versions = passages.visible_versions(course_id, documents)
        if not versions:
            return []
        self._ensure_whole(course_id, versions - self._whole)
        matches = self._index.search(course_id, words, versions=versions, limit=limit)
        return passages.join(course_id, matches)

    def _ensure_whole(self, course_id: int, versions: set[int]) -> None:
        for version in versions:
            held = self._index.count(course_id, version)
            if held != passages.indexable(version):
                raise ServiceError("the index does not hold all of a document")
            self._whole.add(version)
