"""Joins what an index finds with the database: a course sees its own visible passages, no
others.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from silabo.adapters.question_vectors import Meant
from silabo.adapters.stand_in import StandIn
from silabo.domain.errors import ServiceError
from silabo.domain.happenings import SEARCH_SECONDS, SEARCHES
from silabo.domain.passages import Hit, Passage
from silabo.domain.ports import PassageIndex, PassageSearch
from silabo.storage import passages

TRIES = 3  # of one search, while documents change
TRUSTED_S = 60.0  # so long an index that held all of a version is believed to hold it
TOLD_S = 30.0  # so long nobody is told again that something lacks


class CourseSearches:
    """A `PassageSearch` over any index for each course.

    An index that holds only a part of what the course shows would make "the documents do not say" a
    lie. So what it holds is counted against the database: before the first search in a version, a
    minute later again, and whenever nothing was found. Where it lacks one, the repair is called for
    and a `StandIn` searches by words meanwhile.
    """

    def __init__(
        self,
        index: PassageIndex,
        meant: Callable[[str], Meant | None] | None = None,
        *,
        stand_in: StandIn | None = None,
        lacking: Callable[[], None] = lambda: None,
        now: Callable[[], float] = time.monotonic,
        name: str = "embedded",
    ) -> None:
        """Ask nothing yet. Without `meant`, which says what a question means, words alone find.
        `lacking` is called, at most twice a minute, where the index lacks passages or vectors.
        Without a `stand_in` a search in half an index fails. `now` gives seconds; by the `name` of
        the index its searches are counted.
        """
        self._index = index
        self._meant = meant
        self._stand_in = stand_in
        self._lacking = lacking
        self._now = now
        self._name = name
        self._told_at: float | None = None
        # Versions of each course, and when they were seen to be complete in its index.
        self._whole: dict[tuple[int, int], float] = {}

    def of(self, course_id: int, documents: Sequence[str] = ()) -> PassageSearch:
        """The search of one course, by its number; only in these documents, if any is named."""

        return _CourseSearch(self, course_id, documents)

    def search(
        self, course_id: int, documents: Sequence[str], words: str, question: str, limit: int
    ) -> list[Hit]:
        """The best visible passages of these documents of a course, or of all where none is named.

        All are of one moment: where a version takes the place of another meanwhile, or a document
        is hidden, it is searched again. Raises `ServiceError`.
        """
        began, result = self._now(), "failed"
        try:
            for _ in range(TRIES):
                versions = passages.visible_versions(course_id, documents)
                found = self._found(course_id, versions, words, question, limit)
                whole = found is not None and len(found[0]) == found[1]
                if whole or passages.visible_versions(course_id, documents) == versions:
                    break
            hits = found[0] if found else self._stood_in(course_id, versions, words, limit)
            result = "stood_in" if found is None else "found" if hits else "nothing"
        finally:
            SEARCHES.note(index=self._name, result=result)
            SEARCH_SECONDS.note(self._now() - began, index=self._name)
        return hits

    def _found(
        self, course_id: int, versions: set[int], words: str, question: str, limit: int
    ) -> tuple[list[Hit], int] | None:
        """What is found in these versions, and how many passages the index named; None where it
        does not hold all of them.
        """
        if not versions:
            return [], 0
        old = self._now() - TRUSTED_S
        doubtful = {each for each in versions if self._whole.get((course_id, each), old) <= old}
        if not self._is_whole(course_id, doubtful):
            return None
        meant = self._meant(question) if self._meant is not None and question else None
        matches = self._index.search(
            course_id,
            words,
            versions=versions,
            limit=limit,
            vector=meant.vector if meant else None,
            space=meant.space if meant else "",
        )
        if not matches and not self._is_whole(course_id, versions - doubtful):
            return None
        if meant and matches and all(each.similarity is None for each in matches):
            self._tell()
        # The index filters by version; the join drops what it still knows and the course no longer
        # shows, so that a deleted document is not quoted even for a moment.
        return passages.join(course_id, matches), len(matches)

    def _is_whole(self, course_id: int, versions: set[int]) -> bool:
        if not versions:
            return True
        asked_at = self._now()
        if self._index.count(course_id, *versions) != passages.indexable(*versions):
            for version in versions:
                self._whole.pop((course_id, version), None)
            self._tell()
            return False
        self._whole.update({(course_id, version): asked_at for version in versions})
        if self._stand_in is not None:
            self._stand_in.forget(course_id)
        return True

    def _stood_in(self, course_id: int, versions: set[int], words: str, limit: int) -> list[Hit]:
        found = None
        if self._stand_in is not None:
            found = self._stand_in.search(course_id, words, versions=versions, limit=limit)
        if found is None:
            raise ServiceError("the index does not hold all of a course's documents")
        return passages.join(course_id, found)

    def _tell(self) -> None:
        now = self._now()
        if self._told_at is None or now - self._told_at >= TOLD_S:
            self._told_at = now
            self._lacking()


@dataclass(frozen=True, slots=True)
class _CourseSearch:
    searches: CourseSearches
    course_id: int
    documents: Sequence[str]

    def __call__(self, words: str, *, limit: int, question: str = "") -> list[Hit]:
        return self.searches.search(self.course_id, self.documents, words, question, limit)

    def following(self, passage: Passage, *, limit: int) -> list[Passage]:
        return passages.following(self.course_id, passage, limit=limit)
