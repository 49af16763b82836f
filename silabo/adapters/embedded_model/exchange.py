"""What a process and its child with the embedding model say to each other, over one socket.

The child says `READY` when it has the model. Then one text at a time: a head (`HEAD`: 1 for a
query, 0 for a passage, and how many bytes of UTF-8 follow) and the text; the answer is `DIMENSION`
32-bit floats, little-endian. Everything that the child says may be a text's doing.
"""

import struct
import unicodedata

from silabo.domain.errors import ModelOutputError
from silabo.domain.models import TextKind, Vector

READY = b"ready\n"
HEAD = struct.Struct("<?I")
DIMENSION = 384
ANSWER = struct.Struct(f"<{DIMENSION}f")
# Bytes of UTF-8 of a text that count. Of a passage more than the 512 tokens that the model reads at
# once in most languages, and in none more than four times so many; of a question 100 words.
LONGEST = {TextKind.PASSAGE: 2000, TextKind.QUERY: 800}


def prepared(text: str, kind: TextKind) -> bytes:
    """A text as the model may have it, in UTF-8: its beginning, in the compatibility form (NFKC),
    without what is no character.

    The model's library reads bytes up to the first zero, and has room for four characters a byte
    where one that stands for a phrase (U+FDFA) becomes eighteen; in this form none becomes more
    than one.
    """
    longest = LONGEST[kind]
    begun = text[:longest].encode("utf-8", "replace").decode()
    whole = unicodedata.normalize("NFKC", begun).replace("\0", " ").encode()[:longest]
    return whole.decode("utf-8", "ignore").encode()  # without half a character at its end


def request(text: str, kind: TextKind) -> bytes:
    """As a text is sent."""
    data = prepared(text, kind)
    return HEAD.pack(kind is TextKind.QUERY, len(data)) + data


def vector(answer: bytes) -> Vector:
    """The vector of an answer. Raises `ModelOutputError` for one that is none."""
    numbers = ANSWER.unpack(answer)
    # Of length 1 already; a broken one has no number in it, or is not.
    squared = sum(number * number for number in numbers)
    if not 0.9 < squared < 1.1:  # NaN is not between
        raise ModelOutputError("the embedded model gave a vector that is none")
    return list(numbers)
