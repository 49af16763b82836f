from collections.abc import Callable

import pytest

from silabo.domain.deliveries import DeliveryKind
from silabo.storage import database, deliveries, invariants, tables
from tests import seeds

Damage = Callable[[], object]


@pytest.fixture
def busy(db: str) -> str:
    """A database in the middle of its work: documents, questions and letters in every state."""
    ana, luis = seeds.member("3"), seeds.member("4")
    seeds.ready(ana[1], "El parcial es el 1 de octubre.", "La revisión es el 3 de octubre.")
    seeds.answered(ana)
    asked = seeds.answered(luis)
    seeds.answered(luis, follows=asked.public_id)
    letter = deliveries.claim(seeds.WORKER)
    assert letter is not None
    seeds.ask(ana)
    seeds.claim_question()
    seeds.ask(luis)
    return db


def test_a_database_at_work_keeps_every_rule(busy: str) -> None:
    assert invariants.broken() == []


def damage(rule: str, act: Damage) -> object:
    return pytest.param(rule, act, id=rule.replace(" ", "_"))


def again(row: tables.Delivery) -> object:
    """The same letter a second time, under another key."""
    return tables.Delivery.create(
        public_id="again",
        kind=row.kind,
        key="again",
        person=row.person_id,
        question=row.question_id,
        state="ready",
        created_at=row.created_at,
    )


def first(table: type[tables.Table]) -> tables.Table:
    row: tables.Table = table.select().order_by(table.id).first()
    return row


DAMAGES = [
    damage(
        "1 ready versions have other passages than they count",
        lambda: first(tables.Passage).delete_instance(),
    ),
    damage(
        "1 documents have more than one version that answers",
        lambda: tables.Version.create(
            public_id="second",
            document=first(tables.Version).document_id,
            number=2,
            state="ready",
            file_name="Reglas.md",
            media_type="text/markdown",
            size=1,
            sha256="0" * 64,
            passage_count=0,
            created_at=1,
        ),
    ),
    damage(
        "1 questions have more than one answer letter",
        lambda: again(tables.Delivery.get(tables.Delivery.kind == DeliveryKind.ANSWER)),
    ),
    damage(
        "1 answered questions have no answer",
        lambda: tables.Answer.delete().where(tables.Answer.id == first(tables.Answer).id).execute(),
    ),
    damage(
        "1 questions say that a letter went, and none did",
        lambda: (
            tables.Question.update(status="sent")
            .where(tables.Question.id == first(tables.Question).id)
            .execute()
        ),
    ),
    damage("1 answers have no receipt", lambda: first(tables.Citation).delete_instance()),
    damage(
        "1 questions go on from one of another person or course",
        lambda: (
            tables.Question.update(follows=first(tables.Question).id)
            .where(tables.Question.id == first(tables.Question).id + 1)
            .execute()
        ),
    ),
    damage(
        "1 letters disagree with their lease",
        lambda: (
            tables.Delivery.update(lease_token=None)
            .where(tables.Delivery.state == "sending")
            .execute()
        ),
    ),
    damage(
        "1 versions disagree with their lease",
        lambda: tables.Version.update(state="indexing").execute(),
    ),
]


@pytest.mark.parametrize(("rule", "act"), DAMAGES)
def test_what_is_damaged_is_named(busy: str, rule: str, act: Damage) -> None:
    act()

    assert rule in invariants.broken()


# How each database is kept from looking at foreign keys, and brought back to it.
BLIND = {
    "sqlite": ("PRAGMA foreign_keys = 0", "PRAGMA foreign_keys = 1"),
    "postgresql": (
        "SET session_replication_role = replica",
        "SET session_replication_role = origin",
    ),
    "mysql": ("SET FOREIGN_KEY_CHECKS = 0", "SET FOREIGN_KEY_CHECKS = 1"),
}


def test_a_row_without_its_parent_is_named(busy: str) -> None:
    # No database lets it happen; what was restored from a damaged copy may have it.
    blind, seeing = BLIND[busy.partition(":")[0]]
    answer = first(tables.Answer)
    with database.connection():
        database.database.execute_sql(blind)
        tables.Answer.update(question=4_711).where(tables.Answer.id == answer.id).execute()
        database.database.execute_sql(seeing)

    assert "1 rows of answer have no question" in invariants.broken()
