"""What is said to a language model, how long it may take, and what an embedding model gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

NO_MODEL = "none"  # in place of a name: where a course picks none, answers are quotations
Vector = list[float]
JsonSchema = Mapping[str, object]


class TextKind(StrEnum):
    """What a text is that an embedding model reads: models made for searching read the two
    differently.
    """

    QUERY = "query"
    PASSAGE = "passage"


class Speaker(StrEnum):
    """Who speaks in a prompt."""

    SYSTEM = "system"  # our rules
    USER = "user"  # what they are applied to


@dataclass(frozen=True, slots=True)
class Message:
    """One part of a prompt."""

    speaker: Speaker
    text: str


# Where a text ends, whatever a model goes on with: another of our blocks, or the marks by which
# templates begin and end a turn. A server that is told these forgets those of its own list.
STOPS = (
    "\n<<",
    "<|im_end|>",
    "<|im_start|>",
    "<|endoftext|>",
    "<|eot_id|>",
    "<end_of_turn>",
    "<start_of_turn>",
    "</s>",
    "[INST]",
)


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """How long one call of a model may take, in seconds."""

    first_token_s: float = 60.0
    between_tokens_s: float = 20.0
    total_s: float = 180.0


@dataclass(frozen=True, slots=True)
class Measured:
    """What a server says of one text: tokens, and the seconds that they took."""

    read: int
    reading_s: float
    written: int
    writing_s: float
    loading_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Trial:
    """How a model did that was tried: what is not known, because it failed before, is 0 or "".

    Tokens that are read are estimated, at most so many; written and thought ones are the pieces
    that came.
    """

    read_tokens: int = 0
    read_s: float = 0.0  # until the first token, thoughts included
    written_tokens: int = 0
    written_s: float = 0.0  # from the first token to the last
    thought_tokens: int = 0  # before the first token
    said: str = ""  # of a passage that is known
    fault: str = ""  # why that is no answer; "": it holds
