"""A mail system that is a folder: each letter is a file, to be read by a person or the practice
LMS.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from silabo.adapters.mail.messages import MessageWriter
from silabo.adapters.whole_files import whole_file
from silabo.domain.deliveries import Bounce
from silabo.domain.errors import ToolError
from silabo.domain.letters import Letter, MailOutcome, MailReply, MailStep


class MailFolder:
    """A `Mailer` that writes .eml files. The name comes from the message id: twice is once."""

    def __init__(self, folder: Path, writer: MessageWriter) -> None:
        """Choose the folder; it is made with the first letter."""
        self._folder = folder
        self._writer = writer

    def send(
        self,
        letter: Letter,
        *,
        before_data: Callable[[], bool],
        when_accepted: Callable[[], None] = lambda: None,
    ) -> MailReply:
        """Write the letter, synced; a full or read-only disk defers it."""
        try:
            message = self._writer.message(letter)
        except ToolError:
            return MailReply(MailOutcome.REFUSED, MailStep.LETTER)
        if not before_data():
            return MailReply(MailOutcome.DEFERRED, MailStep.LEASE)
        try:
            with whole_file(self._path(letter.message_id)) as target:
                target.write(message)
        except OSError as error:
            words = error.strerror or ""
            return MailReply(MailOutcome.DEFERRED, MailStep.STORE, words=words)
        when_accepted()
        return MailReply(MailOutcome.ACCEPTED, MailStep.STORE)

    def accepted(self, message_id: str, *, since: datetime) -> bool | None:
        """Whether the letter's file is there: a folder always knows."""
        return self._path(message_id).exists()

    def forget(self, message_ids: Iterable[str]) -> None:
        """Delete the files of these letters, where they are there."""
        for message_id in message_ids:
            self._path(message_id).unlink(missing_ok=True)

    def bounced(self, *, since: datetime) -> Sequence[Bounce]:
        """None: what is a file has arrived."""
        return ()

    def _path(self, message_id: str) -> Path:
        # A digest: no character of a message id can name another folder.
        return self._folder / f"{hashlib.sha256(message_id.encode()).hexdigest()[:32]}.eml"
