from pathlib import Path

import pytest

from tests.answering.courses import Course, course_of, english, french, spanish


@pytest.fixture(scope="session")
def courses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Course]:
    folder: Path = tmp_path_factory.mktemp("index")
    writings = (spanish(), english(), french())
    return {writing.language: course_of(writing, folder) for writing in writings}
