"""The migrations make exactly the tables that the code describes."""

from silabo.storage import upgrade


def test_a_migrated_database_is_as_the_tables_say(db: None) -> None:
    assert upgrade.missing() == []
    assert upgrade.differences() == ""


def test_migrations_can_be_taken_back_and_applied_again(db: None) -> None:
    while upgrade.downgrade():
        pass
    gone = upgrade.missing()

    applied = upgrade.upgrade()

    assert applied == gone
    assert upgrade.differences() == ""
