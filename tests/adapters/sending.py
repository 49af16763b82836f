"""One letter on its way to a scripted mail server."""

from dataclasses import dataclass, field

from silabo.adapters.mail.messages import MessageWriter
from silabo.adapters.mail.smtp_mailer import SmtpMailer
from silabo.adapters.mail.smtp_server import parse_server
from silabo.domain.letters import Letter, MailReply
from tests.services.scripted_smtp import ScriptedSmtp

LETTER = Letter(
    recipient="ana@example.org",
    subject="Hola",
    text="Hola\n.\n..dos\n",
    html="<p>Hola</p>",
    message_id="letter-1@tool.example",
    language="es",
)
WRITER = MessageWriter("Sílabo <silabo@tool.example>")


@dataclass
class Sending:
    """A server, and one letter on its way to it."""

    server: ScriptedSmtp
    path: str = "127.0.0.1:{port}"
    scheme: str = "smtp"
    longest_s: float = 20
    steps: list[str] = field(default_factory=list)

    def send(self) -> MailReply:
        address = f"{self.scheme}://{self.path.format(port=self.server.port)}"
        mailer = SmtpMailer(
            parse_server(address), WRITER, name="tool.example", longest_s=self.longest_s
        )
        return mailer.send(
            LETTER,
            before_data=lambda: self.steps.append("leaving") is None,
            when_accepted=lambda: self.steps.append("accepted"),
        )
