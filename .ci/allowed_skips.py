"""Fail when pytest skipped a test for whose parts this machine is equipped.

Torch and transformers come with the test command, so no test may be skipped for
their sake; a browser or an ordinary user may be absent.
"""

import os
import re
import shutil
import sys
from glob import glob
from pathlib import Path

PARTS = {
    "chromium": shutil.which("chromium") is not None,
    "factcheck_schemas": "FACTCHECK_SCHEMAS" in os.environ,  # no registry package holds them
    "pre-commit": shutil.which("pre-commit") is not None,
    "check-jsonschema": shutil.which("check-jsonschema") is not None,
    "postgres": bool(shutil.which("pg_ctl") or glob("/usr/lib/postgresql/*/bin/pg_ctl")),
    "superuser": os.geteuid() != 0,  # a superuser cannot test what others may not read
}


def is_allowed(reason: str) -> bool:
    """Tell whether the reason names a part that this machine lacks."""
    return any(part in reason.lower() and not here for part, here in PARTS.items())


if __name__ == "__main__":
    log = Path(sys.argv[1]).read_text(encoding="utf-8", errors="replace")
    skips = re.findall(r"^SKIPPED \[\d+\] (.*)$", log, re.MULTILINE)
    refused = [reason for reason in skips if not is_allowed(reason)]
    if refused:
        sys.exit("skipped although the parts are here:\n" + "\n".join(refused))
