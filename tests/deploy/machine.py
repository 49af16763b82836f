"""A Debian machine that boots beside this one, reached by SSH, on a network of its own."""

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.deploy import control_groups, packages
from tests.deploy.debian import BOOKWORM, CACHE, fresh
from tests.deploy.network import Network

BOOT_S = 90
STOP_S = 90
KEPT = CACHE / "kept"
NAME = "silabo.example.test"
LMS = "lms.example.test"
RELAY = "relay.example.test"
HOST0 = """\
[Match]
Name=host0
[Link]
MTUBytes=1400
[Network]
Address={theirs}/30
Gateway={ours}
LinkLocalAddressing=no
IPv6AcceptRA=no
"""
HOSTS = """\
127.0.0.1 localhost
{theirs} {name} silabo
{ours} {lms} {relay}
"""


@dataclass
class Machine:
    """One machine, its changes in a folder of its own over the fresh Debian."""

    folder: Path
    network: Network
    release: str = BOOKWORM
    mebibytes: int = 0  # of memory; 0: as much as there is
    pid: int = 0  # of systemd-nspawn
    started: "subprocess.Popen[bytes] | None" = None

    @classmethod
    def start(cls, folder: Path, release: str = BOOKWORM, mebibytes: int = 0) -> "Machine":
        """A fresh machine that has booted and takes SSH."""
        machine = cls(folder, Network(random.SystemRandom().randint(1, 250)), release, mebibytes)
        machine._lay()
        try:
            machine._prepare()
            machine.network.open()
            machine.boot()
        except BaseException:
            machine.stop()
            raise
        return machine

    @classmethod
    def found(cls, folder: Path) -> "Machine":
        """The machine that `up` left running."""
        kept = json.loads((folder / "machine.json").read_text())
        return cls(folder, Network(kept["number"]), pid=kept["pid"])

    @property
    def name(self) -> str:
        """What it is called on this machine."""
        return f"silabo-{self.network.number}"

    @property
    def root(self) -> Path:
        """The machine's file system, as we see it."""
        return self.folder / "root"

    @property
    def key(self) -> Path:
        """The private key that opens the machine."""
        return self.folder / "key"

    @property
    def address(self) -> str:
        """The machine's address."""
        return self.network.theirs

    def _lay(self) -> None:
        base = fresh(self.release)
        for name in ("upper", "work", "root"):
            (self.folder / name).mkdir(parents=True)
        layers = f"lowerdir={base},upperdir={self.folder / 'upper'},workdir={self.folder / 'work'}"
        subprocess.run(
            ["mount", "-t", "overlay", "overlay", "-o", layers, str(self.root)], check=True
        )

    def _prepare(self) -> None:
        """What an installer asks: name, network, names of others, and a key for SSH."""
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(self.key)], check=True
        )
        etc = self.root / "etc"
        names = {"ours": self.network.ours, "theirs": self.network.theirs}
        (etc / "hostname").write_text("silabo\n")
        (etc / "hosts").write_text(HOSTS.format(**names, name=NAME, lms=LMS, relay=RELAY))
        (etc / "systemd/network/10-host0.network").write_text(HOST0.format(**names))
        shutil.copyfile("/etc/resolv.conf", etc / "resolv.conf")
        (etc / "machine-id").write_text("uninitialized\n")
        keys = self.root / "root/.ssh/authorized_keys"
        keys.parent.mkdir(mode=0o700, exist_ok=True)
        shutil.copyfile(self.key.with_suffix(".pub"), keys)
        subprocess.run(
            ["systemctl", f"--root={self.root}", "--quiet", "enable", "systemd-networkd", "ssh"],
            check=True,
            capture_output=True,
        )

    def boot(self) -> None:
        """Start it, and wait until SSH answers."""
        packages.take(self.release, self.folder)
        command = [
            *control_groups.within(self.name, self.mebibytes),
            *("systemd-nspawn", "--quiet", "--boot", "--register=no", "--keep-unit"),
            *("--network-veth", f"--machine={self.name}"),
            *("--settings=no", "--link-journal=no", "--resolv-conf=off", "--timezone=off"),
            *(
                "--console=read-only",
                f"--bind={packages.folder_of(self.folder)}:/var/cache/apt/archives",
            ),
            f"--directory={self.root}",
        ]
        with (self.folder / "console.log").open("ab") as log:
            self.started = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        self.pid = self.started.pid
        kept = {"number": self.network.number, "pid": self.pid}
        (self.folder / "machine.json").write_text(json.dumps(kept))
        self.await_ready()

    def await_ready(self, within_s: float = BOOT_S) -> None:
        """Wait until SSH answers and the boot is over. Raises `RuntimeError` with the console."""
        deadline = time.monotonic() + within_s
        while time.monotonic() < deadline:
            self.network.plug()
            done = self.ssh("systemctl is-system-running --wait", check=False, timeout_s=60)
            if done.stdout.strip() in {"running", "degraded"}:
                return
            time.sleep(0.5)
        console = (self.folder / "console.log").read_text(errors="replace")
        raise RuntimeError(f"the test machine does not boot: {console[-2000:]}")

    def reboot(self) -> None:
        """Boot anew, in good order, and wait until it is back."""
        self.ssh("systemctl reboot", check=False)
        # systemd-nspawn ends, and leaves it to its unit to start it again: here, to us.
        with contextlib.suppress(ProcessLookupError):
            self._await_end()
        self.boot()

    @property
    def ssh_options(self) -> list[str]:
        """What lets ssh in without a question."""
        return [
            *("-i", str(self.key), "-o", "BatchMode=yes", "-o", "ConnectTimeout=5"),
            *("-o", "StrictHostKeyChecking=no", "-o", "LogLevel=ERROR"),
            *("-o", f"UserKnownHostsFile={self.folder / 'known_hosts'}"),
        ]

    def ssh(
        self, command: str, *, check: bool = True, timeout_s: float = 120, text: str = ""
    ) -> "subprocess.CompletedProcess[str]":
        """Run a command of a shell as root; `text` is its input."""
        done = subprocess.run(
            ["ssh", *self.ssh_options, f"root@{self.address}", command],
            input=text,
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )
        if check and done.returncode != 0:
            raise RuntimeError(f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done

    def write(self, path: str, content: str | bytes, mode: int = 0o644) -> None:
        """Put a file on the machine."""
        target = self.root / path.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        target.chmod(mode)

    def stop(self) -> None:
        """Switch it off in good order, by its process id, and leave nothing of it."""
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGTERM)
                self._await_end()
                os.kill(self.pid, signal.SIGKILL)
        if self.started:
            self.started.wait()
        self.network.close()
        control_groups.release(self.name)
        packages.keep(self.release, self.folder)
        subprocess.run(["umount", "--lazy", str(self.root)], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _await_end(self) -> None:
        deadline = time.monotonic() + STOP_S
        while time.monotonic() < deadline:
            if self.started and self.started.poll() is not None:
                raise ProcessLookupError
            os.kill(self.pid, 0)  # raises when it has ended
            time.sleep(0.2)


def new_folder() -> Path:
    """A folder for a machine: on a disk, for memory may be small."""
    CACHE.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix="machine-", dir=CACHE))
