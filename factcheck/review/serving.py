"""Serving: a socket to listen on, and the server that answers there."""

from __future__ import annotations

import socket

import uvicorn
from starlette.types import ASGIApp


def listen(host: str, port: int) -> socket.socket:
    """Listen at an address; port 0 takes any that is free. Raises OSError where it cannot.

    Small answers leave at once: asyncio turns Nagle's waiting off only for sockets that name
    their protocol, which `socket.create_server` makes none of, and each page would take 40 ms
    more.
    """
    listener = socket.create_server(
        (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET
    )
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def build_server(app: ASGIApp) -> uvicorn.Server:
    """Build a server that writes no log of requests, which would hold the token."""
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, lifespan="off"
    )
    return uvicorn.Server(config)
