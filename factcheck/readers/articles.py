"""Articles: from a text, its fields and its paragraphs to the record.

Every format ends here, so what is set aside, which language a paragraph is
written in, and how an outlet without a name is called, is the same for all.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from factcheck.language import find_language, is_supported, name_language
from factcheck.readers.fields import Fields
from factcheck.readers.furniture import SetAsideVerdict, find_furniture, judge_paragraph
from factcheck.readers.naming import name_outlet
from factcheck.readers.paragraphs import is_title_line
from factcheck.readers.source import MOST_CHARACTERS, MOST_PARAGRAPHS, Reading, Source, too_long
from factcheck.records import Article, Fault, Language, Paragraph, Span
from factcheck.text import is_arabic

_LANGUAGE_SAMPLE_PARAGRAPHS = 12


class Layout(NamedTuple):
    """A text with the spans of its title, if it has one, and of its body's paragraphs."""

    text: str
    title: Span | None
    body: tuple[Span, ...]


def compose(title: str | None, paragraphs: Sequence[str]) -> Layout:
    """Build a text of one's own: the title, then a paragraph a line, each line stripped."""
    lines = [" ".join(line.split()) for line in ((title or ""), *paragraphs)]
    spans: list[Span] = []
    start = 0
    for line in lines:
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1 if line else 0
    body = tuple(span for span in spans[1:] if span.start < span.end)
    heading = spans[0] if lines[0] else None
    return Layout("\n".join(line for line in lines if line), heading, body)


def infer_title(layout: Layout) -> Layout:
    """Take the first short paragraph without a final full stop as the title, if there is none.

    Furniture before it ("Advertisement") is passed over.
    """
    if layout.title:
        return layout
    for index, span in enumerate(layout.body[:-1]):
        line = layout.text[span.start : span.end]
        if judge_paragraph(line):
            continue
        after = layout.body[index + 1]
        if not is_title_line(line, rest=layout.body[-1].end - after.start):
            return layout
        body = layout.body[:index] + layout.body[index + 1 :]
        return layout._replace(title=span, body=body)
    return layout


def build_article(
    source: Source,
    layout: Layout,
    fields: Fields,
    *,
    article_id: str,
    place: str | None = None,
    line: int = 1,
) -> Reading:
    """Build the article and judge its paragraphs; faults stand at `place`, else at the file.

    `line` is the line of the file on which the article begins. A text that is too long,
    or has no paragraphs, gives a fault and no article.
    """
    place = place or source.place
    if len(layout.text) > MOST_CHARACTERS:
        return Reading(faults=(too_long(place, len(layout.text), MOST_CHARACTERS),))
    if len(layout.body) > MOST_PARAGRAPHS:
        fault = too_long(place, len(layout.body), MOST_PARAGRAPHS, "paragraphs")
        return Reading(faults=(fault,))
    if not layout.body and not layout.title:
        return Reading(faults=(_no_text(place),))
    layout = infer_title(layout)
    code, faults = _find_article_language(layout, fields.language, place)
    title = _cut(layout, layout.title) if layout.title else fields.title
    article = Article(
        id=article_id,
        path=source.name,
        outlet=fields.outlet or name_outlet(source.stem),
        language=_nearest_language(code, layout.text),
        text=layout.text,
        paragraphs=_classify(layout, code, title),
        url=fields.url,
        published=fields.published,
        published_at=fields.published_at,
        title=title,
        line=line,
    )
    return Reading((article,), faults)


def _no_text(place: str) -> Fault:
    return Fault(place=place, message="there is no article text", cure="Put the text in it.")


def _cut(layout: Layout, span: Span) -> str:
    return layout.text[span.start : span.end]


def _find_article_language(
    layout: Layout, stated: Language | None, place: str
) -> tuple[str, tuple[Fault, ...]]:
    """What the file states holds, unless the text is plainly in another language."""
    sample = "\n".join(
        _cut(layout, span) for span in islice(layout.body, _LANGUAGE_SAMPLE_PARAGRAPHS)
    )
    found = find_language(sample or layout.text, stated)
    if not is_supported(found):
        cure = "Only English and Arabic are read: take it out of the folder."
        return found, (
            Fault(place=place, message=f"written in {name_language(found)}", cure=cure),
        )
    if stated and stated != found:
        message = f"said to be in {name_language(stated)}, written in {name_language(found)}"
        return found, (Fault(place=place, message=message, cure=f"Write Language: {found}"),)
    return found, ()


def _nearest_language(code: str, text: str) -> Language:
    if is_supported(code):
        return code
    return "ar" if is_arabic(text[:4000]) else "en"


def _classify(layout: Layout, code: str, title: str | None) -> tuple[Paragraph, ...]:
    texts = [_cut(layout, span) for span in layout.body]
    paragraphs = [
        _make_paragraph(span, text, code, verdict)
        for span, text, verdict in zip(
            layout.body, texts, find_furniture(texts, title), strict=True
        )
    ]
    if layout.title:
        heading = _make_paragraph(layout.title, _cut(layout, layout.title), code, None)
        paragraphs.append(heading.model_copy(update={"is_title": True}))
    return tuple(sorted(paragraphs, key=lambda paragraph: paragraph.start))


def _make_paragraph(
    span: Span, text: str, article_code: str, verdict: SetAsideVerdict | None
) -> Paragraph:
    code = find_language(text, article_code)
    if not verdict and not is_supported(code):
        verdict = SetAsideVerdict("other language", f"written in {name_language(code)}")
    return Paragraph(
        start=span.start,
        end=span.end,
        language=_nearest_language(code, text),
        set_aside=verdict.reason if verdict else None,
        note=verdict.note if verdict else "",
    )
