"""With which settings processes start: those that changed are named by an entry of the audit."""

from collections.abc import Mapping, Sequence

from silabo.storage import audit, tables
from silabo.storage.database import transaction

FIRST = "noted for the first time"


@transaction
def note(digests: Mapping[str, str]) -> tuple[str, ...]:
    """Note the settings of a process that starts, each as a hash, and return the names of those
    that differ from what was noted last. Where some do there is one entry about them: of processes
    that start at once it is the first one's.
    """
    noted = tables.NotedSetting
    known = {row.name: row.digest for row in noted.select()}
    # In one order: two who note at once wait for one another at the first name, not crosswise.
    changed = tuple(
        name
        for name in sorted(digests.keys() | known.keys())
        if known.get(name) != digests.get(name)
        and _take(name, known.get(name, ""), digests.get(name, ""))
    )
    if changed:
        audit.note("settings_read", detail=_said(changed) if known else FIRST)
    return changed


def _take(name: str, before: str, digest: str) -> bool:
    """Bring a setting from the one hash to the other; "" is none. False where another process has
    done so meanwhile.
    """
    noted = tables.NotedSetting
    if not before:
        return noted.ensure(name=name, defaults={"digest": digest})[1]
    as_before = (noted.name == name) & (noted.digest == before)
    if not digest:
        return bool(noted.delete().where(as_before).execute())
    return bool(noted.update(digest=digest).where(as_before).execute())


def _said(names: Sequence[str]) -> str:
    """As many of the names as an entry holds, and how many others there are."""
    whole = ", ".join(names)
    if len(whole) <= audit.LONGEST_DETAIL:
        return whole
    shown = 0
    while len(_cut(names, shown + 1)) <= audit.LONGEST_DETAIL:
        shown += 1
    return _cut(names, shown)


def _cut(names: Sequence[str], shown: int) -> str:
    return f"{', '.join(names[:shown])} and {len(names) - shown} others"
