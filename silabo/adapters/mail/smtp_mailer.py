"""A mail system behind SMTP: hands letters over, and says what it said."""

import re
import smtplib
from collections.abc import Callable, Sequence
from datetime import datetime

from silabo.adapters.mail.messages import MessageWriter
from silabo.adapters.mail.smtp_conversation import LONGEST_S, TROUBLE, SmtpConversation
from silabo.adapters.mail.smtp_server import SmtpServer
from silabo.domain.crash import CrashPoint, point
from silabo.domain.deliveries import Bounce
from silabo.domain.errors import ToolError
from silabo.domain.letters import Letter, MailOutcome, MailReply, MailStep

# RFC 3463: class, subject and detail of a reply, before its words.
ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}(?=\s|$)")
WORDS_KEPT = 300  # characters
# RFC 4954, 6: who we are was not believed, whatever the step. An administrator can mend that.
OUR_FAULT = (530, 535)


class SmtpMailer:
    """A `Mailer` over one server. Every letter has a connection of its own."""

    def __init__(
        self,
        server: SmtpServer,
        writer: MessageWriter,
        *,
        name: str,
        look_up: Callable[[str, datetime], bool | None] = lambda _id, _since: None,
        came_back: Callable[[datetime], Sequence[Bounce]] = lambda _since: (),
        longest_s: float = LONGEST_S,
    ) -> None:
        """`name` is our host's. `look_up` asks the mail system whether it took a message id since
        then; None where it keeps no memory. `came_back` asks it what it could not deliver since
        then. No letter takes longer than `longest_s`.
        """
        self._server = server
        self._writer = writer
        self._name = name
        self._look_up = look_up
        self._came_back = came_back
        self._longest_s = longest_s

    def send(
        self,
        letter: Letter,
        *,
        before_data: Callable[[], bool],
        when_accepted: Callable[[], None] = lambda: None,
    ) -> MailReply:
        """Hand over one letter in one connection."""
        try:
            message = self._writer.message(letter)
            sender, recipient = self._writer.envelope(letter)
        except ToolError:
            return MailReply(MailOutcome.REFUSED, MailStep.LETTER)
        conversation = SmtpConversation(self._server, self._name, longest_s=self._longest_s)
        try:
            trouble = _tried(conversation, lambda: _reach(conversation, sender, recipient))
            if trouble:
                return trouble
            if not before_data():
                return MailReply(MailOutcome.DEFERRED, MailStep.LEASE)
            point(CrashPoint.LETTER_BEFORE_DATA)
            said: list[str] = []
            trouble = _tried(conversation, lambda: said.append(conversation.write(message)))
            if trouble:
                return trouble
            when_accepted()
            return _reply(MailOutcome.ACCEPTED, MailStep.DOT, 250, said[0])
        finally:
            conversation.close()

    def accepted(self, message_id: str, *, since: datetime) -> bool | None:
        """Ask the mail system, where it can be asked."""
        return self._look_up(message_id, since)

    def bounced(self, *, since: datetime) -> Sequence[Bounce]:
        """Ask the mail system, where it can be asked."""
        return self._came_back(since)

    def greet(self) -> MailReply:
        """Come as far as logging in, and say how far that was: no letter is sent."""
        conversation = SmtpConversation(self._server, self._name, longest_s=self._longest_s)
        try:
            trouble = _tried(conversation, conversation.open)
            return trouble or MailReply(MailOutcome.ACCEPTED, conversation.step)
        finally:
            conversation.close()


def _reach(conversation: SmtpConversation, sender: str, recipient: str) -> None:
    conversation.open()
    conversation.address(sender, recipient)


def _tried(conversation: SmtpConversation, steps: Callable[[], None]) -> MailReply | None:
    """What went wrong in these steps, or None."""
    try:
        steps()
    except TROUBLE as error:
        code, words = 0, str(error) or type(error).__name__
        if isinstance(error, smtplib.SMTPResponseException):
            code, words = error.smtp_code, _text(error.smtp_error)
        return _reply(_outcome(conversation.step, code), conversation.step, code, words)
    return None


def _outcome(step: MailStep, code: int) -> MailOutcome:
    for_good = 500 <= code < 600 and code not in OUR_FAULT
    if step is MailStep.DOT:
        if for_good:
            return MailOutcome.REFUSED
        return MailOutcome.DEFERRED if 400 <= code < 600 else MailOutcome.UNCLEAR
    # Before the recipient is named, a refusal speaks of us: a letter must not be lost by it.
    named = step in {MailStep.RCPT, MailStep.DATA}
    return MailOutcome.REFUSED if for_good and named else MailOutcome.DEFERRED


def _reply(outcome: MailOutcome, step: MailStep, code: int, words: str) -> MailReply:
    found = ENHANCED.match(words) if code > 0 else None
    return MailReply(
        outcome=outcome,
        step=step,
        code=max(code, 0),
        status=found[0] if found else "",
        words=" ".join(words.split())[:WORDS_KEPT],
    )


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words
