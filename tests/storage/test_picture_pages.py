"""Pages that are pictures: what several workers add to one version at a time."""

import threading
from dataclasses import replace

import pytest

from ingest.passages import cut
from silabo.domain.errors import LeaseLostError
from silabo.domain.passages import Extract, Notice
from silabo.domain.pictures import ClaimedPage, FoundPicture, PictureSource, PictureText
from silabo.storage import backlog, documents, picture_pages, replacing, tables, versions
from silabo.storage.database import transaction
from silabo.storage.turns import take_turn
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


SOURCE = PictureSource("ppt/media/1.png", (0.0, 0.25, 1.0, 1.0), ((0.5, 0.0, 1.0, 0.5),))
ON_SLIDE = FoundPicture(
    SOURCE, "s2i1", "", 2, ("Fechas", "Junio"), "Un plan", "picture_without_words"
)
BESIDE = FoundPicture(SOURCE, "s2i2", "", 2, ("Fechas",), "", "picture_without_words")
IN_TEXT = FoundPicture(SOURCE, "i3", "p1", None, (), "", "picture_without_words")
READ = PictureText(("El parcial vale 70 puntos.", "Aula 4."), 96)


def answering(*pictures: FoundPicture) -> int:
    """A version that answers, and in which these pictures wait."""
    _, course = seeds.member()
    documents.add(course, seeds.upload())
    version, read = seeds.claim_version(), seeds.extract("Portada.")
    told = tuple(Notice(each.told, each.page, each.anchor) for each in pictures)
    versions.keep_text(version, Extract(read.sections, 2, told), cut(read), "es")
    versions.make_ready(version, pictures=pictures)
    return version.id


def claimed() -> ClaimedPage:
    found = picture_pages.claim("host:1")
    assert found is not None
    return found


def notices(version_id: int) -> list[dict[str, object]]:
    return tables.Version.get_by_id(version_id).notices or []


@pytest.mark.usefixtures("db")
def test_a_picture_is_claimed_as_it_was_found_and_several_of_a_slide_wait() -> None:
    answering(ON_SLIDE, BESIDE, IN_TEXT)

    assert [(each.picture, each.page) for each in (claimed(), claimed(), claimed())] == [
        (ON_SLIDE, 2),
        (BESIDE, 2),
        (IN_TEXT, 0),
    ]
    assert picture_pages.claim("host:1") is None


@pytest.mark.usefixtures("db")
def test_what_is_read_of_a_picture_stands_under_its_headings_and_beside_its_description() -> None:
    answering(ON_SLIDE)
    picture_pages.keep(claimed(), READ, "Leído", "es")
    rows = list(tables.Passage.select().order_by(tables.Passage.ordinal))[1:]

    assert [(row.anchor, row.text) for row in rows] == [
        ("s2i1p1", "El parcial vale 70 puntos."),
        ("s2i1p2", "Aula 4."),
    ]
    assert {(row.page, row.lead, tuple(row.section.path)) for row in rows} == {
        (2, "Un plan", ("Fechas", "Leído"))
    }


@pytest.mark.usefixtures("db")
def test_the_notice_of_a_place_is_withdrawn_with_the_last_picture_there() -> None:
    version = answering(ON_SLIDE, BESIDE, IN_TEXT)
    left = []
    for _ in range(3):
        picture_pages.keep(claimed(), READ, "Leído", "es")
        left.append([each for each in notices(version) if each["code"] == ON_SLIDE.told])

    assert [len(each) for each in left] == [3, 1, 0]
    assert left[1][0]["anchor"] == "p1"
    assert [each["anchor"] for each in notices(version)] == ["s2i1p1", "s2i2p1", "i3p1"]


@pytest.mark.usefixtures("db")
def test_what_waits_of_a_version_whose_place_is_taken_is_over_and_asks_for_no_worker() -> None:
    version = answering(ON_SLIDE, BESIDE, IN_TEXT)
    done, working = claimed(), claimed()
    picture_pages.keep(done, READ, "Leído", "es")
    document = tables.Version.get_by_id(version).document
    replacing.replace(document.course_id, document.public_id, seeds.upload())
    newer, read = seeds.claim_version(), seeds.extract("Otra portada.")
    versions.keep_text(newer, read, cut(read), "es")
    waiting = picture_pages.sweep()
    versions.make_ready(newer)

    assert (waiting, picture_pages.sweep()) == (1, 0)
    assert not backlog.seldom().pictures
    with pytest.raises(LeaseLostError):
        picture_pages.keep(working, READ, "Leído", "es")


@pytest.mark.usefixtures("db")
def test_what_is_taken_out_asks_for_no_worker_that_would_read_it() -> None:
    version = answering(ON_SLIDE)
    document = tables.Version.get_by_id(version).document
    documents.remove(document.course_id, document.public_id)

    assert picture_pages.sweep() == 0


@pytest.mark.usefixtures("db")
def test_a_page_that_the_release_before_let_wait_is_taken_for_a_whole_page() -> None:
    version = answering()
    for page in (1, 2):
        tables.PicturePage._meta.database.execute_sql(
            "INSERT INTO picture_page (public_id, version_id, page, state, run_after, attempt)"
            f" VALUES ('page-{page}', {version}, {page}, 'waiting', 0, 0)"
        )
    first = claimed()
    picture_pages.keep(first, READ, "Leído", "es")

    assert (first.page, first.picture) == (1, None)
    assert notices(version) == [{"code": "read_from_picture", "page": 1, "anchor": ""}]


@pytest.mark.usefixtures("db")
def test_what_a_worker_keeps_while_another_one_that_died_is_swept_stays_told() -> None:
    version = answering(replace(ON_SLIDE, told=""), replace(BESIDE, told=""))
    read = claimed()
    for _ in range(picture_pages.MAX_ATTEMPTS):
        lost = claimed()
        tables.PicturePage.update(lease_until=0).where(tables.PicturePage.id == lost.id).execute()
        if lost.attempt < picture_pages.MAX_ATTEMPTS:
            picture_pages.sweep()
    sweeping = threading.Thread(target=picture_pages.sweep)

    @transaction
    def keep() -> None:
        take_turn(tables.Version, version)
        sweeping.start()
        sweeping.join(1)
        assert sweeping.is_alive()  # it waits until what is kept here is there
        picture_pages.keep(read, READ, "Leído", "es")

    keep()
    sweeping.join(20)
    assert not sweeping.is_alive()
    told = [each["code"] for each in notices(version) if each["code"]]

    assert told == ["picture_read", "picture_not_read"]
