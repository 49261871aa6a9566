"""Schemas that no package on PyPI carries: read from a folder that the tester names.

`FACTCHECK_SCHEMAS` holds `sarif-schema-2.1.0.json` as OASIS publishes it and `JUnit.xsd`
of https://github.com/windyroad/JUnit-Schema; without it the tests skip.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def find_schema(file_name: str) -> Path:
    """The schema's path; skips the test where there is none."""
    folder = os.environ.get("FACTCHECK_SCHEMAS")
    if not folder:
        pytest.skip(f"FACTCHECK_SCHEMAS names no folder that holds {file_name}")
    return Path(folder) / file_name
