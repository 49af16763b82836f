"""How a column keeps what a search ranked."""

from typing import Any

from silabo.domain.passages import Match, Ranking


def kept(ranking: Ranking) -> dict[str, object]:
    """As the column keeps it."""
    return {
        "versions": sorted(ranking.versions),
        "matches": [[each.passage_id, each.score, each.similarity] for each in ranking.matches],
        "meant": ranking.meant,
    }


def read(kept: dict[str, Any]) -> Ranking:
    """What the column keeps."""
    # Without a similarity where a former release kept it.
    matches = tuple(Match(*each) for each in kept["matches"])
    return Ranking(frozenset(kept["versions"]), matches, kept["meant"])
