"""SARIF 2.1.0: findings for code scanning and the viewers that read its files.

The first claim of the first side is a result's location; every other claim is a
related location, and the message links the first one of each side. Columns count
code points. Nothing hangs on the clock, so two runs over one batch are one file.
Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
"""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from factcheck.batches import BatchReport, FilePlace, FindingState
from factcheck.records import Fault
from factcheck.reporters import layout
from factcheck.reporters.batch.json import write_json
from factcheck.reporters.batch.outline import (
    Outline,
    OutlinedSide,
    Statement,
    list_baseline_faults,
    outline_findings,
    reveal,
    say_kind,
    say_side,
    show,
)
from factcheck.reporters.batch.rules import RULES, describe_rule

name = "sarif"

AT_MOST = 5_000  # GitHub shows no more results of a run
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_RULE_INDEX = {rule.facet: index for index, rule in enumerate(RULES)}
_BASELINE_STATES: dict[FindingState, str] = {
    "new": "new",
    "joined": "updated",
    "resolved": "absent",
}
_NOTIFICATIONS = {
    "factcheck/left-out": "More findings than the file may hold.",
    "factcheck/unreadable": "An article that could not be read.",
    "factcheck/baseline": "An entry of the baseline that is unused or has expired.",
}
_FAULT_PLACE = re.compile(
    r"(?P<path>.+?)(?::(?P<line>[1-9]\d{0,8}))?(?::(?P<column>[1-9]\d{0,8}))?", re.DOTALL
)


def render(report: BatchReport) -> str:
    """Write one run; results are the 5,000 most severe conflicts, disputes and updates."""
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_describe_run(report)]}
    return f"{write_json(log, indent=2)}\n"


def _describe_run(report: BatchReport) -> dict[str, Any]:
    outlines = outline_findings(report)
    return {
        "tool": {"driver": _describe_driver()},
        "invocations": [_describe_invocation(report, left_out=len(outlines[AT_MOST:]))],
        "columnKind": "unicodeCodePoints",
        "results": [_describe_result(outline) for outline in outlines[:AT_MOST]],
        "properties": {"batch": report.batch, "models": report.models.model_dump()},
    }


def _describe_driver() -> dict[str, Any]:
    return {
        "name": "factcheck",
        "semanticVersion": version("factcheck-news"),
        "rules": [describe_rule(rule) for rule in RULES],
        "notifications": [
            {"id": id_, "shortDescription": {"text": text}}
            for id_, text in _NOTIFICATIONS.items()
        ],
    }


def _describe_invocation(report: BatchReport, *, left_out: int) -> dict[str, Any]:
    execution = [_describe_fault(fault) for fault in report.faults]
    if left_out:
        said = f"{layout.say_count(left_out, 'finding')} left out: the least severe ones"
        execution.insert(0, _notify("factcheck/left-out", f"{said}."))
    return {
        "executionSuccessful": report.exit_code in (0, 1),
        "exitCode": report.exit_code,
        "toolExecutionNotifications": execution,
        "toolConfigurationNotifications": [
            _notify("factcheck/baseline", f"{_write_plain(show(line))}.")
            for line in list_baseline_faults(report)
        ],
    }


def _describe_fault(fault: Fault) -> dict[str, Any]:
    said = _write_plain(reveal(f"{fault.message}. {fault.cure}"))
    found = _FAULT_PLACE.fullmatch(fault.place)
    if not found:
        return _notify("factcheck/unreadable", said)
    line, column = found["line"], found["column"]
    place = FilePlace(
        path=found["path"], line=int(line or 1), column=int(column) if column else None
    )
    return _notify("factcheck/unreadable", said) | {
        "locations": [{"physicalLocation": _locate(place)}]
    }


def _notify(id_: str, text: str) -> dict[str, Any]:
    return {"descriptor": {"id": id_}, "level": "warning", "message": {"text": text}}


def _describe_result(outline: Outline) -> dict[str, Any]:
    entry, finding = outline.entry, outline.finding
    first, *related = outline.statements
    return {
        "ruleId": RULES[_RULE_INDEX[finding.facet]].id,
        "ruleIndex": _RULE_INDEX[finding.facet],
        "level": entry.severity,
        "message": {"text": _write_message(outline)},
        "locations": [_describe_location(first)],
        "relatedLocations": [
            {"id": id_, **_describe_location(statement)}
            for id_, statement in enumerate(related, start=1)
        ],
        "partialFingerprints": {"factcheck/v1": finding.fingerprint},
        "baselineState": _BASELINE_STATES[entry.state],
        "suppressions": _list_suppressions(outline),
        "properties": {
            "score": finding.score,
            "verdict": finding.verdict,
            "story": entry.story,
            "evidence": finding.evidence,
        },
    }


def _list_suppressions(outline: Outline) -> list[dict[str, str]]:
    """Empty where none: section 3.27.23 wants them on all results of a run or on none."""
    if not outline.entry.is_quiet:
        return []
    is_known = outline.entry.is_known
    justification = "the baseline knows this finding" if is_known else "a reviewer dismissed it"
    return [{"kind": "external", "justification": justification}]


def _write_message(outline: Outline) -> str:
    """Say kind, topic and values; each side but the first links its first claim."""
    finding = outline.finding
    between = " → " if finding.verdict == "update" else " against "
    first, *others = outline.sides
    said = [_write_plain(say_side(first))]
    id_ = len(first.statements)
    for side in others:
        said.append(_write_link(side, id_))
        id_ += len(side.statements)
    topic = _write_plain(show(finding.topic))
    return f"{say_kind(finding)}, {topic}: {between.join(said)}."


def _write_link(side: OutlinedSide, id_: int) -> str:
    """Link to a related location by its id. Source: section 3.11.6."""
    words = re.sub(r"[\\\[\]]", r"\\\g<0>", _double_braces(say_side(side)))
    return f"[{words}]({id_})"


def _write_plain(text: str) -> str:
    """Keep shown words from being read as placeholders and links."""
    return _double_braces(text).replace("](", "] (")


def _double_braces(text: str) -> str:
    """Write a literal brace as message strings want it. Source: section 3.11.5."""
    return text.replace("{", "{{").replace("}", "}}")


def _describe_location(statement: Statement) -> dict[str, Any]:
    said = f"{show(statement.outlet)}: {show(statement.claim.text)}"
    return {
        "physicalLocation": _locate(statement.place),
        "message": {"text": _write_plain(said)},
    }


def _locate(place: FilePlace) -> dict[str, Any]:
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    return {
        "artifactLocation": {"uri": write_uri(place.path)},
        "region": {key: value for key, value in region.items() if value is not None},
    }


def write_uri(path: str) -> str:
    """Write a path as a URI reference: relative where the path is, percent-encoded."""
    if Path(path).is_absolute():
        return Path(path).as_uri()
    return quote(Path(path).as_posix(), safe="/", errors="surrogateescape")
