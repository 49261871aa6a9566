"""What several commands share: the models named on the command line, loaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from factcheck.errors import UserError
from factcheck.models import EMBEDDED, Embedder, NliModel, load_embedder, load_nli
from factcheck.models.snapshots import parse_id
from factcheck.terminal import say


class Models(NamedTuple):
    """The two models of a run."""

    embedder: Embedder
    nli: NliModel


class Choice(NamedTuple):
    """Which models a run was asked for, and whether what they said before may be reused."""

    embedder: str = EMBEDDED
    nli: str = EMBEDDED
    is_cached: bool = True


DEFAULT_CHOICE = Choice()


def load_models(choice: Choice) -> Models:
    """Load both models and say on stderr what is to be known of them."""
    from factcheck.models.cache import CachedEmbedder, CachedNli, ResultCache

    embedder, nli = load_embedder(choice.embedder), load_nli(choice.nli)
    for note in getattr(nli, "notes", ()):
        say(note)
    if not choice.is_cached:
        return Models(embedder, nli)
    cache = ResultCache(warn=say)
    return Models(CachedEmbedder(embedder, cache), CachedNli(nli, cache))


def choose_as_before(before: str | None, asked: str | None, option: str) -> str:
    """Choose the model that was asked for, else the one that a report names.

    Raises UserError when the report names one that only its user can find.
    """
    if asked:
        return asked
    if before is None or before.startswith("embedded-"):
        return EMBEDDED
    if parse_id(before):
        return before
    raise UserError(
        f"the report was made with '{before}', a model that is not of the hub",
        cure=f"Name its folder with {option}, or take {option} embedded.",
    )


def note_other_models(before: Mapping[str, str], models: Models) -> None:
    """Say on stderr where the models are not those that a report names."""
    for job, model in models._asdict().items():
        if before.get(job, model.name) != model.name:
            say(f"the report was made with {before[job]}; this is by {model.name}")
