"""factcheck: where several outlets' articles about one story agree, and where they cannot
all be true, in English and Arabic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.models import Embedder, NliModel
    from factcheck.records import Report

__all__ = ["check_story"]


def check_story(
    path: str | Path,
    *,
    embedder: Embedder | str = "embedded",
    nli: NliModel | str = "embedded",
) -> Report:
    """Read the articles at `path` as one story and report where they differ.

    `path` is a folder of articles, a folder that holds `articles/`, or one file.
    What could not be read is in `Report.faults`. A model is one of your own or a
    name as `load_nli` takes it: "embedded", a folder, or the id of a model that was
    pulled; nothing is fetched. Raises InputError when no article could be read, and
    ModelError when a model is not here or does not fit its job.

    >>> report = check_story("seeds/iran-russia-syria")  # doctest: +SKIP
    >>> report.to_frame().query("verdict == 'conflict'")  # doctest: +SKIP
    """
    from factcheck.errors import InputError
    from factcheck.models import load_embedder, load_nli
    from factcheck.pipeline import check_articles
    from factcheck.readers import read_story

    story = read_story(Path(path))
    if not story.articles:
        raise InputError(story.faults)
    return check_articles(
        story.name,
        story.articles,
        embedder=load_embedder(embedder) if isinstance(embedder, str) else embedder,
        nli=load_nli(nli) if isinstance(nli, str) else nli,
        faults=story.faults,
    )
