"""The queries that are asked all the time: peewee makes their SQL once, not at each question.

Making it takes many times as long as SQLite needs to answer it.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import Query, Value

from silabo.storage.database import database


@dataclass(frozen=True, slots=True)
class _Given:
    """A placeholder of a value, or of one of several, that is told when the query is asked."""

    name: str
    number: int | None = None


def given(name: str) -> Value:
    """A value that is told by this name when the query is asked."""
    return Value(_Given(name), converter=False)


def given_each(name: str, count: int) -> list[Value]:
    """So many values that are told as one sequence by this name."""
    return [Value(_Given(name, number), converter=False) for number in range(count)]


class Statement:
    """A query whose values are told when it is asked. Values and rows are the database's own: no
    field turns them into something else.
    """

    def __init__(self, build: Callable[[int], Query]) -> None:
        """`build` makes the query once on each kind of database, for so many values of a sequence
        where it takes one.
        """
        self._build = build
        self._made: dict[tuple[type, int], tuple[str, Sequence[object]]] = {}

    def rows(self, *, count: int = 0, **values: Any) -> list[tuple[Any, ...]]:
        """All rows. The caller is connected."""
        cursor = database.execute_sql(*self._sql(count, values))
        return [tuple(row) for row in cursor.fetchall()]

    def first(self, *, count: int = 0, **values: Any) -> tuple[Any, ...] | None:
        """The first row, or None. The caller is connected."""
        return next(iter(self.rows(count=count, **values)), None)

    def run(self, *, count: int = 0, **values: Any) -> int:
        """Write, and return how many rows were found. The caller is connected."""
        return int(database.execute_sql(*self._sql(count, values)).rowcount)

    def _sql(self, count: int, values: dict[str, Any]) -> tuple[str, list[object]]:
        made = self._made.get((type(database.obj), count))
        if made is None:
            made = self._build(count).sql()
            self._made[type(database.obj), count] = made
        sql, placeholders = made
        return sql, [_value(placeholder, values) for placeholder in placeholders]


def _value(placeholder: object, values: dict[str, Any]) -> object:
    if not isinstance(placeholder, _Given):
        return placeholder
    found = values[placeholder.name]
    return found if placeholder.number is None else found[placeholder.number]


def listed_in(value: str | list[str] | None) -> tuple[str, ...]:
    """The texts of a JSON column, which some databases give as a list and others as written."""
    return tuple(read_json(value) or ())


def read_json(value: Any) -> Any:
    """What a JSON column holds, which some databases give as it is and others as written."""
    return json.loads(value) if isinstance(value, str) else value
