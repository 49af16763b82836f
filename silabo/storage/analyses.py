"""What was read of the words of passages, kept beside them, and by which rules it was made."""

from collections.abc import Iterable, Mapping

from peewee import chunked

from silabo.domain.documents import VersionState
from silabo.storage import tables
from silabo.storage.database import reading, transaction

ROWS_AT_ONCE = 500  # in one transaction: others write in between


@reading
def made_by_others(made_by: str) -> list[int]:
    """The versions that are ready and whose passages were read by other rules, or by none."""
    rows = tables.Version.select(tables.Version.id).where(
        tables.Version.state == VersionState.READY,
        tables.Version.analysed_by.is_null() | (tables.Version.analysed_by != made_by),
    )
    return [row.id for row in rows.order_by(tables.Version.id)]


def keep(version_id: int, analyses: Mapping[int, str], made_by: str) -> None:
    """Keep what was read of the passages of a version, by their numbers, and by which rules."""
    for batch in chunked(analyses.items(), ROWS_AT_ONCE):
        _keep_batch(batch)
    _made_by(version_id, made_by)


@transaction
def _keep_batch(analyses: Iterable[tuple[int, str]]) -> None:
    for passage_id, analysis in analyses:
        tables.Passage.update(analysis=analysis).where(tables.Passage.id == passage_id).execute()


@transaction
def _made_by(version_id: int, made_by: str) -> None:
    tables.Version.update(analysed_by=made_by).where(tables.Version.id == version_id).execute()
