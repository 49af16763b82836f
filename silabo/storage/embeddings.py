"""The cache of vectors: found by model and text, forgotten when nothing used them for long."""

from collections.abc import Sequence

from silabo.domain.clock import DAY_MS
from silabo.storage.database import now_ms, transaction
from silabo.storage.tables import Embedding

FORGOTTEN_MS = 30 * DAY_MS


@transaction
def find(model: str, digests: Sequence[str]) -> dict[str, bytes]:
    """The vectors that are there, by the digest of their text; they count as used today."""
    now = now_ms()
    rows = list(
        Embedding.select().where(Embedding.model == model, Embedding.digest.in_(list(digests)))
    )
    stale = [row.id for row in rows if row.used_at < now - DAY_MS]
    if stale:
        Embedding.update(used_at=now).where(Embedding.id.in_(stale)).execute()
    return {row.digest: bytes(row.vector) for row in rows}


@transaction
def keep(model: str, vectors: dict[str, bytes]) -> None:
    """Keep these; two workers may bring the same one."""
    now = now_ms()
    rows = [
        {"model": model, "digest": digest, "vector": vector, "used_at": now}
        for digest, vector in vectors.items()
    ]
    if rows:
        Embedding.insert_many(rows).on_conflict_ignore().execute()


@transaction
def forget() -> int:
    """Forget all of them, so that the model is asked for each again; return how many went."""
    return int(Embedding.delete().execute())


@transaction
def sweep() -> int:
    """Forget what no text asked for within a month, such as the text of deleted documents."""
    old = Embedding.used_at < now_ms() - FORGOTTEN_MS
    return int(Embedding.delete().where(old).execute())
