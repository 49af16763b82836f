"""Named points at which a test may end the process, to see what the next one finds in the rows.

Nothing happens at any of them until wiring arms one; production never does.
"""

from collections.abc import Callable
from enum import StrEnum


class CrashPoint(StrEnum):
    """The moments between two steps that another process has to clear up after."""

    QUESTION_WRITTEN = "question_written"  # in its transaction, not committed
    QUESTION_KEPT = "question_kept"  # committed, no bell rung
    QUESTION_RUNG = "question_rung"  # the bell is rung, the asker has no reply
    ANSWER_CLAIMED = "answer_claimed"  # a worker holds the question
    ANSWER_READY = "answer_ready"  # it is written, and no row says so
    ANSWER_SHARED = "answer_shared"  # one who waited for the same has it, others not yet
    ANSWER_RECORDED = "answer_recorded"  # answer and delivery are committed, no bell rung
    ANSWER_HELD = "answer_held"  # it waits for approval, not committed
    ANSWERS_LET_GO = "answers_let_go"  # some wait no more, with their letters, not committed
    ANSWER_SPREAD = "answer_spread"  # some askers have what an instructor wrote, not committed
    REVISIT_NOTED = "revisit_noted"  # some answers are to be looked at again, not committed
    REVISIT_READY = "revisit_ready"  # one is answered again, and no row says so
    REVISIT_WRITTEN = "revisit_written"  # the new answer and its letter, not committed
    REVISIT_RECORDED = "revisit_recorded"  # committed; who asked the same has it not yet
    COURSE_GOING = "course_going"  # some of its questions are gone, others not
    LOAN_FORGOTTEN = "loan_forgotten"  # the index has forgotten a loan, and no row says so
    COPY_FILED = "copy_filed"  # a document's file is in the other course, and no row says so
    COPY_NOTED = "copy_noted"  # its row is written, not committed
    COPY_ANSWERED = "copy_answered"  # some answers are copied, not committed
    TRIAL_READY = "trial_ready"  # an instructors' question is answered, and no row says so
    WEEK_WRITTEN = "week_written"  # letters with the week of a course are owed, not committed
    WEBHOOK_TAKEN = "webhook_taken"  # a program has answered, and no row says so
    ANSWER_SEEN = "answer_seen"  # its asker has seen it, not committed
    PAGE_LEFT = "page_left"  # the page was left, and its letters do not know, not committed
    UNSEEN_WAITS = "unseen_waits"  # a letter waits for its answer to be seen, not committed
    LETTER_CLAIMED = "letter_claimed"  # its row is ours, nothing else has happened
    LETTER_ADDRESSED = "letter_addressed"  # the mail system takes the recipient
    LETTER_BEFORE_DATA = "letter_before_data"  # noted that the text is about to leave
    LETTER_IN_BODY = "letter_in_body"  # half of the text is gone
    LETTER_AFTER_DOT = "letter_after_dot"  # all of it is gone, no reply yet
    LETTER_AFTER_REPLY = "letter_after_reply"  # it is accepted, and no row says so
    LETTER_MARKED = "letter_marked"  # the row says so, the connection is still open
    REPLY_READ = "reply_read"  # a mail is read, and nothing of it is kept
    REPLY_TAKEN = "reply_taken"  # what it says is kept, and it is still in the inbox


_armed: list[Callable[[CrashPoint], None]] = []


def arm(strike: Callable[[CrashPoint], None]) -> None:
    """Call `strike` at every point from now on; only wiring does."""
    _armed[:] = [strike]


def point(name: CrashPoint) -> None:
    """Pass a named point."""
    for strike in _armed:
        strike(name)
