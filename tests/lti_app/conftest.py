import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from silabo.adapters.parser.child import ChildReader
from tests.lti_app.lti.moodle import Moodle
from tests.lti_app.lti.served import Site, serving
from wiring.parts import System, build
from wiring.settings import Settings

ADDRESS = "https://tool.example"


@pytest.fixture
def settings(tmp_path: Path, tool_keys: Path) -> Settings:
    """The settings of this test's system; a module may choose others."""
    keys = tmp_path / "keys"
    shutil.copytree(tool_keys, keys)
    return Settings(
        public_url=ADDRESS, data_dir=tmp_path, keys_dir=keys, time_zone="UTC", max_upload_mb=1
    )


@pytest.fixture
def system(db: None, settings: Settings, parser: ChildReader) -> System:
    """The whole tool, as everywhere, with a key that was made once."""
    return build(settings)


@pytest.fixture
def site() -> Iterator[Site]:
    """A platform's web server on this machine."""
    with serving() as found:
        yield found


@pytest.fixture
def moodle(site: Site, platform_key: rsa.RSAPrivateKey) -> Moodle:
    """A Moodle that does not know the tool yet."""
    return Moodle(site, platform_key)
