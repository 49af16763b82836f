"""Documents of an evaluation set as passages of a course, searched as in the product."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from ingest.formats import TEXT
from ingest.passages import cut
from ingest.read import read
from silabo.domain.models import TextKind, Vector
from silabo.domain.passages import (
    BlockKind,
    Hit,
    IndexEntry,
    NewPassage,
    Passage,
)
from silabo.domain.ports import Embedder, PassageIndex

_VERSION = 1  # under which the index here has all documents of one course


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document of an evaluation set."""

    id: str  # by which evidence names it
    title: str  # as a course shows it
    language: str  # es, en or fr
    text: str  # plain; spans of evidence count its characters
    course: str = ""  # to which it belongs
    # As its file was cut: the text is theirs, each after a line feed. None: the text is cut.
    passages: tuple[NewPassage, ...] = ()

    @property
    def spans(self) -> list[tuple[int, int]]:
        """From where to where in its text each of its passages stands."""
        ends = list(accumulate(len(passage.text) + 1 for passage in self.passages))
        return [
            (end - 1 - len(passage.text), end - 1)
            for passage, end in zip(self.passages, ends, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Embedders:
    """One model: that of passages keeps what it made, that of questions is measured."""

    passages: Embedder
    questions: Embedder


class CourseUnderTest:
    """The documents of one course in an index: a `PassageSearch`."""

    def __init__(
        self,
        course: int,
        documents: Sequence[SourceDocument],
        index: PassageIndex,
        embedders: Embedders | None = None,
    ) -> None:
        """Cut the documents into passages and put them into the index, with their vectors where
        there are embedders.
        """
        self._course = course
        self._index = index
        self._embedders = embedders
        self._passages = _passages(documents, first_id=course * 1_000_000)
        self._asked: dict[str, Vector] = {}
        entries = [
            IndexEntry(passage.id, passage.surroundings, passage.text, passage.language)
            for passage in self._passages.values()
            if passage.kind is not BlockKind.HEADER
        ]
        index.add(course, _VERSION, _embedded(entries, embedders) if embedders else entries)

    def __call__(self, words: str, *, limit: int, question: str = "") -> list[Hit]:
        """The best passages for the words, best first."""
        found = self._index.search(
            self._course,
            words,
            versions=[_VERSION],
            limit=limit,
            vector=self._vector(question),
            space=self._embedders.questions.space if self._embedders else "",
        )
        return [
            Hit(self._passages[match.passage_id], match.score, match.similarity) for match in found
        ]

    def _vector(self, question: str) -> Vector | None:
        if self._embedders is None or not question:
            return None
        if question not in self._asked:  # it is searched several times, with other words
            [vector] = self._embedders.questions.embed([question], TextKind.QUERY)
            self._asked = {question: vector}
        return self._asked[question]

    def following(self, passage: Passage, *, limit: int) -> list[Passage]:
        """The passages after one in its document, in order, at most `limit`."""
        after = (self._passages.get(passage.id + n) for n in range(1, limit + 1))
        return [each for each in after if each is not None and each.document == passage.document]

    def passage(self, passage_id: int) -> Passage:
        """One of its passages."""
        return self._passages[passage_id]


class CoursesUnderTest:
    """The courses of some documents in one index, each put in when it is first asked for."""

    def __init__(
        self,
        documents: Sequence[SourceDocument],
        index: PassageIndex,
        embedders: Embedders | None = None,
    ) -> None:
        """Put nothing in yet."""
        self._documents = documents
        self._index = index
        self._embedders = embedders
        self._courses: dict[str, CourseUnderTest] = {}

    def named(self, course: str) -> CourseUnderTest:
        """A course by its name, or that of all documents for ""."""
        if course not in self._courses:
            own = [each for each in self._documents if course in {"", each.course}]
            number = len(self._courses) + 1
            self._courses[course] = CourseUnderTest(number, own, self._index, self._embedders)
        return self._courses[course]


def _embedded(entries: Sequence[IndexEntry], embedders: Embedders) -> list[IndexEntry]:
    texts = [entry.embedded_text for entry in entries]
    vectors = embedders.passages.embed(texts, TextKind.PASSAGE)
    return [
        replace(entry, vector=vector, space=embedders.passages.space)
        for entry, vector in zip(entries, vectors, strict=True)
    ]


def _passages(documents: Sequence[SourceDocument], first_id: int) -> Mapping[int, Passage]:
    passages = [
        (document, version, passage)
        for version, document in enumerate(documents, start=1)
        for passage in document.passages or cut(read(document.text.encode(), TEXT))
    ]
    return {
        first_id + number: _passage(first_id + number, document, version, passage)
        for number, (document, version, passage) in enumerate(passages)
    }


def _passage(passage_id: int, document: SourceDocument, version: int, new: NewPassage) -> Passage:
    return Passage(
        id=passage_id,
        version_id=version,
        document=document.id,
        version=document.id,
        document_title=document.title,
        language=document.language,
        ordinal=new.ordinal,
        anchor=new.anchor,
        kind=new.kind,
        text=new.text,
        path=new.path,
        lead=new.lead,
        cells=new.cells,
        header=new.header,
        page=new.page,
    )
