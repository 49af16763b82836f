"""What the shapes of requests and responses are made of."""

from typing import Any, Self

import marshmallow


class Schema(marshmallow.Schema):
    """A shape that never changes once it is made: whoever copies what it stands in may share it.

    flask-smorest copies the description of a view at each of its decorators, schemas and all.
    """

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self
