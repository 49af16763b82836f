"""The page on privacy names every table that holds anything of a person."""

from pathlib import Path

from silabo.storage.tables import TABLES

PRIVACY = Path("docs/administrators/privacy.md")

# What these hold is of courses, documents and the tool itself.
NOTHING_OF_A_PERSON = {
    "platform",
    "deployment",
    "course",
    "activity_limit",
    "document",
    "loan",  # which course reads which document of another
    "version",
    "picture_page",
    "section",
    "passage",
    "invite",
    "launch_refusal",  # a code and a reference
    "worker_process",
    "inbox_watch",
    "trouble",
    "embedding",
    "course_asked",
    "course_model",
    "sight",
    "revisit",  # which question, until it is answered again
    "disagreement",
}


def test_every_table_is_named_or_holds_nothing_of_a_person() -> None:
    names = {table._meta.table_name for table in TABLES}
    told = {name for name in names if f"`{name}`" in PRIVACY.read_text(encoding="utf-8")}

    assert sorted(names - told - NOTHING_OF_A_PERSON) == []
    assert sorted(told & NOTHING_OF_A_PERSON) == []
