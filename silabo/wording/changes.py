"""What an asker had been told and is told now, in words."""

from silabo.domain.questions import Changes
from silabo.wording.catalogues import say


def change_text(language: str, changes: Changes) -> str:
    """What was, and what is now: "Before: 3 May. Now: 10 May."."""
    was, now = _listed(changes.was), _listed(changes.now)
    if not now:
        return say(language, "Before: %(was)s. This is no longer stated.", was=was)
    return say(language, "Before: %(was)s. Now: %(now)s.", was=was, now=now)


def _listed(facts: tuple[str, ...]) -> str:
    # Each in its own direction, as it stands in a document.
    return ", ".join(f"\u2068{' '.join(fact.split())}\u2069" for fact in facts)
