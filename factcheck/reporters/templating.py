"""Templating: how the formats that fill a template load it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def build_environment(
    filters: Mapping[str, Callable[..., object]],
    *,
    finalize: Callable[[object], object] | None = None,
) -> Environment:
    """Build the loader of the package's templates.

    Whatever a template prints is escaped unless marked safe; `finalize` sees it
    first. A name the template does not know raises.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("factcheck.reporters"),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(filters)
    return environment


def mark_safe(text: str) -> Markup:
    """Mark text as escaped already, so that a template prints it as it is."""
    from markupsafe import Markup

    return Markup(text)
