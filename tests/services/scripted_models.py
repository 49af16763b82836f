"""The models that a scripted server has, and the vectors that one of them gives."""

import hashlib
import math
import re

from tests.services.scripted_writers import Behaviour

MODEL, EMBEDDING_MODEL = "scripted:latest", "scripted-embedder:latest"
DIGESTS = {name: hashlib.sha256(name.encode()).hexdigest() for name in (MODEL, EMBEDDING_MODEL)}
DIMENSIONS = 64
_COMMON = 4.0  # the square of what all texts share, that of their own words being 1


def vectors_of(
    behaviour: Behaviour, texts: list[str], numbers: int = DIMENSIONS
) -> list[list[float]]:
    """A vector of each text, of so many numbers, unless the server misbehaves."""
    vectors = [_vector(text, numbers) for text in texts]
    if behaviour is Behaviour.WRONG_DIMENSION:
        return [vector[:-1] for vector in vectors]
    if behaviour is Behaviour.TOO_FEW:
        return vectors[:-1]
    if behaviour is Behaviour.WITHOUT_DIRECTION:
        return [[0.0] * numbers for _ in vectors]
    return vectors


def _vector(text: str, numbers: int) -> list[float]:
    """A bag of words: texts that share words lie near each other. All lie in one direction more
    than in any other, as those of real models do: below a cosine of 0.8 the gate calls them unlike.
    """
    vector = [0.01] * numbers
    for word in re.findall(r"\w+", text.casefold()):
        vector[hashlib.sha256(word[:6].encode()).digest()[0] % numbers] += 1.0
    length = math.hypot(*vector)
    common = math.sqrt(_COMMON / numbers)
    return [value / length + common for value in vector]
