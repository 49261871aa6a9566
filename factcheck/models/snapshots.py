"""Snapshots: the models of the local Hugging Face cache, found without the network.

Each model of the cache is a folder, and each commit of it that was fetched a folder within:

    models--ORG--NAME/refs/main               the commit that "main" was when it was fetched
    models--ORG--NAME/snapshots/COMMIT/...    its files

Source: huggingface.co/docs/huggingface_hub/guides/manage-cache
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from factcheck.errors import ModelError

_ID = re.compile(
    r"(?P<id>[\w-][\w.-]*/[\w-][\w.-]*)(?:@(?P<revision>[\w-][\w./-]*))?", re.ASCII
)
_SHORT_COMMIT = re.compile(r"[0-9a-f]{7,40}")


@dataclass(frozen=True)
class Place:
    """A model's folder on this machine and its name in reports."""

    path: Path
    name: str  # ID@COMMIT for one of the hub, FOLDER@HASH for one of the user's own
    id: str | None = None
    commit: str | None = None

    @property
    def cure(self) -> str:
        """How to mend a folder that lacks something."""
        if self.id:
            return f"Fetch it again: factcheck models pull {self.id}@{self.commit}"
        return "Save the model with save_pretrained, config, weights and tokenizer together."


def parse_id(name: str) -> tuple[str, str | None] | None:
    """Split ORG/NAME or ORG/NAME@REVISION; None when `name` is neither."""
    match = _ID.fullmatch(name)
    if match is None or ".." in name:
        return None
    return match["id"], match["revision"]


def hub_cache_folder() -> Path:
    """Name the folder where the Hugging Face libraries keep what they fetched."""
    for variable in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if os.environ.get(variable):
            return expand_user(os.environ[variable])
    caches = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache")
    return expand_user(os.environ.get("HF_HOME") or str(caches / "huggingface")) / "hub"


def expand_user(path: str) -> Path:
    """Put the home folder for "~"; where nobody knows it, the path stays as it is."""
    return Path(os.path.expanduser(path))  # Path.expanduser would raise


def list_snapshots() -> Iterator[Place]:
    """Yield every model and commit of the cache, sorted by id and commit."""
    for folder in sorted(hub_cache_folder().glob("models--*--*")):
        name = folder.name.removeprefix("models--").replace("--", "/", 1)
        for snapshot in sorted((folder / "snapshots").glob("*")):
            if snapshot.is_dir():
                yield _place(name, snapshot)


def find_snapshot(model_id: str, revision: str | None) -> Place:
    """Find a model of the cache; `revision` is a branch, a tag or 7 to 40 digits of a commit.

    Without one it is what "main" was when the model was fetched, else the only commit that is
    here. Raises ModelError when it is not here or not the only one.
    """
    folder = hub_cache_folder() / ("models--" + model_id.replace("/", "--"))
    snapshots = [path for path in sorted((folder / "snapshots").glob("*")) if path.is_dir()]
    commit = _read_ref(folder, revision or "main") or revision
    if commit is None:
        matching = snapshots
    elif _SHORT_COMMIT.fullmatch(commit):
        matching = [path for path in snapshots if path.name.startswith(commit)]
    else:
        matching = []
    if len(matching) != 1:
        raise _refuse(model_id, revision, [path.name for path in matching])
    return _place(model_id, matching[0])


def _read_ref(folder: Path, revision: str) -> str | None:
    path = folder / "refs" / revision
    return path.read_text(encoding="utf-8").strip() if path.is_file() else None


def _place(model_id: str, snapshot: Path) -> Place:
    name = f"{model_id}@{snapshot.name[:12]}"
    return Place(path=snapshot, name=name, id=model_id, commit=snapshot.name)


def _refuse(model_id: str, revision: str | None, commits: list[str]) -> ModelError:
    name = f"{model_id}@{revision}" if revision else model_id
    if commits:
        return ModelError(
            f"'{name}' is here in {len(commits)} commits",
            place=str(hub_cache_folder()),
            cure="Name one: " + ", ".join(f"{model_id}@{commit[:12]}" for commit in commits),
        )
    return ModelError(
        f"the model '{name}' is not on this machine",
        place=str(hub_cache_folder()),
        cure=f"Fetch it once, with a network: factcheck models pull {name}",
    )
