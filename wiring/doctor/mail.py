"""What `flask doctor` finds out about mail, and what became of the test letter that it sent."""

from dataclasses import replace

from silabo.domain import clock
from silabo.domain.errors import ServiceError
from silabo.domain.findings import Finding
from silabo.domain.letters import MailOutcome, MailReply, MailStep
from silabo.storage import deliveries
from tasks.letters import send_test
from tasks.parts import Parts
from wiring import mail
from wiring.settings import Settings

NOBODY = "look-up-by-doctor@localhost"  # a message id that no letter has
REMEDIES = {
    MailStep.LETTER: "write a plain address: name@host",
    MailStep.CONNECT: "check host and port of SILABO_SMTP_URL, its certificate, and the firewall",
    MailStep.GREETING: "the server does not talk to this machine: ask whoever runs it",
    MailStep.EHLO: "the server does not talk to this machine: ask whoever runs it",
    MailStep.STARTTLS: "its certificate has to name the host of SILABO_SMTP_URL and be trusted",
    MailStep.AUTH: "check user and password of SILABO_SMTP_URL",
    MailStep.MAIL: "the server refuses the sender: check SILABO_MAIL_FROM",
    MailStep.RCPT: "the server does not deliver there: check the address, and what it may relay",
    MailStep.STORE: "let the user that runs Sílabo write there",
}


def examine_mail(settings: Settings, *, database_ready: bool) -> list[Finding]:
    """How far one comes with the mail server, whether it can be asked, where replies are read, and
    what waits.

    Without a database nothing waits that could be seen: its own finding says what to do.
    """
    waiting = [_waiting()] if database_ready else []
    return [_server(settings), *_memory(settings), _inbox(settings), *waiting]


def examine_letter(settings: Settings, parts: Parts, address: str) -> Finding:
    """Send a test letter, and say in words what happened."""
    name = f"letter to {address}"
    try:
        reply = send_test(parts, address)
    except ServiceError as error:
        remedy = "`flask db upgrade`; if it does not answer, check its address"
        return Finding(name, ok=False, detail=f"not sent: {error}", remedy=remedy)
    if reply is None:
        return Finding(name, ok=False, detail="not sent: the line above says why")
    return replace(_said(reply, mail.destination(settings)), name=name)


def _said(reply: MailReply, destination: str) -> Finding:
    said = " ".join([*([str(reply.code)] if reply.code else []), reply.words]).strip()
    words = f": {said}" if said else ""
    if reply.outcome is MailOutcome.ACCEPTED:
        look = "" if reply.step is MailStep.STORE else "; look into its mailbox, and among the spam"
        return Finding("", ok=True, detail=f"accepted by {destination}{words}{look}")
    remedy = REMEDIES.get(reply.step, "")
    if reply.outcome is MailOutcome.UNCLEAR:
        detail = (
            f"the line to {destination} broke after the letter had left, so it may have arrived"
        )
        return Finding("", ok=False, detail=detail, remedy="the workers settle it in a minute")
    if reply.outcome is MailOutcome.REFUSED:
        return Finding("", ok=False, detail=f"refused at {reply.step}{words}", remedy=remedy)
    detail = f"put off at {reply.step}{words}; workers try again for a day"
    return Finding("", ok=False, detail=detail, remedy=remedy)


def _server(settings: Settings) -> Finding:
    destination, smtp = mail.destination(settings), mail.smtp_mailer(settings)
    if smtp is None:
        return Finding("mail", ok=True, detail=f"letters are {destination}")
    reply = smtp.greet()
    if reply.outcome is MailOutcome.ACCEPTED:
        return Finding("mail", ok=True, detail=f"{destination} answers, as far as {reply.step}")
    said = _said(reply, destination)
    return Finding("mail", ok=False, detail=f"{destination}: {said.detail}", remedy=said.remedy)


def _memory(settings: Settings) -> list[Finding]:
    if not settings.smtp_url:
        return []
    asked = mail.memory(settings)
    if asked is None:
        detail = f"nobody to ask: SILABO_MAIL_UNCLEAR={settings.mail_unclear} decides"
        return [Finding("unclear letters", ok=True, detail=detail)]
    try:
        asked.accepted(NOBODY, clock.now())
        asked.queued()
    except ServiceError as error:
        remedy = "let the user that runs Sílabo read the log and run `postqueue -j`"
        return [Finding("unclear letters", ok=False, detail=str(error), remedy=remedy)]
    detail = f"looked up in {settings.mail_log}"
    return [Finding("unclear letters", ok=True, detail=detail)]


def _inbox(settings: Settings) -> Finding:
    inbox, address = mail.inbox(settings), mail.reply_address(settings)
    if inbox is None or address is None:
        return Finding("replies", ok=True, detail="they go to the sender: no SILABO_IMAP_URL")
    try:
        with inbox.open() as opened:
            wakes, removes = opened.waits_by_itself, opened.removes_one
    except ServiceError as error:
        remedy = (
            "check host, port, certificate, user, password and folder of SILABO_IMAP_URL, and the"
            " firewall"
        )
        return Finding("replies", ok=False, detail=str(error), remedy=remedy)
    looks = "it says what arrives" if wakes else "it is asked every minute: it has no IDLE"
    kept = "" if removes else "; what was read stays marked as deleted: it has no UIDPLUS"
    tried = f"{address.name}+try@{address.host}"
    detail = f"read there, {looks}{kept}; `flask doctor --letter {tried}` has to arrive there too"
    return Finding("replies", ok=True, detail=detail)


def _waiting() -> Finding:
    try:
        post = deliveries.post()
    except ServiceError as error:
        return Finding("letters", ok=False, detail=str(error))
    detail = f"{post.waiting} waiting"
    if not post.put_off:
        return Finding("letters", ok=True, detail=detail)
    detail += f", {post.put_off} of them put off, the last one at {post.reason}"
    return Finding("letters", ok=False, detail=detail, remedy="`flask doctor --letter ADDRESS`")
