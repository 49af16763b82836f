"""Runs the playbook on a test machine, with the variables that an administrator would fill in."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.deploy.machine import LMS, NAME, RELAY, Machine
from tests.services.certificates import Certificate, certificate
from tests.services.running import built
from tests.services.tiny_model import write as write_model

ROOT = Path(__file__).parents[2]
ANSIBLE = ROOT / "deploy" / "ansible"
PLAY_S = 1800
RECAP = re.compile(r"^\S+\s*: ok=(\d+)\s+changed=(\d+)\s+unreachable=(\d+)\s+failed=(\d+)", re.M)
SECRETS = {
    "vault_silabo_database_password": "database-canary-5a1f0c7e9b",
    "vault_silabo_redis_password": "redis-canary-71be44d0a2c3",
    "vault_silabo_weaviate_key": "weaviate-canary-c09d3b8812",
    "vault_silabo_backup_password": "backup-canary-3c81d5507a",
    "vault_silabo_backup_ssh_key": "",
    "vault_silabo_mail_relay_password": "relay-canary-9f27",
    "vault_silabo_acme_eab_hmac": "",
}
SETTINGS = {
    "SILABO_QUESTIONS_OPEN": "0",
    "SILABO_QUESTIONS_HOUR": "0",
    "SILABO_QUESTIONS_DAY": "0",
    "SILABO_ANY_QUESTIONS_HOUR": "0",
    "SILABO_COURSE_QUESTIONS_HOUR": "0",
    "SILABO_COURSE_ANY_QUESTIONS_HOUR": "0",
    # Random weights write until they are stopped.
    "SILABO_MODEL_TOTAL_SECONDS": "8",
    "SILABO_DRAFT_RETRIES": "0",
    "SILABO_LONGEST_QUEUE_MINUTES": "1",
}
PIP_OPTIONS = ("index-url", "extra-index-url", "trusted-host", "proxy")
AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")


@dataclass(frozen=True, slots=True)
class Played:
    """What a run of the playbook came to."""

    code: int
    output: str

    @property
    def changed(self) -> int:
        """How many tasks changed something."""
        found = RECAP.search(self.output)
        return int(found[2]) if found else -1

    @property
    def changed_tasks(self) -> set[str]:
        """The names of the tasks that changed something, without their roles."""
        changed, task = set(), ""
        for line in self.output.splitlines():
            begun = re.match(r"(?:TASK|RUNNING HANDLER) \[(?:\S+ : )?(.*)\] \*", line)
            task = begun[1] if begun else task
            if line.startswith("changed: "):
                changed.add(task)
        return changed


@dataclass
class Site:
    """A machine, its variables, and the certificate of everybody whom it speaks with."""

    machine: Machine
    folder: Path
    user: str = "root"  # who comes by SSH; another one comes to be root by sudo
    certificate: Certificate = field(init=False)

    def __post_init__(self) -> None:
        """Make a certificate and a model, and let the machine trust who the house trusts."""
        tls = self.folder / "tls"
        made = Certificate(tls / "chain.pem", tls / "key.pem", tls / "authority.pem")
        self.certificate = (
            made if made.key.exists() else certificate(tls, NAME, others=(LMS, RELAY))
        )
        authority = self.certificate.authority.read_bytes()
        self.machine.write("/usr/local/share/ca-certificates/house.crt", authority)
        self.machine.write("/srv/house.crt", AUTHORITIES.read_bytes())
        self.machine.ssh("update-ca-certificates --fresh")
        if not self.model.exists():
            write_model(self.model)

    @property
    def model(self) -> Path:
        """A tiny model of random weights."""
        return self.folder / "tiny.gguf"

    def variables(self, **changes: object) -> dict[str, object]:
        """The file that an administrator fills in, and the vault beside it."""
        model = {"file": str(self.model), "sha256": _sha256(self.model)}
        programs = {
            f"silabo_{name}_{key}": value
            for name, program in (("weaviate", "weaviate-server"), ("ollama", "ollama"))
            for key, value in (("source", built(program)), ("sha256", _sha256(built(program))))
        }
        return {
            **SECRETS,
            **programs,
            "silabo_profile": "small",
            "silabo_host": NAME,
            "silabo_administrators": ["admin@example.org"],
            "silabo_mail_from": "Sílabo <silabo@tool.example>",
            "silabo_mail_relay": f"[{RELAY}]:587",
            "silabo_mail_relay_user": "silabo",
            "silabo_platforms": [LMS],
            "silabo_private_platforms": [LMS],
            "silabo_tls_chain": str(self.certificate.chain),
            "silabo_tls_key": str(self.certificate.key),
            "silabo_model": "tiny",
            "silabo_embedding_model": "tiny-embedder",
            **{f"silabo_model_{key}": value for key, value in model.items()},
            **{f"silabo_embedding_model_{key}": value for key, value in model.items()},
            "silabo_model_context_tokens": 1024,
            "silabo_release_archive": str(self.release("first")),
            "silabo_pip_options": pip_options(),
            "silabo_settings": SETTINGS,
            **changes,
        }

    def play(self, book: str = "site.yml", *options: str, **changes: object) -> Played:
        """Run a playbook; `changes` are variables."""
        self._fill_in(self.variables(**changes))
        done = subprocess.run(
            [
                *(program("ansible-playbook"), book, "-i", str(self.folder / "inventory")),
                *("--vault-password-file", str(self.folder / "password"), *options),
            ],
            cwd=ANSIBLE,
            capture_output=True,
            text=True,
            timeout=PLAY_S,
            check=False,
        )
        return Played(done.returncode, done.stdout + done.stderr)

    def _fill_in(self, variables: Mapping[str, object]) -> None:
        """The inventory as install.md has it: the host, vars.yml, and vault.yml encrypted."""
        inventory, password = self.folder / "inventory", self.folder / "password"
        group = inventory / "group_vars" / "silabo"
        group.mkdir(parents=True, exist_ok=True)
        host = {
            "ansible_host": self.machine.address,
            "ansible_user": self.user,
            "ansible_ssh_private_key_file": str(self.machine.key),
            "ansible_ssh_common_args": " ".join(self.machine.ssh_options),
        }
        (inventory / "hosts.yml").write_text(json.dumps({"silabo": {"hosts": {NAME: host}}}))
        secret = {name for name in variables if name.startswith("vault_")}
        for file, chosen in (("vars", variables.keys() - secret), ("vault", secret)):
            filled = {name: variables[name] for name in sorted(chosen)}
            (group / f"{file}.yml").write_text(json.dumps(filled))
        password.write_text("a password of the vault")
        subprocess.run(
            [
                *(program("ansible-vault"), "encrypt", "--vault-password-file", str(password)),
                str(group / "vault.yml"),
            ],
            check=True,
            capture_output=True,
        )

    def release(self, name: str, changes: Mapping[str, str] | None = None) -> Path:
        """An archive of this checkout as it stands, under a name; `changes` are files of it."""
        archive = self.folder / f"{name}.tar.gz"
        if archive.exists():
            return archive
        with tarfile.open(archive, "w:gz") as packed:
            for path in _files():
                packed.add(ROOT / path, path)
            for path, text in {"RELEASE": f"{name}\n", **(changes or {})}.items():
                file = self.folder / "changed"
                file.write_text(text)
                packed.add(file, path)
        return archive


def program(name: str) -> str:
    """One of Ansible's programs."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        raise RuntimeError(f"{name} is missing: requirements-dev.txt has it")
    return found


def pip_options() -> dict[str, str]:
    """Where packages come from on this machine, for the other one."""
    shown = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
    ).stdout
    found = dict(re.findall(r"^(?:global|:env:)\.([a-z-]+)='(.*)'$", shown, re.M))
    chosen = {name: found[name] for name in PIP_OPTIONS if name in found}
    return {**chosen, "cert": "/srv/house.crt"}


def _files() -> Sequence[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    kept = (
        "wiring/",
        "lti_app/",
        "tasks/",
        "ingest/",
        "silabo/",
        "practice_lms/",
        "deploy/backup/",
    )
    alone = {"wsgi.py", "worker.py", "requirements.txt"}
    return [
        each
        for each in listed
        if (each.startswith(kept) or each in alone) and (ROOT / each).is_file()
    ]


def _sha256(path: str | Path) -> str:
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
