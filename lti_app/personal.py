"""A person's own copy of everything that is kept of them, and the end of it."""

import io
import json
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from silabo.domain.deliveries import ClaimedDelivery
from silabo.domain.ports import ErasureLog
from silabo.storage import audit, erasing, person_exports
from silabo.storage.erasing import Belongings

MEDIA_TYPE = "application/zip"
FILE_NAME = "silabo.zip"


@dataclass(frozen=True, slots=True)
class Personal:
    """The outside of copies and erasures.

    `message` is a letter composed again, or None where what it told of is gone; `forget` deletes
    copies of letters, by their message ids, where a folder keeps them.
    """

    message: Callable[[ClaimedDelivery], bytes | None]
    forget: Callable[[Iterable[str]], None]
    log: ErasureLog

    def archive(self, public_id: str) -> bytes:
        """A zip file: `person.json`, and the letters, composed again. Raises `NotFoundError`."""
        kept = person_exports.export(public_id)
        audit.note("person_exported", subject=public_id)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("person.json", json.dumps(kept, ensure_ascii=False, indent=2) + "\n")
            for number, letter in enumerate(person_exports.letters(public_id), start=1):
                if message := self.message(letter):
                    archive.writestr(f"letters/{number:04}.eml", message)
        return target.getvalue()

    def erase(self, public_id: str) -> Belongings:
        """Forget a person for good, and say what went. Raises `NotFoundError`."""
        theirs = erasing.belongings(public_id)
        # Written down first, and the copies go first: what a crash leaves is made good by `again`.
        self.log.note(public_id)
        self.forget(theirs.message_ids)
        went = erasing.erase(public_id)
        self.forget(went.message_ids)
        return went

    def again(self) -> int:
        """Erase those again that a restored backup has brought back; return how many they were."""
        noted = [public_id for public_id in self.log.noted() if erasing.is_known(public_id)]
        for public_id in noted:
            self.forget(erasing.erase(public_id).message_ids)
        return len(noted)
