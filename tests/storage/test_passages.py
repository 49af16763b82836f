import pytest

from ingest.passages import cut
from silabo.domain.documents import VersionState
from silabo.domain.errors import NotFoundError
from silabo.domain.passages import Block, BlockKind, Extract, Match, Section
from silabo.storage import documents, passages, tables, versions
from silabo.storage.tables import Version
from tests import seeds

TABLE = Extract(
    sections=(
        Section((), "", (Block("p1", BlockKind.PARAGRAPH, "Bienvenida.", page=1),)),
        Section(
            ("Evaluación", "Notas"),
            "h1",
            (
                Block("p2", BlockKind.PARAGRAPH, "La nota se compone así:", page=2),
                Block("t1r0", BlockKind.HEADER, "Parte Peso", ("Parte", "Peso"), 2),
                Block("t1r1", BlockKind.ROW, "Parte: Parcial; Peso: 40 %", ("Parcial", "40 %"), 2),
                Block("p3", BlockKind.CODE, "x = 1\n  y = 2"),
            ),
        ),
    ),
    pages=2,
)


@pytest.fixture
def course(db: None) -> int:
    return seeds.member()[1]


def public(version: int) -> str:
    return str(Version.get_by_id(version).public_id)


def matches(*numbers: int) -> list[Match]:
    return [Match(number, 1.0 / place) for place, number in enumerate(numbers, start=1)]


def test_the_reader_shows_the_text_in_its_order(course: int) -> None:
    version = seeds.ready(course, read=TABLE, name="Programa.md")
    text = passages.text(course, public(version))
    opening, notes = text.sections

    assert (text.title, text.language, text.version) == ("Programa", "es", public(version))
    assert (opening.title, opening.level, opening.anchor) == ("", 0, "")
    assert (notes.title, notes.level, notes.anchor) == ("Notas", 2, "h1")
    assert [block.anchor for block in notes.blocks] == ["p2", "t1r0", "t1r1", "p3"]
    assert [block.kind for block in notes.blocks] == ["paragraph", "header", "row", "code"]
    assert notes.blocks[2].cells == ("Parcial", "40 %")
    assert notes.blocks[3].text == "x = 1\n  y = 2"
    assert [block.page for block in notes.blocks] == [2, 2, 2, None]


@pytest.mark.parametrize(("headings", "level"), [(1, 1), (5, 5), (6, 6), (7, 6)])
def test_a_section_has_one_of_the_six_levels_that_pages_have(
    course: int, headings: int, level: int
) -> None:
    path = tuple(f"Título {number}" for number in range(headings))
    section = Section(path, "h1", (Block("p1", BlockKind.PARAGRAPH, "Uno.", page=1),))
    version = seeds.ready(course, read=Extract(sections=(section,), pages=1))

    assert [each.level for each in passages.text(course, public(version)).sections] == [level]


def test_a_row_keeps_its_cells_columns_and_lead(course: int) -> None:
    version = seeds.ready(course, read=TABLE)
    (row,) = [
        each
        for each in passages.by_ids(course, seeds.passage_ids(version))
        if each.kind is BlockKind.ROW
    ]

    assert row.cells == ("Parcial", "40 %")
    assert row.header == ("Parte", "Peso")
    assert row.lead == "La nota se compone así:"
    assert row.path == ("Evaluación", "Notas")
    assert (row.anchor, row.page, row.ordinal) == ("t1r1", 2, 3)
    assert (row.version_id, row.version, row.language) == (version, public(version), "es")
    assert row.surroundings == "Reglas Evaluación Notas La nota se compone así: Parte Peso"


def test_an_index_gets_everything_but_column_names(course: int) -> None:
    version = seeds.ready(course, read=TABLE)
    entries = passages.entries(version)

    assert [entry.text for entry in entries] == [
        "Bienvenida.",
        "La nota se compone así:",
        "Parte: Parcial; Peso: 40 %",
        "x = 1\n  y = 2",
    ]
    assert passages.indexable(version) == 4
    assert entries[2].surroundings.endswith("Parte Peso")
    assert {entry.language for entry in entries} == {"es"}
    assert set(seeds.passage_ids(version)) > {entry.passage_id for entry in entries}


def test_the_names_of_columns_are_not_among_what_an_index_has_to_hold(course: int) -> None:
    names, row = TABLE.sections[1].blocks[1:3]
    version = seeds.ready(course, read=Extract(sections=(Section((), "", (names, row)),)))

    assert passages.indexable(version) == len(passages.entries(version)) == 1


def test_a_join_keeps_the_order_and_the_scores_of_the_index(course: int) -> None:
    first, second, third = seeds.passage_ids(seeds.ready(course, "Uno.", "Dos.", "Tres."))
    hits = passages.join(course, matches(third, first, second))

    assert [hit.passage.text for hit in hits] == ["Tres.", "Uno.", "Dos."]
    assert [hit.score for hit in hits] == [1.0, 0.5, 1.0 / 3]


def test_a_join_drops_what_the_course_may_not_see(course: int) -> None:
    other = seeds.member(course="7")[1]
    (mine,) = seeds.passage_ids(seeds.ready(course, "Mío."))
    (foreign,) = seeds.passage_ids(seeds.ready(other, "Ajeno."))
    hits = passages.join(course, matches(foreign, mine, 999_999))

    assert [hit.passage.text for hit in hits] == ["Mío."]


@pytest.mark.parametrize("state", [each for each in VersionState if each != VersionState.READY])
def test_only_a_version_that_is_ready_is_answered_from(course: int, state: VersionState) -> None:
    version = seeds.ready(course, "Uno.")
    numbers = seeds.passage_ids(version)
    ready = passages.visible_versions(course)
    seeds.change(Version, state=state)

    assert ready == {version}
    assert passages.visible_versions(course) == set()
    assert passages.join(course, matches(*numbers)) == []
    assert passages.by_ids(course, numbers) == []


def test_the_visible_versions_of_a_course_are_its_own(course: int) -> None:
    other = seeds.member(course="7")[1]
    mine = {seeds.ready(course, "Uno."), seeds.ready(course, "Dos.")}
    seeds.ready(other, "Ajeno.")

    assert passages.visible_versions(course) == mine


def test_an_activity_may_see_a_part_of_the_course(course: int) -> None:
    first, second = seeds.ready(course, "Uno."), seeds.ready(course, "Dos.")
    foreign = seeds.document_of(seeds.ready(seeds.member(course="7")[1], "Ajeno."))

    assert passages.visible_versions(course, [seeds.document_of(second)]) == {second}
    assert passages.visible_versions(course, [foreign]) == set()
    assert passages.visible_versions(course, []) == {first, second}


def test_a_version_of_another_course_cannot_be_read(course: int) -> None:
    other = seeds.member(course="7")[1]
    version = public(seeds.ready(course, "Uno."))

    for unfinished in (False, True):
        with pytest.raises(NotFoundError):
            passages.text(other, version, unfinished=unfinished)
    with pytest.raises(NotFoundError):
        passages.text(course, "unknown")


def test_what_everybody_may_read_is_ready_and_of_the_course(course: int) -> None:
    mine, second = seeds.ready(course, "Uno."), seeds.ready(course, "Dos.")
    foreign = seeds.ready(seeds.member(course="7")[1], "Ajeno.")
    asked = [public(each) for each in (mine, foreign)]
    before = passages.readable(course, asked)
    Version.update(state=VersionState.DELETING).where(Version.id == mine).execute()

    assert before == {public(mine)}
    assert passages.readable(course, [*asked, public(second)]) == {public(second)}


def test_an_unfinished_version_is_for_instructors(course: int) -> None:
    documents.add(course, seeds.upload())
    claimed = seeds.claim_version()
    read = seeds.extract("Uno.")
    versions.keep_text(claimed, read, cut(read), "es")

    with pytest.raises(NotFoundError):
        passages.text(course, claimed.public_id)
    assert len(passages.text(course, claimed.public_id, unfinished=True).sections) == 1


@pytest.mark.parametrize("state", ["deleting", "deleted"])
def test_nobody_reads_a_deleted_version(course: int, state: str) -> None:
    version = public(seeds.ready(course, "Uno."))
    seeds.change(Version, state=state)

    with pytest.raises(NotFoundError):
        passages.text(course, version, unfinished=True)


def test_a_long_document_is_kept_joined_and_read_whole(course: int) -> None:
    texts = [f"El párrafo número {number}." for number in range(2500)]
    version = seeds.ready(course, *texts)
    numbers = seeds.passage_ids(version)
    hits = passages.join(course, matches(*reversed(numbers)))
    (section,) = passages.text(course, public(version)).sections

    assert [entry.text for entry in passages.entries(version)] == texts
    assert [hit.passage.text for hit in hits] == texts[::-1]
    assert [block.text for block in section.blocks] == texts


def test_an_empty_document_and_an_empty_join_are_no_error(course: int) -> None:
    version = seeds.ready(course)

    assert passages.entries(version) == []
    assert passages.join(course, []) == []
    assert tables.Passage.select().count() == 0


def test_hostile_text_comes_back_as_it_went_in(course: int) -> None:
    texts = [
        "'; DROP TABLE passage; --",
        "<script>alert(1)</script>",
        "%s %(x)s {0}",
        "a\x01b",
        "🎓",
    ]
    version = seeds.ready(course, *texts)

    assert [entry.text for entry in passages.entries(version)] == texts


def test_what_follows_a_passage_is_of_its_version_in_order_and_only_while_it_is_shown(
    course: int,
) -> None:
    seeds.ready(course, read=TABLE, name="Otro.md")
    version = seeds.ready(course, read=TABLE, name="Programa.md")
    rows = tables.Passage.select().where(tables.Passage.version == version)
    numbers = [row.id for row in rows.order_by(tables.Passage.ordinal)]
    second = passages.by_ids(course, numbers)[1]

    found = passages.following(course, second, limit=2)
    assert [each.anchor for each in found] == ["t1r0", "t1r1"]
    assert {each.version_id for each in found} == {version}
    assert passages.following(course + 1, second, limit=2) == []

    Version.update(state=VersionState.DELETING).where(Version.id == version).execute()
    assert passages.following(course, second, limit=2) == []
