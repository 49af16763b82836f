import pytest

from tests.lti_app.api.asked import RULES
from tests.world import World


@pytest.fixture
def course(world: World) -> World:
    """A course whose rules can be searched."""
    world.instructor().upload("Reglas.md", RULES)
    world.work()
    return world
