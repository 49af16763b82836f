"""Every error of Sílabo. Two families: what a person can mend, and what failed outside.

A `ToolError` carries a code and values; the sentence that a person reads is in the catalogues,
chosen by the code (silabo/wording/error_sentences.py). Codes are snake_case and final: API clients
may rely on them. Only lti_app/errors.py turns errors into HTTP, and only tasks/ gives a row back
when a service failed.

    SilaboError
        ToolError                     the request cannot be done as it is
            NotFoundError             unknown, or not of this course: the two are never told apart
            ForbiddenError            the role of this session does not allow it
            SessionEndedError         no session, or it is over
            QuestionError             a question that cannot be accepted
            ReviewError               a decision about a question that cannot be kept
            QuotaError                a question that comes too soon after too many others
            UploadError               a file that cannot be accepted
            RejectedDocumentError     a file that was accepted and cannot be read
            LaunchError               a launch that is refused
        ServiceError                  something outside did not do its work: try again later
            DiskFullError             nothing more can be written; what is kept can be read
            IndexAwayError            the passage index is away, full or closed
            ModelError                a language or embedding model gave nothing of use
                ModelUnreachableError nobody answers there, or it has too much to do just now
                ModelMissingError     the server has no such model: asking again is no use
                ModelChangedError     another model than before: what the former made is of no use
                ModelSlowError        a deadline passed
                ModelCutError         the text ended before it was complete
                ModelOutputError      what came is empty, broken or not what was asked for
        EvaluationError               what is to be measured is not as it must be
            LostGoldError             what is known to answer is no longer in the documents
        LeaseLostError                a worker's lease is over: its work is thrown away
        StandsBackError               what nobody waits for makes room for what somebody does
"""

from collections.abc import Sequence
from datetime import datetime

Value = str | int | float


class SilaboError(Exception):
    """The root of every error that Sílabo raises by itself."""


class ToolError(SilaboError):
    """A request that cannot be done as it is: `code` names why, `values` fill the sentence."""

    def __init__(self, code: str, **values: Value) -> None:
        """Keep the code and the values; the message is for logs and has no personal data."""
        super().__init__(code)
        self.code = code
        self.values: dict[str, Value] = values


class NotFoundError(ToolError):
    """Unknown, or not of this course."""

    def __init__(self) -> None:
        """Take nothing: a caller must not be able to say more than "not found"."""
        super().__init__("not_found")


class ForbiddenError(ToolError):
    """The role of this session does not allow it."""

    def __init__(self, code: str = "forbidden") -> None:
        """Name what is not allowed."""
        super().__init__(code)


class SessionEndedError(ToolError):
    """There is no session, or it is over."""

    def __init__(self) -> None:
        """Take nothing: absent, unknown and expired tokens look the same."""
        super().__init__("session_ended")


class QuestionError(ToolError):
    """A question that cannot be accepted: empty, too long, or in conflict with an earlier one."""


class ReviewError(ToolError):
    """What an instructor decided of a question, and cannot be kept as it is."""


class QuotaError(ToolError):
    """A question that comes too soon after too many others; `wait_s` says how long to wait, and
    `again_at` until when, where that is known.
    """

    def __init__(
        self, code: str, wait_s: int, *, again_at: datetime | None = None, **values: Value
    ) -> None:
        """Take the cap that was reached, and the seconds until there is room again."""
        super().__init__(code, **values)
        self.wait_s = wait_s
        self.again_at = again_at


class UploadError(ToolError):
    """A file that cannot be accepted: its kind, its size, or the course's quota."""


class RejectedDocumentError(ToolError):
    """A file that was accepted and cannot be read; the fault is the file's, so it is not tried
    again.
    """


class LaunchError(ToolError):
    """A launch that is refused. `status` is the HTTP status of its page."""

    def __init__(self, code: str, status: int = 400, **values: Value) -> None:
        """Keep the status beside code and values."""
        super().__init__(code, **values)
        self.status = status


class ServiceError(SilaboError):
    """Something outside the process did not do its work. The message names it and holds no
    personal data.
    """


class DiskFullError(ServiceError):
    """A disk is full: nothing more can be written there, and what is kept can still be read."""


class IndexAwayError(ServiceError):
    """The passage index does not answer, or takes nothing just now: no fault of what it was
    given.
    """


class ModelError(ServiceError):
    """A language or embedding model gave nothing that can be used."""


class ModelUnreachableError(ModelError):
    """Nobody answers there, or it has too much to do just now: no fault of what was asked."""

    def __init__(self, message: str, retry_after_s: float = 0.0) -> None:
        """Keep how many seconds the server asked us to wait; 0 when it did not say."""
        super().__init__(message)
        self.retry_after_s = retry_after_s


class ModelMissingError(ModelError):
    """The server has no such model, or another one under its name: asking again is no use."""


class ModelChangedError(ModelError):
    """Another model answers under the name than before; from now on it is the one that is known."""


class ModelSlowError(ModelError):
    """The first token, the next one or the end did not come within its deadline."""


class ModelCutError(ModelError):
    """The text ended before it was complete: at a limit, or with the connection."""


class ModelOutputError(ModelError):
    """What came is empty, broken, or not what was asked for."""


class EvaluationError(SilaboError):
    """What is to be measured, or with what, is not as it must be. The message says what, and where
    it stands.
    """


class LostGoldError(EvaluationError):
    """Passages that are known to answer a question are no longer in the documents as they were."""

    def __init__(self, lost: Sequence[str]) -> None:
        """Name each as question, file and anchor."""
        super().__init__(f"{len(lost)} gold passages are not there: {'; '.join(lost)}")
        self.lost = tuple(lost)


class LeaseLostError(SilaboError):
    """The lease of a claimed row is over: another worker may have the row, so this one's work is
    thrown away.
    """


class StandsBackError(SilaboError):
    """Work that nobody waits for is broken off, because somebody waits: it is done later."""
