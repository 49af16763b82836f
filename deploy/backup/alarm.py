"""Tells the administrators by letter that a unit failed: a backup, a drill, the certificate's
watch.

    python -m deploy.backup.alarm UNIT LANGUAGE SENDER

Over this machine's own mail, to root: it needs nothing of Sílabo, which may be what is broken.
"""

import smtplib
import socket
import sys
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr

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
CERTIFICATE = {
    "es": (
        "Sílabo: el certificado de {host} caduca pronto",
        "Al certificado de {host} le quedan menos de tres semanas, o no se ha podido renovar."
        " Cuando caduque, los navegadores dejarán de abrir Sílabo.\n\nSi el certificado es suyo"
        " (silabo_tls: own), ponga los ficheros nuevos donde dicen silabo_tls_chain y"
        " silabo_tls_key y ejecute site.yml otra vez.\nSi lo renueva certbot (silabo_tls: acme),"
        " vea por qué no ha podido:\n    journalctl -u certbot -n 30\n",
    ),
    "en": (
        "Sílabo: the certificate of {host} ends soon",
        "The certificate of {host} ends in less than three weeks, or could not be renewed. When it"
        " has ended, browsers no longer open Sílabo.\n\nIf the certificate is your own"
        " (silabo_tls: own), put the new files where silabo_tls_chain and silabo_tls_key say and"
        " run site.yml again.\nIf certbot renews it (silabo_tls: acme), see why it could not:\n"
        "    journalctl -u certbot -n 30\n",
    ),
    "fr": (
        "Sílabo : le certificat de {host} expire bientôt",
        "Le certificat de {host} expire dans moins de trois semaines, ou n’a pas pu être renouvelé."
        " Une fois expiré, les navigateurs n’ouvriront plus Sílabo.\n\nSi le certificat est le"
        " vôtre (silabo_tls: own), placez les nouveaux fichiers là où l’indiquent silabo_tls_chain"
        " et silabo_tls_key, puis relancez site.yml.\nSi certbot le renouvelle (silabo_tls: acme),"
        " voyez pourquoi il n’a pas pu :\n    journalctl -u certbot -n 30\n",
    ),
}
OF_CERTIFICATES = ("silabo-certificate.service", "certbot.service")
ANSWER_S = 30


def letter(unit: str, language: str, host: str, sender: str) -> EmailMessage:
    """The letter about a unit that failed; `sender` is one that mail servers know, with or without
    a name before its address.
    """
    words = CERTIFICATE if unit in OF_CERTIFICATES else WORDS
    subject, text = words.get(language, words["en"])
    message = EmailMessage()
    message["Subject"] = subject.format(unit=unit, host=host)
    # From root, most mail servers would refuse it: `localhost` is no domain of anybody.
    message["From"], message["To"] = f"Sílabo <{parseaddr(sender)[1]}>", "root@localhost"
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
