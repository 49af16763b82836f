"""Backups of a Moodle course that the tests make themselves, in both forms that Moodle writes."""

import hashlib
import io
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.ingest.archives import zipped

CANARY = "CANARIO-7G"  # stands where no student may look, and must never come out
NULL = "$@NULL@$"


@dataclass
class Backup:
    """A backup, activity by activity."""

    members: dict[str, str | bytes] = field(default_factory=dict)
    listed: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def section(
        self,
        number: int,
        summary: str = "",
        visible: str = "1",
        rules: str = NULL,
        *,
        component: str = NULL,
        item: str = NULL,
        holder: str = "",
    ) -> None:
        """Add a section. One that a component has made names it and the item that it is for;
        `holder` is the activity that the list of sections says it to be in.
        """
        folder = f"sections/section_{number}"
        self.sections.append(
            f"<section><sectionid>{number}</sectionid><directory>{folder}</directory>"
            f"<parentcmid>{holder}</parentcmid></section>"
        )
        self.members[f"{folder}/section.xml"] = (
            f"<section id='{number}'><number>{number}</number><name>Tema {number}</name>"
            f"<summary>{summary}</summary><visible>{visible}</visible>"
            f"<availabilityjson>{rules}</availabilityjson><component>{component}</component>"
            f"<itemid>{item}</itemid></section>"
        )

    def activity(
        self,
        kind: str,
        number: int,
        inner: str,
        *,
        section: int = 1,
        visible: str = "1",
        rules: str = NULL,
        on_page: str = "1",
        instance: int = 0,
    ) -> None:
        """Add an activity whose own record holds `inner`; its context is a thousand and its
        number, which is its instance's too if there is no other.
        """
        folder = f"activities/{kind}_{number}"
        self.listed.append(
            f"<activity><moduleid>{number}</moduleid><sectionid>{section}</sectionid>"
            f"<modulename>{kind}</modulename><directory>{folder}</directory></activity>"
        )
        self.members[f"{folder}/module.xml"] = (
            f"<module id='{number}'><sectionid>{section}</sectionid><visible>{visible}</visible>"
            f"<visibleoncoursepage>{on_page}</visibleoncoursepage>"
            f"<availability>{rules}</availability></module>"
        )
        self.members[f"{folder}/{kind}.xml"] = (
            f"<activity id='{instance or number}' contextid='{1000 + number}'>"
            f"<{kind} id='{number}'>{inner}</{kind}></activity>"
        )
        # What Moodle puts beside it, and nobody opens.
        for other in ("grades", "comments", "logs", "calendar", "roles"):
            self.members[f"{folder}/{other}.xml"] = f"<x>{CANARY}</x>"

    def file(self, number: int, component: str, area: str, name: str, data: bytes) -> None:
        """Add a file of the activity with this number."""
        digest = hashlib.sha1(data).hexdigest()
        self.files.append(
            f"<file><contenthash>{digest}</contenthash><contextid>{1000 + number}</contextid>"
            f"<component>{component}</component><filearea>{area}</filearea>"
            f"<filename>{name}</filename></file>"
        )
        self.members[f"files/{digest[:2]}/{digest}"] = data

    def made(self) -> dict[str, str | bytes]:
        """All members."""
        return {
            "moodle_backup.xml": "<moodle_backup><information><backup_date>1796212800</backup_date>"
            f"<contents><activities>{''.join(self.listed)}</activities><sections>"
            f"{''.join(self.sections)}</sections></contents></information></moodle_backup>",
            "files.xml": f"<files>{''.join(self.files)}</files>",
            **dict.fromkeys(("users.xml", "gradebook.xml", "questions.xml"), f"<x>{CANARY}</x>"),
            **self.members,
        }


def text(name: str, intro: str = "", rest: str = "") -> str:
    """The fields that most records have; markup is escaped, as Moodle does."""
    escaped = intro.replace("&", "&amp;").replace("<", "&lt;")
    return f"<name>{name}</name><intro>{escaped}</intro><introformat>1</introformat>{rest}"


def tape(members: Mapping[str, str | bytes]) -> bytes:
    """These members as a packed tape, as Moodle writes them by default."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, content in members.items():
            data = content.encode() if isinstance(content, str) else content
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return stream.getvalue()


FORMS = {"tape": tape, "zip": zipped}
