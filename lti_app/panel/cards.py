"""What a question's card says of time: its letter, its place in the queue, when to look again."""

from lti_app.language import current
from silabo.domain.questions import MOST_COUNTED, DeliveryState, Question, QuestionState, Waiting
from silabo.wording.catalogues import say, say_count

SOONEST_MS = 1000
LATEST_MS = 15_000
LETTER_MS = 2000


def poll_ms(question: Question) -> int:
    """When the panel may look again, in milliseconds: later for who waits longer; 0 for never."""
    if question.open:
        place = question.waiting.place if question.waiting else 1
        return min(max(SOONEST_MS * place, SOONEST_MS), LATEST_MS)
    if question.delivery in {DeliveryState.READY, DeliveryState.SENDING}:
        # One that waits for its answer to be seen may do so for minutes.
        return LATEST_MS if question.if_unseen else LETTER_MS
    # An instructor may answer at any moment.
    waits = question.handed_over or question.state is QuestionState.UNAPPROVED
    return LATEST_MS if waits else 0


def place_text(waiting: Waiting) -> str:
    """The place in the queue, as far as it is counted."""
    language, most = current(), MOST_COUNTED
    if waiting.beyond:
        return say(language, "Waiting: more than %(count)s come first", count=most)
    if waiting.of > most:
        place = waiting.place
        return say(language, "Waiting: %(place)s of more than %(count)s", place=place, count=most)
    return say(language, "Waiting: %(place)s of %(of)s", place=waiting.place, of=waiting.of)


def wait_text(waiting: Waiting) -> str:
    """The measured estimate, rounded up to minutes; "a few minutes" while nothing is measured."""
    language = current()
    if waiting.seconds is None:
        return say(language, "a few minutes")
    if waiting.seconds <= 45:
        return say(language, "less than 1 min")
    return say_count(
        language, "about %(count)s min", "about %(count)s min", -(-waiting.seconds // 60)
    )
