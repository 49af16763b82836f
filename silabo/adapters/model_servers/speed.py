"""How fast a model reads a prompt and writes a text, apart, as its server measures it: on a
processor it reads several times as fast as it writes (docs/administrators/sizing.md).
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from silabo.domain.models import Measured

_LAST = 8  # texts that count
# Of a prompt whose beginning a server still knew little was read, and that little in no time.
_LEAST_READ = 50  # tokens; of fewer nothing is learnt
_PATIENCE = 3.0  # times as long as it should take: other work goes on beside it
_OTHERS_TEXT = 150  # tokens of a text that the server may be writing for somebody else
_LEAST_S = 15.0  # that a model gets in any case, so that a busy machine is not taken for a dead one


@dataclass(frozen=True, slots=True)
class Speed:
    """Tokens a second."""

    reading: float
    writing: float

    def seconds(self, read: int, written: int) -> float:
        """How long a prompt and a text of so many tokens take."""
        return read / self.reading + written / self.writing


class TextClock:
    """Times a text whose server counts its tokens and measures no time. What it waited for others
    counts as reading: so it is thought too slow rather than too fast.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Begin now, when the prompt is sent."""
        self._now = now
        self._sent = now()
        self._first: float | None = None
        self._last = self._sent

    @property
    def begun(self) -> bool:
        """Whether a token came."""
        return self._first is not None

    def heard(self) -> None:
        """A token came, of a thought or of the text."""
        self._last = self._now()
        if self._first is None:
            self._first = self._last

    def measured(self, read: int, written: int) -> Measured:
        """So many tokens were read and written, as the server counts them."""
        first = self._sent if self._first is None else self._first
        return Measured(read, first - self._sent, max(0, written - 1), self._last - first)


class SpeedMeter:
    """Learns from the last texts of a model, by the slowest of them. Thread-safe."""

    def __init__(self) -> None:
        """Know nothing of the model yet."""
        self._lock = threading.Lock()
        self._texts: deque[Measured] = deque(maxlen=_LAST)
        self._loading_s = 0.0

    def learn(self, measured: Measured) -> None:
        """Take what a server measured of a text."""
        with self._lock:
            self._loading_s = max(self._loading_s, measured.loading_s)
            if measured.read >= _LEAST_READ and measured.reading_s > 0:
                self._texts.append(measured)

    def forget(self) -> None:
        """A text did not come in the time that was thought enough: nothing is known any more."""
        with self._lock:
            self._texts.clear()

    @property
    def speed(self) -> Speed | None:
        """The slowest of the last texts; None before one came."""
        with self._lock:
            texts = list(self._texts)
        reading = [each.read / each.reading_s for each in texts]
        writing = _writing(texts)
        return Speed(min(reading), min(writing)) if reading and writing else None

    def first_token_s(self, tokens: int, most_s: float, *, thought: int = 0) -> float:
        """How long the first token after a prompt of so many and so many thoughts may take, in
        seconds, where one more text of this kind may come before it: `most_s` before anything was
        measured, never more.
        """
        speed = self.speed
        if speed is None:
            return most_s
        expected_s = speed.seconds(tokens, thought) + self._loading_s
        behind_s = speed.seconds(tokens, _OTHERS_TEXT + thought)
        return min(most_s, max(_LEAST_S, _PATIENCE * expected_s + behind_s))


def _writing(texts: Sequence[Measured]) -> list[float]:
    return [each.written / each.writing_s for each in texts if each.written and each.writing_s > 0]
