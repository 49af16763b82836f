"""A Postfix of this run: own configuration, queue and log, and one next hop for all that it takes.

Nothing of the machine's own Postfix is read, used or changed.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.ports import free_port
from tests.services.running import Process, listens, program

SBIN = "/usr/sbin"
# Where nobody lives: refused at RCPT with these replies, as a real server refuses.
REFUSED = {
    "nobody@example.org": "550 5.1.1 No such user here",
    "forbidden@example.org": "550 5.7.1 Not for you",
    "later@example.org": "450 4.2.1 Try again later",
}
# service type private unpriv chroot wakeup maxproc command: master(5).
SERVICES = """\
{address} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
{qmgr}qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
smtp unix - - n - - smtp
virtual unix - n n - - virtual
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
discard unix - - n - - discard
postlog unix-dgram n - n - 1 postlogd
"""


class Postfix:
    """One server on loopback; `next_hop` is the port to which it hands on, None: to nowhere. What
    is for one of `boxes`, by its address, it lays into that maildir.
    """

    def __init__(
        self, next_hop: int | None = None, boxes: Mapping[str, Path] | None = None
    ) -> None:
        """Make its folder and start it."""
        if os.getuid() != 0:
            raise RuntimeError("Postfix starts as root only: run these tests as root")
        # Not under pytest's folder, which every session that begins closes to other users again:
        # Postfix's processes have given up their rights and must find their way down.
        self.folder = Path(tempfile.mkdtemp(prefix="silabo-postfix-"))
        self.folder.chmod(0o755)
        self.port = free_port()
        self.log = self.folder / "log" / "mail.log"
        self._configuration = self.folder / "etc"
        for name in ("etc", "queue", "data", "log"):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / "data", "postfix")
        self._write_settings(next_hop, boxes or {})
        self.write_services()
        self.start()

    def start(self) -> None:
        """Start it, also again."""
        command = [program("postfix", SBIN), "-c", str(self._configuration), "start-fg"]
        self.process = Process(command, self.folder)
        self.process.until(lambda: listens(self.port))

    @property
    def queue_command(self) -> list[str]:
        """Prints its queue as JSON."""
        return [program("postqueue", SBIN), "-c", str(self._configuration), "-j"]

    @property
    def environment(self) -> dict[str, str]:
        """What makes Postfix's commands of another process speak of this one."""
        return {"MAIL_CONFIG": str(self._configuration)}

    def write_services(self, *, queue_manager: bool = True) -> None:
        """Say which of its programs run; without the queue manager it takes mail and keeps it."""
        address, qmgr = f"127.0.0.1:{self.port}", "" if queue_manager else "#"
        services = SERVICES.format(address=address, qmgr=qmgr)
        (self._configuration / "master.cf").write_text(services)

    def command(self, *words: str) -> None:
        """Run one of Postfix's own commands: reload, flush, stop."""
        self._run(["postfix", "-c", str(self._configuration), *words])

    def stop(self) -> None:
        """End it in good order: its master has left the process that started it."""
        if self.process.process.poll() is None:
            self.command("stop")
        self.process.stop()

    def remove(self) -> None:
        """End it, and leave nothing of it."""
        self.stop()
        shutil.rmtree(self.folder)

    def _run(self, command: Sequence[str]) -> None:
        found = program(command[0], SBIN)
        subprocess.run([found, *command[1:]], check=True, capture_output=True, timeout=60)

    def _write_settings(self, next_hop: int | None, boxes: Mapping[str, Path]) -> None:
        refused = " ".join(f"{{ {address} = {reply} }}" for address, reply in REFUSED.items())
        laid = ", ".join(f"{{ {address} = {box}/ }}" for address, box in boxes.items())
        settings = {
            "compatibility_level": "3.6",
            "queue_directory": self.folder / "queue",
            "data_directory": self.folder / "data",
            "maillog_file": self.log,
            "maillog_file_prefixes": self.folder,
            "myhostname": "mail.tool.example",
            "mydestination": "",
            "mynetworks": "127.0.0.0/8",
            "inet_interfaces": "127.0.0.1",
            "inet_protocols": "ipv4",
            "alias_maps": "",
            "local_recipient_maps": "",
            "smtp_dns_support_level": "disabled",
            "smtp_host_lookup": "native",
            "default_transport": "smtp" if next_hop else "discard",
            "relayhost": f"[127.0.0.1]:{next_hop}" if next_hop else "",
            "smtpd_recipient_restrictions": (
                f"check_recipient_access inline:{{ {refused} }}, permit_mynetworks, reject"
            ),
            "recipient_delimiter": "+",
            "virtual_mailbox_domains": " ".join({each.partition("@")[2] for each in boxes}),
            "virtual_mailbox_base": "/",
            "virtual_mailbox_maps": f"inline:{{ {laid} }}",
            "virtual_uid_maps": f"static:{pwd.getpwnam('nobody').pw_uid}",
            "virtual_gid_maps": f"static:{pwd.getpwnam('nobody').pw_gid}",
            "minimal_backoff_time": "1s",
            "queue_run_delay": "1s",
        }
        lines = [f"{name} = {value}\n" for name, value in settings.items()]
        (self._configuration / "main.cf").write_text("".join(lines))
