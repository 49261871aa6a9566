"""What several commands share: the stories named on the command line, read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from factcheck.errors import InputError, UserError, format_fault
from factcheck.readers import StoryArticles, read_story
from factcheck.terminal import say


def read_stories(paths: Sequence[Path]) -> list[StoryArticles]:
    """Read each path as one story and say on stderr what could not be read.

    Stories of which no article can be read are left out. Raises InputError when
    that is all of them, and UserError when two stories have one name.
    """
    stories = [read_story(path) for path in paths]
    _refuse_equal_names(stories, paths)
    readable = [story for story in stories if story.articles]
    faults = [fault for story in stories for fault in story.faults]
    if not readable:
        raise InputError(faults)
    for fault in faults:
        say(format_fault(fault) + "\n")
    return readable


def _refuse_equal_names(stories: Sequence[StoryArticles], paths: Sequence[Path]) -> None:
    path_by_name: dict[str, Path] = {}
    for story, path in zip(stories, paths, strict=True):
        if story.name in path_by_name:
            raise UserError(
                f"two stories are called '{story.name}': {path_by_name[story.name]} and {path}",
                cure="Rename one of the folders, or report them in two runs.",
            )
        path_by_name[story.name] = path
