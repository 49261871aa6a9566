"""JUnit: a test case a story, for the test pages of Jenkins, GitLab and others.

The schema allows a test case one failure, so a story's findings stand in one.
Times are zero and the timestamp is the day of the newest article: no clock is read.
Source: Windy Road, "JUnit.xsd" (Apache Ant's JUnit and JUnitReport tasks).
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from factcheck.batches import BatchReport
from factcheck.reporters.batch.outline import (
    Outline,
    OutlinedSide,
    list_baseline_faults,
    outline_findings,
    reveal,
    say_kind,
    say_outcome,
    say_place,
    say_rest,
    say_tally,
    say_values,
    show,
)

name = "junit"

_NO_DAY = "1970-01-01"


def render(report: BatchReport) -> str:
    """Write a suite in which a story fails that has an open error or warning."""
    root = ElementTree.Element("testsuites")
    _add_suite(root, report)
    ElementTree.indent(root)
    written = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


def _add_suite(root: ElementTree.Element, report: BatchReport) -> None:
    titles = {story.id: story.title for story in report.stories}
    failing: dict[str, list[Outline]] = {}
    for outline in outline_findings(report):
        if outline.is_open and outline.entry.severity != "note":
            titles.setdefault(outline.entry.story, outline.title)
            failing.setdefault(outline.entry.story, []).append(outline)
    counts = {"tests": len(titles), "failures": len(failing)}
    suite = ElementTree.SubElement(root, "testsuite", _list_attributes(report, counts))
    _add_properties(suite, report)
    for story, title in titles.items():
        _add_case(suite, story, title, failing.get(story, []))
    ElementTree.SubElement(suite, "system-out").text = "\n".join(
        [f"{say_outcome(report)}; {say_rest(report)}", say_tally(report)]
    )
    ElementTree.SubElement(suite, "system-err").text = "\n".join(_list_faults(report))


def _list_attributes(report: BatchReport, counts: dict[str, int]) -> dict[str, str]:
    heads = (head for story in report.stories for head in story.articles)
    days = [head.published.isoformat() for head in heads if head.published]
    return {
        "name": "factcheck",
        "package": "factcheck",
        "id": "0",
        "timestamp": f"{max(days, default=_NO_DAY)}T00:00:00",
        "hostname": "localhost",
        **{key: str(count) for key, count in counts.items()},
        "errors": "0",
        "time": "0",
    }


def _add_properties(suite: ElementTree.Element, report: BatchReport) -> None:
    properties = ElementTree.SubElement(suite, "properties")
    models = report.models
    rows = {"batch": report.batch, "embedder": models.embedder, "nli": models.nli}
    for key, value in rows.items():
        ElementTree.SubElement(properties, "property", {"name": key, "value": reveal(value)})


def _add_case(
    suite: ElementTree.Element, story: str, title: str, failing: list[Outline]
) -> None:
    said = f"{show(title)} ({reveal(story)})" if title else reveal(story)
    attributes = {"name": said, "classname": "factcheck", "time": "0"}
    case = ElementTree.SubElement(suite, "testcase", attributes)
    if failing:
        failure = {"message": _say_message(failing), "type": failing[0].finding.verdict}
        blocks = ("\n".join(_write_finding(outline)) for outline in failing)
        ElementTree.SubElement(case, "failure", failure).text = "\n\n".join(blocks)


def _say_message(failing: list[Outline]) -> str:
    first = failing[0]
    rest = f" (and {len(failing) - 1} more)" if len(failing) > 1 else ""
    kind, topic = say_kind(first.finding), show(first.finding.topic)
    return f"{kind}: {topic}: {say_values(first)}{rest}"


def _write_finding(outline: Outline) -> Iterator[str]:
    finding = outline.finding
    yield f"{outline.entry.severity}: {say_kind(finding)}: {show(finding.topic)}"
    for side in outline.sides:
        yield from _write_side(side)
    yield f"fingerprint {reveal(finding.fingerprint)}, score {finding.score:.2f}"


def _write_side(side: OutlinedSide) -> Iterator[str]:
    yield f"{side.mark}: {show(side.value)}"
    for statement in side.statements:
        yield f"  {say_place(statement.place)}: {show(statement.outlet)}"
        yield f"    {show(statement.claim.text)}"


def _list_faults(report: BatchReport) -> Iterator[str]:
    for fault in report.faults:
        yield reveal(f"{fault.place}: {fault.message}. {fault.cure}")
    yield from list_baseline_faults(report)
