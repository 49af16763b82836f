"""What a content word is in a question: a thing that can be asked about, what is asked of one, or
what tells which of several is meant.
"""

from dataclasses import dataclass

from silabo.language.quantity_readers import QuantityKind
from silabo.language.questions import ContentWord

# What is asked of a thing and is none itself: it may be asked of every one.
ATTRIBUTES = frozenset(
    [
        "room",
        "weight",
        "start",
        "end",
        "duration",
        "cost",
        "format",
        "mandatory",
        "deadline",
        "late",
        "penalty",
        "pass_mark",
        "fail",
        "grade",
        "feedback",
        "reply",
        "contact",
        "email",
        "attempts",
        "extension",
        "last",
    ]
)
# Of these, what nobody asks without saying of what.
OF_SOMETHING = frozenset(["room", "weight", "start", "end", "duration", "cost", "last"])
# What is done in a course: one of them takes the place of another, and a rule that names none of
# them holds for each.
SETTINGS = frozenset(
    [
        "exam",
        "midterm",
        "final_exam",
        "quiz",
        "laboratory",
        "practical",
        "assignment",
        "project",
        "presentation",
        "essay",
        "lecture",
    ]
)
# Of these, what is said of the course as a whole: "How many exams are in the class?"
ANYWHERE = frozenset(["lecture"])
# What is another's kind: a word for exams is said of each.
_KINDS_OF = {"exam": frozenset(["midterm", "final_exam", "quiz"])}
_DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "holiday",
        "week",
    ]
)
_DAY_KINDS = {QuantityKind.DATE, QuantityKind.MONTH, QuantityKind.WEEK, QuantityKind.TIME}


@dataclass(frozen=True, slots=True)
class SaidWord:
    """A content word of a message, and where it stands in its text."""

    word: ContentWord
    start: int
    end: int

    @property
    def display(self) -> str:
        """The word as it was written."""
        return self.word.display

    @property
    def is_ordinal(self) -> bool:
        """Whether it only tells which one: "second", "2"."""
        quantity = self.word.quantity
        return self.display.isdigit() or (
            quantity is not None and quantity.kind is QuantityKind.ORDINAL
        )

    @property
    def figure(self) -> str:
        """An ordinal in figures, "2"."""
        quantity = self.word.quantity
        return self.display if quantity is None else quantity.value

    @property
    def is_attribute(self) -> bool:
        """Whether it names something that is asked of a thing: its room, its weight."""
        concepts = set(self.word.concepts)
        return bool(concepts) and concepts <= ATTRIBUTES

    @property
    def is_thing(self) -> bool:
        """Whether it names what can be asked about."""
        if self.is_ordinal or self.is_attribute:
            return False
        return bool(self.word.concepts) or not self.word.weak

    @property
    def sort(self) -> str:
        """Things of one sort take each other's place."""
        concepts = set(self.word.concepts)
        quantity = self.word.quantity
        if (quantity and quantity.kind in _DAY_KINDS) or self.word.days or concepts & _DAYS:
            return "day"
        return "setting" if concepts & SETTINGS else "thing"


def is_another(asked: frozenset[str], named: frozenset[str]) -> bool:
    """Whether what is named is another work of a course than the one that is asked for, both by
    their concepts: a project and an exam, no exam and a midterm. Of what names none, it is not.
    """
    here = named & SETTINGS
    return bool(here) and bool(asked - ANYWHERE) and _widened(asked).isdisjoint(_widened(here))


def _widened(concepts: frozenset[str]) -> frozenset[str]:
    return concepts.union(*(_KINDS_OF.get(concept, ()) for concept in concepts))
