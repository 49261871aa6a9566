"""Pulling: fetch a model of the hub into the local cache.

Nothing else in factcheck touches the network. Only what running a model takes is fetched:
safetensors, never a pickle, which can run code when it is opened, and no Python.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from factcheck.errors import ModelError
from factcheck.models.extra import is_offline_by_environment, require_extra
from factcheck.models.snapshots import Place, find_snapshot, hub_cache_folder, parse_id

FETCHED = ("*.safetensors", "*.json", "*.txt", "*.model", "README.md")
LEFT = ("onnx/*", "openvino/*", "checkpoint-*/*", "runs/*")


def pull_model(name: str, *, is_offline: bool = False) -> Place:
    """Fetch ORG/NAME or ORG/NAME@REVISION, and return where it lies.

    What is here already is not fetched again. Raises ModelError when the network is
    forbidden or not there, the hub does not have it, or its weights are only a pickle.
    """
    parsed = parse_id(name)
    if parsed is None:
        raise _refuse_name(name)
    if is_offline or is_offline_by_environment():
        raise ModelError(
            f"'{name}' cannot be fetched offline",
            cure="Leave out --offline, or unset FACTCHECK_OFFLINE, HF_HUB_OFFLINE and"
            " TRANSFORMERS_OFFLINE.",
        )
    require_extra("huggingface_hub")
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    commit = _fetch(*parsed)
    return find_snapshot(parsed[0], commit)


def _refuse_name(name: str) -> ModelError:
    return ModelError(
        f"{name!r} is no id of a model",
        cure="Write ORG/NAME or ORG/NAME@REVISION; docs/larger-models.md names some.",
    )


def _fetch(model_id: str, revision: str | None) -> str:
    """Fetch a model, unless its weights are only a pickle; return its commit."""
    from huggingface_hub import HfApi, errors, snapshot_download

    try:
        known = HfApi().model_info(model_id, revision=revision)
        refuse_pickles(model_id, [file.rfilename for file in known.siblings or ()])
        path = snapshot_download(
            model_id,
            revision=revision,
            cache_dir=hub_cache_folder(),
            allow_patterns=list(FETCHED),
            ignore_patterns=list(LEFT),
        )
    except errors.HFValidationError as error:  # "org/a--b", which no model may be called
        raise _refuse_name(model_id) from error
    except errors.RevisionNotFoundError as error:
        raise ModelError(
            f"'{model_id}' has no revision '{revision}'",
            cure="Name a branch, a tag or a whole commit, or none for the newest.",
        ) from error
    except errors.HfHubHTTPError as error:
        raise ModelError(
            f"the hub refuses '{model_id}': {error.response.status_code}",
            cure="Check the id; a gated model needs your token: hf auth login",
        ) from error
    except (vars(errors)["HTTPError"], OSError) as error:  # whichever HTTP library it uses
        raise ModelError(
            f"'{model_id}' could not be fetched: {error}",
            cure="Check the connection, then pull again; what was fetched is kept.",
        ) from error
    return Path(path).name


def refuse_pickles(model_id: str, files: Iterable[str]) -> None:
    """Raise ModelError unless every folder with weights holds them as safetensors."""
    paths = [PurePosixPath(file) for file in files]
    paths = [path for path in paths if not any(path.match(pattern) for pattern in LEFT)]
    safe = {path.parent for path in paths if path.suffix == ".safetensors"}
    pickled = [path for path in paths if path.match("pytorch_model*.bin")]
    for path in pickled:
        if path.parent not in safe:
            raise ModelError(
                f"'{model_id}' has its weights only as a pickle, {path}, which can run code"
                " when it is opened",
                cure="Choose a model with safetensors, or a revision that has them"
                " (many have one at refs/pr/1).",
            )
    if not safe:
        raise ModelError(
            f"'{model_id}' has no safetensors weights",
            cure="Choose a model with safetensors; docs/larger-models.md names some.",
        )
