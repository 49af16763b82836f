"""A fresh Debian as a folder: what its installer leaves with nothing but SSH and Python chosen.

Kept outside the tree and made once. Where packages come from is read from this machine.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

BOOKWORM, TRIXIE = "bookworm", "trixie"
CACHE = Path.home() / ".cache" / "silabo-machines"
SOURCES = Path("/etc/apt")
PACKAGES = (
    *("systemd-sysv", "dbus", "iproute2", "netbase", "procps", "locales"),
    *("openssh-server", "python3", "sudo", "ca-certificates"),
)


def fresh(release: str) -> Path:
    """The folder of a fresh Debian, made now if it was never made."""
    base = CACHE / release
    if base.exists():
        return base
    if os.getuid() != 0 or shutil.which("debootstrap") is None:
        raise RuntimeError("tests/deploy/install installs what test machines need; run it as root")
    CACHE.mkdir(parents=True, exist_ok=True)
    new = CACHE / f"{release}.new"
    shutil.rmtree(new, ignore_errors=True)
    subprocess.run(
        [
            *("debootstrap", "--variant=minbase", f"--include={','.join(PACKAGES)}"),
            *(release, str(new), mirror()),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    _take_sources(new, release)
    new.rename(base)
    return base


def mirror() -> str:
    """The address from which this machine takes Debian's packages."""
    for path in sorted(SOURCES.rglob("*.sources")) + sorted(SOURCES.rglob("*.list")):
        text = path.read_text()
        found = re.search(r"^URIs: (\S*/debian)/?$", text, re.MULTILINE) or re.search(
            r"^deb (?:\[.*?\] )?(\S*/debian)/? ", text, re.MULTILINE
        )
        if found:
            return found[1]
    raise RuntimeError("this machine names no mirror of Debian")


def _take_sources(root: Path, release: str) -> None:
    """Let the new machine take packages of its release from where this one does."""
    ours = re.search(r"^VERSION_CODENAME=(\w+)$", Path("/etc/os-release").read_text(), re.MULTILINE)
    for pattern in ("sources.list.d/*.sources", "trusted.gpg.d/*", "apt.conf.d/9*"):
        for path in SOURCES.glob(pattern):
            target = root / "etc/apt" / path.relative_to(SOURCES)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            if ours and path.suffix == ".sources":
                target.write_text(path.read_text().replace(ours[1], release))
    if any((root / "etc/apt/sources.list.d").glob("*.sources")):
        (root / "etc/apt/sources.list").unlink(missing_ok=True)
