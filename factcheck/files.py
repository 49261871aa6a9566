"""Files: written whole or not at all.

A file is written under a temporary name beside its place and then renamed, so
an interrupted run leaves the old content or the new one, never half of it.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from factcheck.errors import UserError


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8 with `\\n` newlines, making the folders on the way.

    Raises UserError when the place cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, text.encode("utf-8", errors="surrogatepass"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            f"cannot write: {reason}", place=str(path), cure="Choose another place."
        ) from error


def _replace(path: Path, content: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        os.chmod(temporary, 0o666 & ~_read_umask())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _read_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
