from pathlib import Path

import pytest

from tests.answering.courses import Course, Writing, course_of, english, french, spanish


@pytest.fixture(scope="session")
def courses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Course]:
    folder: Path = tmp_path_factory.mktemp("index")
    writings = (spanish(), english(), french())
    return {writing.language: course_of(writing, folder) for writing in writings}


@pytest.fixture(scope="session")
def course_of_geography(tmp_path_factory: pytest.TempPathFactory) -> Course:
    writing = Writing("Geography", "en").heading("Europe")
    writing.paragraph("The capital of France is Paris. It lies on the Seine.")
    return course_of(writing, tmp_path_factory.mktemp("geography"))
