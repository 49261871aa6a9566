"""Builders: files to read, and what was read of them in few words."""

from __future__ import annotations

from pathlib import Path

from factcheck.readers import READERS, Reading, StoryArticles, read_story
from factcheck.readers.source import Source, find_ending
from factcheck.records import Article

BUS = (
    "The mayor of Harlow said on Tuesday that three people were hurt as a bus left the road.\n"
    "Police closed the road for two hours, and the driver was questioned.\n"
)
HAFILA = (
    "قال رئيس البلدية يوم الثلاثاء إن ثلاثة أشخاص أصيبوا عندما خرجت حافلة عن الطريق.\n"
    "وأغلقت الشرطة الطريق ساعتين في وسط المدينة، وسألت السائق عن الحادث.\n"
)


def write_story(folder: Path, contents: dict[str, str | bytes]) -> Path:
    """Write files below `folder` and return it."""
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def read_file(folder: Path, name: str, content: str | bytes) -> Reading:
    """Read one file; faults name it without its folder."""
    write_story(folder, {name: content})
    path = folder / name
    return READERS[find_ending(name)].read_source(Source(path, name, name))


def read_files(folder: Path, contents: dict[str, str | bytes]) -> StoryArticles:
    return read_story(write_story(folder, contents))


def show(article: Article) -> list[str]:
    """The texts of the paragraphs, title first."""
    return [article.text[p.start : p.end] for p in article.paragraphs]


def show_set_aside(article: Article) -> list[tuple[str, str]]:
    return [
        (p.set_aside, article.text[p.start : p.end]) for p in article.paragraphs if p.set_aside
    ]
