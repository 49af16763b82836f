"""A mailer that ends each letter as it is told to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from silabo.domain.deliveries import Bounce
from silabo.domain.errors import ServiceError
from silabo.domain.letters import Letter, MailOutcome, MailReply, MailStep

USUAL_STEPS = {
    MailOutcome.ACCEPTED: MailStep.DOT,
    MailOutcome.DEFERRED: MailStep.DOT,
    MailOutcome.UNCLEAR: MailStep.DOT,
    MailOutcome.REFUSED: MailStep.RCPT,
}


@dataclass
class FakeMailer:
    """A `Mailer` that ends each letter as it is told to, and remembers what it took.

    `outcomes` are used up one a letter; the last one stays. An unclear letter was taken: only the
    reply got lost. `memory` is None for a mail system that cannot tell what it took, an error for
    one that cannot be asked.
    """

    outcomes: list[MailOutcome | MailReply | Exception]
    memory: bool | ServiceError | None = True
    asked: list[Letter] = field(default_factory=list)
    taken: list[Letter] = field(default_factory=list)
    looked_up: list[tuple[str, datetime]] = field(default_factory=list)
    came_back: list[Bounce] = field(default_factory=list)

    def send(
        self,
        letter: Letter,
        *,
        before_data: Callable[[], bool],
        when_accepted: Callable[[], None] = lambda: None,
    ) -> MailReply:
        self.asked.append(letter)
        outcome = self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]
        reply = outcome
        if isinstance(outcome, MailOutcome):
            reply = MailReply(outcome, USUAL_STEPS[outcome])
        if isinstance(reply, MailReply) and reply.step is MailStep.RCPT:
            return reply
        if not before_data():
            return MailReply(MailOutcome.DEFERRED, MailStep.LEASE)
        if isinstance(reply, Exception):
            raise reply
        if reply.outcome in {MailOutcome.ACCEPTED, MailOutcome.UNCLEAR}:
            self.taken.append(letter)
        if reply.outcome is MailOutcome.ACCEPTED:
            when_accepted()
        return reply

    def accepted(self, message_id: str, *, since: datetime) -> bool | None:
        self.looked_up.append((message_id, since))
        if isinstance(self.memory, Exception):
            raise self.memory
        ids = {letter.message_id for letter in self.taken}
        return message_id in ids if self.memory else None

    def bounced(self, *, since: datetime) -> Sequence[Bounce]:
        return [each for each in self.came_back if each.at >= since]
