"""SARIF: accepted by the schema, linked on both sides, the same for the same batch."""

from __future__ import annotations

import json
import re
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.batches import BatchReport, FilePlace
from factcheck.records import FacetName
from factcheck.reporters.batch import sarif
from factcheck.reporters.batch.rules import RULES
from tests.reporters.batch.build import make_conflict, make_entry, make_report
from tests.reporters.batch.sample import BATCHES, FULL
from tests.reporters.batch.schemas import find_schema
from tests.reporters.sample_findings import AGREEMENTS, CONFLICTS, DISPUTES, UPDATES


def parse_run(report: BatchReport) -> Any:
    return json.loads(sarif.render(report))["runs"][0]


def parse_result(**changes: object) -> Any:
    return parse_run(make_report(make_entry(make_conflict(), **changes)))["results"][0]


@pytest.mark.parametrize("batch", BATCHES)
def test_the_schema_of_oasis_accepts_it(batch: str) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    schema = json.loads(find_schema("sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(sarif.render(BATCHES[batch])), schema)


@pytest.mark.parametrize("batch", BATCHES)
def test_models_made_from_the_schema_accept_it(batch: str) -> None:
    models = pytest.importorskip(
        "pydantic_sarif.model", reason="pydantic-sarif is not installed"
    )
    log = models.StaticAnalysisResultsFormatSarifVersion210JsonSchema
    log.model_validate_json(sarif.render(BATCHES[batch]))


def test_every_facet_is_a_rule_with_help() -> None:
    rules = parse_run(make_report())["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [f"factcheck/{f}" for f in get_args(FacetName)]
    assert len({rule["shortDescription"]["text"] for rule in rules}) == len(rules)
    for rule, row in zip(rules, RULES, strict=True):
        assert row.full == rule["fullDescription"]["text"]
        assert row.check in rule["help"]["text"]
        assert row.check in rule["help"]["markdown"]


def test_a_result_names_its_rule() -> None:
    run = parse_run(FULL)
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]


def test_only_conflicts_disputes_and_updates_are_results() -> None:
    findings = (AGREEMENTS[0], CONFLICTS[0], DISPUTES[0], UPDATES[0])
    results = parse_run(make_report(*map(make_entry, findings)))["results"]
    assert [r["properties"]["verdict"] for r in results] == ["conflict", "dispute", "update"]
    assert [r["level"] for r in results] == ["error", "warning", "note"]


def test_both_sides_have_regions_and_the_message_links_the_other() -> None:
    result = parse_result()
    region = {"startLine": 10, "startColumn": 5, "endLine": 10, "endColumn": 45}
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "articles/daily-1.txt"},
        "region": region,
    }
    (related,) = result["relatedLocations"]
    assert related["id"] == 1
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "articles/times-1.txt"
    assert related["physicalLocation"]["region"] == region
    assert related["message"]["text"] == "Times: 12 were rescued"
    assert result["message"]["text"] == (
        "quantity conflict, people rescued: 12 (Daily) against [14 (Times)](1)."
    )


def test_each_link_leads_to_the_first_claim_of_its_side() -> None:
    result = parse_run(make_report(make_entry(UPDATES[0])))["results"][0]
    message, related = result["message"]["text"], result["relatedLocations"]
    texts = {location["id"]: location["message"]["text"] for location in related}
    links = [int(id_) for id_ in re.findall(r"\]\((\d+)\)", message)]
    assert [texts[id_].split(": ", 1)[1] for id_ in links] == [
        side.claims[0].text for side in UPDATES[0].sides[1:]
    ]


def test_a_place_without_columns_is_a_line() -> None:
    place = FilePlace(path="batch.jsonl", line=17)
    result = parse_result(places=((place,), (place,)))
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 17}


@pytest.mark.parametrize(
    ("state", "baseline_state"), [("new", "new"), ("joined", "updated"), ("resolved", "absent")]
)
def test_a_state_is_a_baseline_state(state: str, baseline_state: str) -> None:
    assert parse_result(state=state)["baselineState"] == baseline_state


def test_a_known_finding_is_suppressed_and_the_others_say_that_they_are_not() -> None:
    assert parse_result(is_known=True)["suppressions"] == [
        {"kind": "external", "justification": "the baseline knows this finding"}
    ]
    assert parse_result()["suppressions"] == []


def test_a_finding_keeps_its_fingerprint_and_properties() -> None:
    finding, result = make_conflict(), parse_result()
    assert result["partialFingerprints"] == {"factcheck/v1": finding.fingerprint}
    assert result["properties"] == {
        "score": 0.9,
        "verdict": "conflict",
        "story": "fire",
        "evidence": finding.evidence,
    }


def test_five_thousand_results_are_kept_and_the_rest_counted() -> None:
    weak = make_entry(make_conflict("weak", score=0.5))
    strong = make_entry(make_conflict("strong"))
    run = parse_run(make_report(*(weak,) * sarif.AT_MOST, strong, strong))
    assert len(run["results"]) == sarif.AT_MOST == 5_000
    assert [r["level"] for r in run["results"][:3]] == ["error", "error", "warning"]
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"] == "2 findings left out: the least severe ones."


def test_faults_and_the_baseline_are_notified() -> None:
    run = parse_run(FULL)
    declared = {row["id"] for row in run["tool"]["driver"]["notifications"]}
    invocation = run["invocations"][0]
    faults = invocation["toolExecutionNotifications"]
    baseline = invocation["toolConfigurationNotifications"]
    assert [row["message"]["text"] for row in faults + baseline] == [
        "unknown date '31-31-2021'. Write it as 2021-12-31.",
        "no {{text}}.",
        "baseline: 00ff00ff00ff00ff matches no finding.",
        "baseline: 11ee11ee11ee11ee has expired.",
    ]
    assert {row["descriptor"]["id"] for row in faults + baseline} <= declared
    assert faults[0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "articles/late-1.txt"},
        "region": {"startLine": 2, "startColumn": 12},
    }


@pytest.mark.parametrize(("exit_code", "is_successful"), [(0, True), (1, True), (4, False)])
def test_an_invocation_succeeds_whether_it_finds_or_not(
    exit_code: int, is_successful: bool
) -> None:
    invocation = parse_run(make_report(exit_code=exit_code))["invocations"][0]
    assert invocation["executionSuccessful"] is is_successful
    assert invocation["exitCode"] == exit_code


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("articles/daily-1.txt", "articles/daily-1.txt"),
        ("./a/b.txt", "a/b.txt"),
        ("../a/b.txt", "../a/b.txt"),
        ("a b/50%#?.txt", "a%20b/50%25%23%3F.txt"),
        ("http://x/a.txt", "http%3A/x/a.txt"),
        ("خبر.txt", "%D8%AE%D8%A8%D8%B1.txt"),
        ("/srv/a b.txt", "file:///srv/a%20b.txt"),
        ("old\udce9.txt", "old%E9.txt"),
    ],
)
def test_a_path_is_a_percent_encoded_uri(path: str, uri: str) -> None:
    assert sarif.write_uri(path) == uri


@pytest.mark.parametrize(
    "words", ["[x](javascript:alert(1))", "a](2)", "{0} of {1}", "\\[a\\](b)"]
)
def test_an_article_makes_no_link_and_no_placeholder(words: str) -> None:
    entry = make_entry(make_conflict(words, values=(words, words), words=words))
    result = parse_run(make_report(entry))["results"][0]
    message = result["message"]["text"]
    # What is left of a message once its escapes are gone: one link, and no lone brace.
    bare = re.sub(r"\\.", "", message).replace("{{", "").replace("}}", "")
    assert re.findall(r"\]\(([^)]*)\)", bare) == ["1"]
    assert "{" not in bare
    assert "](" not in result["locations"][0]["message"]["text"]


@given(st.text(st.characters(exclude_categories=[])))
def test_any_words_are_read_as_json_of_one_result(words: str) -> None:
    entry = make_entry(make_conflict(values=(words, words), words=words))
    written = sarif.render(make_report(entry))
    written.encode()
    assert len(json.loads(written)["runs"][0]["results"]) == 1


def test_columns_count_code_points() -> None:
    assert parse_run(FULL)["columnKind"] == "unicodeCodePoints"
