"""Questions that instructors may expect an answer to, read out of what their course shows."""

from lti_app.searchers import Searchers
from silabo.answering.proposing import proposals
from silabo.domain.errors import ToolError
from silabo.domain.expectations import ProposedExpectation
from silabo.domain.people import Session
from silabo.storage import expectations

BUDGET_S = 10.0  # whoever asks for them waits
# One at a time: it reads a whole course, and must not push aside what students ask.
PROPOSERS = 1


class Proposals:
    """Proposes by rules; no model is asked, and nothing is kept."""

    def __init__(self) -> None:
        """Start nothing."""
        self._proposers = Searchers(PROPOSERS, "proposals")

    def of(self, session: Session) -> list[ProposedExpectation]:
        """What may be asked of the session's course, and is not expected yet. Raises `ToolError`
        where it takes too long, or is done for somebody else just now.
        """
        found = self._proposers.in_time(BUDGET_S, _propose, session)
        if found is None:
            raise ToolError("proposals_late")
        return found


def _propose(session: Session) -> list[ProposedExpectation]:
    known = [each.question for each in expectations.listed(session.course_id)]
    return proposals(expectations.texts(session.course_id), session.language, known=known)
