"""The extra `hub`: torch and transformers, imported late and kept off the network.

Only `pull` ever fetches anything. Whatever else touches these libraries calls
`go_offline` first, whatever the environment says.
"""

from __future__ import annotations

import importlib.util
import os
import sys

from factcheck.errors import ModelError

SWITCHES = ("FACTCHECK_OFFLINE", "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
OFF = ("", "0", "false", "no", "off")


def require_extra(*modules: str) -> None:
    """Raise ModelError when one of the modules is not installed."""
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    if missing:
        raise ModelError(
            f"models of a folder or of the hub need {' and '.join(missing)}",
            cure='Install them: pip install "factcheck-news[hub]"',
        )


def go_offline() -> None:
    """Keep the Hugging Face libraries off the network for the rest of this process."""
    os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    constants = sys.modules.get("huggingface_hub.constants")
    if constants is not None:  # it read the environment when it was imported
        vars(constants)["HF_HUB_OFFLINE"] = True


def is_offline_by_environment() -> bool:
    """Tell whether the user's environment forbids the network."""
    return any(os.environ.get(name, "").lower() not in OFF for name in SWITCHES)
