"""Tells the administrators by letter that a backup or a drill failed.

    python -m deploy.backup.alarm UNIT LANGUAGE SENDER

Over this machine's own mail, to root: it needs nothing of Sílabo, which may be what is broken.
"""

import smtplib
import socket
import sys
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

WORDS = {
    "es": (
        "Sílabo: ha fallado {unit} en {host}",
        "{unit} ha fallado en {host}. Lo que se ha guardado hasta ahora sigue ahí, pero no se sabe"
        " si una copia nueva serviría.\n\nQué ha pasado:\n    journalctl -u {unit} -n 30\n"
        "Después de arreglarlo, repítalo:\n    systemctl start {unit}\n",
    ),
    "en": (
        "Sílabo: {unit} failed on {host}",
        "{unit} failed on {host}. What was kept before is still there, but nobody knows whether a"
        " new copy would do.\n\nWhat happened:\n    journalctl -u {unit} -n 30\n"
        "When it is mended, run it again:\n    systemctl start {unit}\n",
    ),
    "fr": (
        "Sílabo : {unit} a échoué sur {host}",
        "{unit} a échoué sur {host}. Ce qui a été sauvegardé avant est toujours là, mais personne"
        " ne sait si une nouvelle copie serait bonne.\n\nCe qui s’est passé :\n"
        "    journalctl -u {unit} -n 30\nAprès la réparation, relancez-le :\n"
        "    systemctl start {unit}\n",
    ),
}
ANSWER_S = 30


def letter(unit: str, language: str, host: str, sender: str) -> EmailMessage:
    """The letter about a unit that failed; `sender` is an address that mail servers know."""
    subject, text = WORDS.get(language, WORDS["en"])
    message = EmailMessage()
    message["Subject"] = subject.format(unit=unit, host=host)
    # From root, most mail servers would refuse it: `localhost` is no domain of anybody.
    message["From"], message["To"] = f"Sílabo <{sender}>", "root@localhost"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence is told to it
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = make_msgid(domain=host)
    message.set_content(text.format(unit=unit, host=host))
    return message


def send(message: EmailMessage, port: int = smtplib.SMTP_PORT) -> None:
    """Hand a letter to this machine's mail server. Raises `OSError` when it does not take it."""
    with smtplib.SMTP("127.0.0.1", port, timeout=ANSWER_S) as server:
        server.send_message(message)


if __name__ == "__main__":
    failed, spoken, writer = sys.argv[1:]
    send(letter(failed, spoken, socket.getfqdn(), writer))
