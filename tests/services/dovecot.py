"""A Dovecot of this run: own configuration, mailboxes and log.

Nothing of the machine's own Dovecot is read, used or changed.
"""

import os
import shutil
import tempfile
import time
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

from tests.ports import free_port
from tests.services.certificates import Certificate, certificate
from tests.services.running import Process, listens, program

SBIN = "/usr/sbin"
OWNER = "nobody"  # of the mailboxes
PASSWORD = "s3cret@inbox"
SETTINGS = """\
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:{folder}/mail/%n
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={owner} gid=nogroup home={folder}/home/%n
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {port_tls}
    ssl = yes
  }}
}}
"""


class Dovecot:
    """One server on loopback. Whoever has the password has the mailbox of any name."""

    def __init__(self) -> None:
        """Make its folder and start it."""
        if os.getuid() != 0:
            raise RuntimeError("Dovecot starts as root only: run these tests as root")
        # Not under pytest's folder: Dovecot's processes have given up their rights.
        self.folder = Path(tempfile.mkdtemp(prefix="silabo-dovecot-"))
        self.folder.chmod(0o755)
        self.port, self.port_tls = free_port(), free_port()
        for name in ("run", "state", "mail", "home"):
            (self.folder / name).mkdir()
        for name in ("mail", "home"):
            shutil.chown(self.folder / name, OWNER)
        self.certificate = certificate(self.folder / "certificate")
        self._write_settings(self.certificate)
        self.start()

    def start(self) -> None:
        """Start it, also again."""
        configuration = str(self.folder / "dovecot.conf")
        command = [program("dovecot", SBIN), "-F", "-c", configuration]
        self.process = Process(command, self.folder)
        self.process.until(lambda: listens(self.port) and listens(self.port_tls))

    def url(self, name: str, scheme: str = "imap") -> str:
        """A mailbox as the settings name it."""
        port = self.port_tls if scheme == "imaps" else self.port
        return f"{scheme}://{name}:{quote(PASSWORD, safe='')}@localhost:{port}/INBOX"

    def new_mailbox(self) -> str:
        """The name of a mailbox that nobody has used."""
        return f"box{uuid4().hex[:12]}"

    def put(self, name: str, raw: bytes) -> None:
        """Deliver a mail, as a delivery agent does (maildir): in the order of names."""
        box = self.box(name)
        file = box / "tmp" / f"{time.time_ns():020}.{uuid4().hex}"
        file.write_bytes(raw)
        shutil.chown(file, OWNER)
        file.rename(box / "new" / file.name)

    def kept(self, name: str) -> list[bytes]:
        """The mails that lie in a mailbox."""
        box = self.folder / "mail" / name
        return [file.read_bytes() for each in ("new", "cur") for file in (box / each).glob("*")]

    def box(self, name: str) -> Path:
        """The folder of a mailbox, to deliver into."""
        found = self.folder / "mail" / name
        for each in ("tmp", "new", "cur"):
            (found / each).mkdir(parents=True, exist_ok=True)
            shutil.chown(found / each, OWNER)
        shutil.chown(found, OWNER)
        return found

    def stop(self) -> None:
        """End it."""
        self.process.stop()

    def remove(self) -> None:
        """End it, and leave nothing of it."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _write_settings(self, made: Certificate) -> None:
        settings = SETTINGS.format(
            folder=self.folder,
            certificate=made.chain,
            key=made.key,
            owner=OWNER,
            password=PASSWORD,
            port=self.port,
            port_tls=self.port_tls,
        )
        (self.folder / "dovecot.conf").write_text(settings)
