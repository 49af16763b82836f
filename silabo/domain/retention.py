"""How long what people leave behind is kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Retention:
    """Days for which something is kept; 0: until its person, its course or its asker ends it."""

    questions: int = 0  # with answers, letters and model calls; a course may say otherwise
    letters: int = 0  # that are about no question
    launches: int = 0  # but the last one of each person in each course


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many rows were forgotten, or would be."""

    questions: int = 0
    letters: int = 0
    launches: int = 0

    def __bool__(self) -> bool:
        """Whether anything was."""
        return bool(self.questions or self.letters or self.launches)
