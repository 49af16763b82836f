"""Takes a registered model from an MLflow server: its one GGUF file, whose digest is checked."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from silabo.adapters.mlflow.client import client, understood
from silabo.domain.errors import ServiceError

if TYPE_CHECKING:
    from mlflow.entities.model_registry import ModelVersion
    from mlflow.tracking import MlflowClient

DIGEST_TAG = "sha256"  # of a model's version
_NAME = re.compile(r"([^/:@'\"%]{1,200})(?::(\d{1,9})|@([\w.-]{1,128}))?")
_DIGEST = re.compile(r"(?:sha256:)?([0-9a-f]{64})")
# Files that the server itself hands out. Others would lie on this machine, or with somebody whom no
# setting names.
_ITS_OWN = re.compile(r"mlflow-artifacts:/(?!/)")
_OF_A_RUN = re.compile(r"runs:/(\w{1,64})/(.+)")
_LOGGED = re.compile(r"models:/(m-\w{1,64})")
_BEGINS, _ENDS = b"GGUF", ".gguf"  # of such a file, and of its name
_MOST_FOLDERS = 20  # that are looked into
_PIECE = 1 << 20  # bytes


@dataclass(frozen=True, slots=True)
class RegisteredModel:
    """A registered model by name, with a version or an alias; "" for its newest version."""

    name: str
    version: str = ""
    alias: str = ""

    @classmethod
    def of(cls, written: str) -> "RegisteredModel":
        """Such as `tutor`, `tutor:3` or `tutor@champion`. Raises `ValueError`."""
        found = _NAME.fullmatch(written.strip())
        if found is None:
            raise ValueError(
                f"no name of a model: {written}; write it as NAME, NAME:3 or NAME@ALIAS"
            )
        return cls(found[1], found[2] or "", found[3] or "")


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file that was taken, and what it is of."""

    path: Path
    sha256: str
    version: str


def take(uri: str, wanted: RegisteredModel, folder: Path, sha256: str = "") -> ModelFile:
    """The GGUF file of a registered model, in this folder.

    Its digest has to be `sha256`, or where that is empty what the tag of that name of its version
    says. Raises `ServiceError` where nobody says it, it is another one, or there is not one such
    file.
    """
    server = client(uri)
    with understood("find the model"):
        version = _version(server, wanted)
        source = _location(server, str(version.source))
    digest = _digest(sha256 or version.tags.get(DIGEST_TAG, ""), version)
    if not _ITS_OWN.match(source):
        raise ServiceError("the model's files are not on the MLflow server; register them there")
    with understood("hand the model's file out"):
        path = _downloaded(uri, source, folder)
    found = _checked(path)
    if found != digest:
        raise ServiceError(f"the model's file has another digest: {found}, and not {digest}")
    return ModelFile(path, found, str(version.version))


def _version(server: "MlflowClient", wanted: RegisteredModel) -> "ModelVersion":
    if wanted.alias:
        return server.get_model_version_by_alias(wanted.name, wanted.alias)
    if wanted.version:
        return server.get_model_version(wanted.name, wanted.version)
    found = server.search_model_versions(f"name='{wanted.name}'")
    if not found:
        raise ServiceError(f"the MLflow server has no model {wanted.name}")
    return max(found, key=lambda version: int(version.version))


def _location(server: "MlflowClient", source: str) -> str:
    """Where the files of a version lie: it names a run or a logged model, or says it itself."""
    if found := _OF_A_RUN.fullmatch(source):
        return f"{server.get_run(found[1]).info.artifact_uri}/{found[2]}"
    if found := _LOGGED.fullmatch(source):
        return str(server.get_logged_model(found[1]).artifact_location)
    return source


def _digest(told: str, version: "ModelVersion") -> str:
    found = _DIGEST.fullmatch(told.strip().lower())
    if found is None:
        raise ServiceError(
            f"nobody says the digest of {version.name}:{version.version}: give its version the tag"
            f" {DIGEST_TAG}, or say --sha256"
        )
    return found[1]


def _downloaded(uri: str, source: str, folder: Path) -> Path:
    from mlflow import artifacts  # noqa: PLC0415 - dear, and an extra

    files = [source] if source.endswith(_ENDS) else list(_files(artifacts, uri, source))
    if len(files) != 1:
        raise ServiceError(f"the model has {len(files)} files that end in {_ENDS}, and not one")
    got = artifacts.download_artifacts(files[0], dst_path=str(folder), tracking_uri=uri)
    return Path(got)


def _files(artifacts: Any, uri: str, source: str) -> Iterator[str]:
    """The addresses of the GGUF files in a folder and in those below it."""
    folders = [""]
    for _ in range(_MOST_FOLDERS):
        if not folders:
            return
        below = f"{source}/{folders.pop()}".rstrip("/")
        for each in artifacts.list_artifacts(below, tracking_uri=uri):
            # It is listed from the root of the source, or from the folder that was asked for.
            name = PurePosixPath(each.path).name
            if each.is_dir:
                folders.append(f"{below.removeprefix(source)}/{name}".lstrip("/"))
            elif name.endswith(_ENDS):
                yield f"{below}/{name}"


def _checked(path: Path) -> str:
    """The digest of a file that is GGUF by how it begins."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        piece = file.read(_PIECE)
        if not piece.startswith(_BEGINS):
            raise ServiceError("the model's file is no GGUF")
        while piece:
            digest.update(piece)
            piece = file.read(_PIECE)
    return digest.hexdigest()
