"""Measure `find_attributions` against articles annotated in PolNeAR's manner.

    python benchmarks/attribution.py polnear_dev.jsonl.gz [--misses 40] [--spurious 40]

Each line is an article: `text` and `attributions` with `source`, `cue` and `content` as
lists of [start, end]. PolNeAR (Newell et al. 2018, "An Attribution Relations Corpus for
Political News", LREC) marks everything that voices anybody's attitude, "wants" and
"is scheduled" included; `reporting` is the part whose cue holds a verb or phrase of
reporting (REPORTING) or whose content is mostly quotation. An attribution is found when
its cue overlaps and its content's characters overlap by half (intersection over union).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from factcheck.attribute import find_attributions
from factcheck.records import Attribution

REPORTING = re.compile(
    r"\b(sa(y|ys|id|ying)|t(ell|ells|old|elling)|according to"
    r"|(add|announc|stat|declar|claim|report|argu|insist|warn|acknowledg|admitt?|confirm|reveal"
    r"|not|stress|emphasiz|conclud|contend|alleg|suggest|explain|tweet|repeat|reiterat"
    r"|point|predict|accus|call|respond|repl|continu|show|indicat|believ|testif|quot|cit)"
    r"(e|es|s|ed|d|ing|ies|ied|ying|y)?"
    r"|wr(ite|ites|ote|iting|itten)|den(y|ies|ied|ying)|asks?|asked|asking|found|finds|thinks?|thought)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"[\"“«][^\"”»]*[\"”»]|''.*?''")

Characters = frozenset[int]


class Marked(NamedTuple):
    """An attribution as sets of character offsets."""

    source: Characters
    cue: Characters
    content: Characters
    is_reporting: bool


class Tally(NamedTuple):
    """Counts of one part of the attributions."""

    gold: int
    found: int
    matched_gold: int
    matched_found: int

    def __str__(self) -> str:
        precision = self.matched_found / max(1, self.found)
        recall = self.matched_gold / max(1, self.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        counts = f"({self.found} found, {self.gold} gold)"
        return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  {counts}"


def main() -> None:
    """Print the scores, then as many misses and spurious ones as asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--spurious", type=int, default=0)
    arguments = parser.parse_args()
    rows = list(_read_rows(arguments.path))
    started = time.perf_counter()
    found_by_row = [find_attributions(row["text"]) for row in rows]
    seconds = time.perf_counter() - started
    size = sum(len(row["text"]) for row in rows)
    print(f"{size / seconds / 1000:.0f} kB/s")
    _report(rows, found_by_row, arguments.misses, arguments.spurious)


def _report(
    rows: list[dict[str, Any]],
    found_by_row: list[tuple[Attribution, ...]],
    misses: int,
    spurious: int,
) -> None:
    tallies = {"all": Tally(0, 0, 0, 0), "reporting": Tally(0, 0, 0, 0)}
    pairs: list[tuple[Marked, Marked]] = []
    missed: list[str] = []
    wrong: list[str] = []
    for row, attributions in zip(rows, found_by_row, strict=True):
        text = row["text"]
        gold = [_mark_gold(text, one) for one in row["attributions"] if one["content"]]
        found = [_mark_found(text, one) for one in attributions]
        matches = _match(gold, found)
        pairs += [(gold[g], found[f]) for g, f in matches]
        hit_gold, hit_found = {g for g, _ in matches}, {f for _, f in matches}
        for name, keeps in (("all", _any), ("reporting", _is_reporting)):
            old = tallies[name]
            tallies[name] = Tally(
                old.gold + sum(map(keeps, gold)),
                old.found + sum(map(keeps, found)),
                old.matched_gold + sum(keeps(gold[g]) for g in hit_gold),
                old.matched_found + sum(keeps(found[f]) for f in hit_found),
            )
        missed += [_show(text, one) for i, one in enumerate(gold) if i not in hit_gold]
        wrong += [_show(text, one) for i, one in enumerate(found) if i not in hit_found]
    for name, tally in tallies.items():
        print(f"{name:10s} {tally}")
    _report_matched(pairs)
    _show_some("missed", missed, misses)
    _show_some("spurious", wrong, spurious)


def _show_some(name: str, lines: list[str], count: int) -> None:
    if count:
        print(f"--- {name}", *lines[:: max(1, len(lines) // count)][:count], sep="\n")


def _report_matched(pairs: list[tuple[Marked, Marked]]) -> None:
    sourced = [(gold, found) for gold, found in pairs if gold.source]
    right = sum(bool(gold.source & found.source) for gold, found in sourced)
    both = sum(len(gold.content & found.content) for gold, found in pairs)
    total = sum(len(gold.content) + len(found.content) for gold, found in pairs)
    print(f"source overlaps in {right / max(1, len(sourced)):.3f} of {len(sourced)} matched")
    print(f"content characters F1 {2 * both / max(1, total):.3f}")


def _match(gold: list[Marked], found: list[Marked]) -> list[tuple[int, int]]:
    """Pair one to one, best overlap first: contents at IoU 0.5 or more, cues overlapping."""
    scored = []
    for g, left in enumerate(gold):
        for f, right in enumerate(found):
            shared = len(left.content & right.content)
            if not shared or not _cues_meet(left, right):
                continue
            overlap = shared / len(left.content | right.content)
            if overlap >= 0.5:
                scored.append((-overlap, g, f))
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for _, g, f in sorted(scored):
        if g not in used_gold and f not in used_found:
            pairs.append((g, f))
            used_gold.add(g)
            used_found.add(f)
    return pairs


def _cues_meet(gold: Marked, found: Marked) -> bool:
    return not gold.cue or bool(gold.cue & found.cue)


def _any(_: Marked) -> bool:
    return True


def _is_reporting(one: Marked) -> bool:
    return one.is_reporting


def _mark_gold(text: str, one: dict[str, Any]) -> Marked:
    return _mark(text, one["source"], one["cue"], one["content"])


def _mark_found(text: str, one: Attribution) -> Marked:
    return _mark(text, one.source, one.cue, one.content)


def _mark(
    text: str, source: Iterable[Any], cue: Iterable[Any], content: Iterable[Any]
) -> Marked:
    cue_text = " ".join(text[start:end] for start, end in cue)
    said = [text[start:end] for start, end in content]
    quoted = sum(len(match.group()) for part in said for match in QUOTED.finditer(part))
    is_quoted = 2 * quoted > sum(map(len, said))
    is_reporting = bool(REPORTING.search(cue_text)) or is_quoted
    return Marked(_offsets(source), _offsets(cue), _offsets(content), is_reporting)


def _offsets(spans: Iterable[Any]) -> Characters:
    return frozenset(offset for start, end in spans for offset in range(start, end))


def _show(text: str, one: Marked) -> str:
    parts = (_words(text, part) for part in (one.source, one.cue, one.content))
    return ("* " if one.is_reporting else "  ") + " | ".join(parts)


def _words(text: str, offsets: Characters) -> str:
    return "".join(
        (" ... " if offset - 1 not in offsets and offset != min(offsets) else "") + text[offset]
        for offset in sorted(offsets)
    ).replace("\n", " ")[:180]


def _read_rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


if __name__ == "__main__":
    main()
