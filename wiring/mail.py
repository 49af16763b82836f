"""Chooses how letters leave: to a folder, or to a mail server that may remember what it took."""

from pathlib import Path
from urllib.parse import urlsplit

from lti_app.personal import Personal
from silabo.adapters.erasure_log import ErasureFile
from silabo.adapters.mail.folder import MailFolder
from silabo.adapters.mail.imap_inbox import ImapInbox
from silabo.adapters.mail.imap_server import parse_inbox
from silabo.adapters.mail.incoming import Ourselves
from silabo.adapters.mail.messages import MessageWriter
from silabo.adapters.mail.postfix import LocalPostfix
from silabo.adapters.mail.smtp_mailer import SmtpMailer
from silabo.adapters.mail.smtp_server import SmtpServer, parse_server
from silabo.delivery.compose import LetterOptions, compose
from silabo.domain.deliveries import ClaimedDelivery
from silabo.domain.errors import ToolError
from silabo.domain.ports import Mailer
from silabo.domain.replies import InboxAddress
from wiring.settings import Settings


def mailer(settings: Settings) -> Mailer:
    """The mailer of these settings."""
    return smtp_mailer(settings) or MailFolder(_folder(settings), _writer(settings))


def smtp_mailer(settings: Settings) -> SmtpMailer | None:
    """The mailer over a server, where one is named."""
    server = mail_server(settings)
    if server is None:
        return None
    remembers = memory(settings)
    name = letter_options(settings).host
    if remembers is None:
        return SmtpMailer(server, _writer(settings), name=name)
    return SmtpMailer(
        server,
        _writer(settings),
        name=name,
        look_up=remembers.accepted,
        came_back=remembers.bounced,
    )


def mail_server(settings: Settings) -> SmtpServer | None:
    """The server that the settings name."""
    return parse_server(settings.smtp_url) if settings.smtp_url else None


def memory(settings: Settings) -> LocalPostfix | None:
    """Whom to ask whether a letter went; None where nobody can be asked."""
    return LocalPostfix(settings.mail_log) if settings.mail_log else None


def letter_options(settings: Settings) -> LetterOptions:
    """What letters say of this tool."""
    return LetterOptions(
        address=settings.address,
        sender=settings.sender_address,
        language=settings.language,
        counselling=settings.counselling,
        inbox=reply_address(settings),
    )


def reply_address(settings: Settings) -> InboxAddress | None:
    """The address at which replies are read; None where none is."""
    if not settings.imap_url:
        return None
    return InboxAddress.of(settings.replies_to)


def inbox(settings: Settings) -> ImapInbox | None:
    """The mailbox where they arrive."""
    address = reply_address(settings)
    if address is None:
        return None
    options = letter_options(settings)
    ours = Ourselves(address, options.sender, options.host)
    return ImapInbox(parse_inbox(settings.imap_url), ours)


def destination(settings: Settings) -> str:
    """Where letters go, without a secret."""
    if not settings.smtp_url:
        return f"files in {_folder(settings)}"
    components = urlsplit(settings.smtp_url)
    server = parse_server(settings.smtp_url)
    return f"{components.scheme}://{server.host}:{server.port}"


def personal(settings: Settings) -> Personal:
    """What copies and erasures of a person's data are made with."""
    folder = MailFolder(_folder(settings), _writer(settings))
    return Personal(
        message=lambda delivery: _message(settings, delivery),
        forget=folder.forget,
        log=ErasureFile(settings.data_dir / "erased-persons"),
    )


def _message(settings: Settings, delivery: ClaimedDelivery) -> bytes | None:
    try:
        return _writer(settings).message(compose(delivery, letter_options(settings)))
    except (ToolError, ValueError):
        return None  # what it told of has gone, or its address is none any more


def _folder(settings: Settings) -> Path:
    return settings.data_dir / "mail"


def _writer(settings: Settings) -> MessageWriter:
    return MessageWriter(settings.mail_from)
