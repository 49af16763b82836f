from typing import Any

import pytest

from tests.lti_app.lti.test_key_sets import HOUR_MS, age_by, answer_with, launch
from tests.world import World


@pytest.mark.row("fault-45")
@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"status": 500}, "the learning platform answered 500"),
        ({"json": {"keys": []}}, "it has no keys that can be used"),
    ],
    ids=["broken", "empty"],
)
def test_that_the_last_good_keys_go_on_is_logged_with_the_reason(
    world: World, caplog: pytest.LogCaptureFixture, answer: dict[str, Any], reason: str
) -> None:
    launch(world)
    age_by(HOUR_MS + 1)
    answer_with(world, **answer)
    opened = launch(world)

    told = [each for each in caplog.records if each.getMessage() == "key_set_not_fetched"]
    assert opened.status_code == 303
    assert [vars(each)["reason"] for each in told] == [reason]
