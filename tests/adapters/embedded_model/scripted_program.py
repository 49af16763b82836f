"""A child that has no model and does what its texts say, for tests of whoever asks it."""

import hashlib
import math
import os
import signal
import sys
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[3]))

from silabo.adapters.embedded_model.exchange import ANSWER, DIMENSION, HEAD, READY


def vector(text: str) -> list[float]:
    """Of length 1, the same for the same words."""
    numbers = [0.0] * DIMENSION
    for word in text.split():
        numbers[int.from_bytes(hashlib.sha256(word.encode()).digest()[:4]) % DIMENSION] += 1.0
    length = math.hypot(*numbers) or 1.0
    return [number / length for number in numbers] if any(numbers) else [1.0, *numbers[1:]]


def main() -> None:
    os.write(0, READY)
    while head := os.read(0, HEAD.size):
        _, size = HEAD.unpack(head)
        text = os.read(0, size).decode() if size else ""
        if "crash" in text:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "hang" in text:
            time.sleep(60)
        numbers = [math.nan] * DIMENSION if "broken" in text else vector(text)
        os.write(0, ANSWER.pack(*numbers))


main()
