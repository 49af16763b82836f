"""The live feed inside one process."""

import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager

from silabo.domain.drafts import Draft, DraftEvent, Told


class MemoryFeed:
    """Keeps the draft of each question while it is written, and no longer."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._drafts: dict[str, Draft] = {}
        self._changed = threading.Condition()

    @contextmanager
    def writing(self, question: str) -> Iterator[Told]:
        """Tell the draft of a question until the block ends.

        Of two that write about one question, as when the first has lost its lease, the one that
        told last is seen.
        """
        draft = Draft()

        def tell(event: DraftEvent) -> None:
            nonlocal draft
            draft = draft.after(event)
            self._show(question, draft)

        self._show(question, draft)
        try:
            yield tell
        finally:
            with self._changed:
                if self._drafts.get(question) is draft:
                    del self._drafts[question]
                    self._changed.notify_all()

    def follow(
        self, question: str, *, for_s: float, quiet_s: float = 10
    ) -> Generator[Draft | None, None, None]:
        """The draft as it is, then after each change; None after so long a quiet."""
        until = time.monotonic() + for_s
        shown: Draft | None = None
        while (left := until - time.monotonic()) > 0:
            with self._changed:
                if shown is not None and self._drafts.get(question) is shown:
                    self._changed.wait(min(quiet_s, left))
                draft = self._drafts.get(question)
            if draft is None:
                return
            yield None if draft is shown else draft
            shown = draft

    def _show(self, question: str, draft: Draft) -> None:
        with self._changed:
            self._drafts[question] = draft
            self._changed.notify_all()
