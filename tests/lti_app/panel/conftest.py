import pytest

from tests.lti_app.panel.fragments import RULES
from tests.world import World


@pytest.fixture
def course(world: World) -> World:
    world.instructor().upload("Reglas.md", RULES.encode())
    world.work()
    return world
