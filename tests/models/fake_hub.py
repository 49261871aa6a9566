"""A hub of one model on loopback: answers as huggingface.co does, and notes every request."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


class FakeHub(BaseHTTPRequestHandler):
    """Serves the files of one folder as a commit of one model; everything else is unknown."""

    protocol_version = "HTTP/1.1"

    def __init__(
        self, *rest: Any, model_id: str, folder: Path, commit: str, asked: list[str]
    ) -> None:
        self.model_id, self.folder, self.commit, self.asked = model_id, folder, commit, asked
        super().__init__(*rest)

    def do_GET(self) -> None:
        self.asked.append(self.path)
        path = unquote(urlsplit(self.path).path)
        revisions = [f"{end}" for end in ("", "/revision/main", f"/revision/{self.commit}")]
        api = f"/api/models/{self.model_id}"
        if path in [api + end for end in revisions]:
            self._send(
                json.dumps(self._describe()).encode(), {"Content-Type": "application/json"}
            )
        elif path.startswith(f"{api}/tree/"):
            self._send(json.dumps(self._list()).encode(), {"Content-Type": "application/json"})
        elif path.startswith(f"/{self.model_id}/resolve/"):
            self._send_file(path.split("/", 5)[5])
        else:
            kind = "RevisionNotFound" if path.startswith(api) else "RepoNotFound"
            self._send(b"{}", {"X-Error-Code": kind}, code=404)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _files(self) -> list[Path]:
        return [path for path in sorted(self.folder.rglob("*")) if path.is_file()]

    def _describe(self) -> dict[str, Any]:
        names = [str(path.relative_to(self.folder)) for path in self._files()]
        siblings = [{"rfilename": name} for name in names]
        return {"id": self.model_id, "sha": self.commit, "siblings": siblings}

    def _list(self) -> list[dict[str, Any]]:
        return [
            {
                "type": "file",
                "path": str(path.relative_to(self.folder)),
                "size": path.stat().st_size,
                "oid": hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest(),
            }
            for path in self._files()
        ]

    def _send_file(self, name: str) -> None:
        content = (self.folder / name).read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        self._send(content, {"ETag": f'"{digest}"', "X-Repo-Commit": self.commit})

    def _send(self, content: bytes, headers: dict[str, str], *, code: int = 200) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Keep the requests off the screen."""


@contextmanager
def serve_hub(model_id: str, folder: Path, commit: str) -> Iterator[tuple[str, list[str]]]:
    """Serve a folder; yields the address and the list of the paths that were asked for."""
    asked: list[str] = []
    handler = partial(FakeHub, model_id=model_id, folder=folder, commit=commit, asked=asked)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
