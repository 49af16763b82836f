"""Pages that are pictures: what several workers add to one version at a time."""

import threading

import pytest

from ingest.passages import cut
from silabo.domain.pictures import ClaimedPage, PictureText
from silabo.storage import documents, picture_pages, tables, versions
from tests import seeds

PAGES = 6


@pytest.mark.usefixtures("db")
def test_pages_of_one_version_that_are_read_at_the_same_time_are_all_kept() -> None:
    _, course = seeds.member()
    documents.add(course, seeds.upload())
    version, read = seeds.claim_version(), seeds.extract("Portada.")
    versions.keep_text(version, read, cut(read), "es")
    versions.make_ready(version, range(1, PAGES + 1))
    claimed = [page for page in map(picture_pages.claim, ["host:1"] * PAGES) if page]
    together = threading.Barrier(PAGES)
    kept: list[list[int]] = []

    def keep(page: ClaimedPage) -> None:
        assert together.wait(10) < PAGES
        kept.append(picture_pages.keep(page, PictureText((f"Página {page.page}.",), 96), "", "es"))

    threads = [threading.Thread(target=keep, args=(page,)) for page in claimed]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert not any(thread.is_alive() for thread in threads)
    assert len(kept) == PAGES
    assert tables.Version.get_by_id(version.id).passage_count == 1 + PAGES
    assert [row.ordinal for row in tables.Passage.select().order_by(tables.Passage.ordinal)] == [
        *range(1 + PAGES)
    ]
