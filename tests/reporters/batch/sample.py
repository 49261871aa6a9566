"""A batch that holds all that a format can meet, in English and Arabic.

The sample's invented ferry fire, and a second story; all severities and states, a
finding that the baseline knows, one without places, faults, an old baseline.
"""

from __future__ import annotations

from factcheck.batches import BatchReport, FilePlace, Tally
from factcheck.records import Fault
from tests.make import make_head
from tests.reporters.batch.build import MODELS, make_entry, make_report, make_story
from tests.reporters.build import make_finding, make_side_claim
from tests.reporters.sample import ARTICLES, SAMPLE
from tests.reporters.sample_findings import AGREEMENTS, CONFLICTS, DISPUTES, UPDATES

FERRY, HARVEST = "story-0001", "story-0002"
HARVEST_HEADS = (
    make_head("haqel-1", outlet="الحقل اليوم", path="ingest/حصاد 1.html", language="ar"),
    make_head("farm-1", outlet="Farm Week", path="ingest/batch.jsonl"),
)
HARVEST_CONFLICT = make_finding(
    "conflict",
    "date",
    "موعد بدء الحصاد",
    (
        "الأحد",
        [make_side_claim("haqel-1", "يبدأ حصاد القمح ⟦يوم الأحد⟧", start=40)],
    ),
    (
        "Tuesday",
        [make_side_claim("farm-1", "The wheat harvest begins ⟦on Tuesday⟧.", start=70)],
    ),
    reason="الحقل اليوم says Sunday; Farm Week says Tuesday",
    score=0.7,
)
HARVEST_PLACES = (
    (FilePlace(path="ingest/حصاد 1.html", line=1),),
    (FilePlace(path="ingest/batch.jsonl", line=17),),
)

FULL = BatchReport(
    batch="5eb63bbbe01eeed093cb22bb8f5acdc3",
    models=MODELS,
    tally=Tally(new=3, revised=1, unchanged=2, unreadable=1, claims=61),
    stories=(
        make_story(FERRY, *ARTICLES, title="Ferry burns off Marsa Nour"),
        make_story(HARVEST, *HARVEST_HEADS, title="حصاد القمح في سهل نور"),
        make_story("story-0003", make_head("daily-3"), title="Quiet day in the market"),
    ),
    findings=(
        make_entry(CONFLICTS[0], story=FERRY),
        make_entry(CONFLICTS[1], story=FERRY, state="joined"),
        make_entry(CONFLICTS[2], story=FERRY, is_known=True),
        make_entry(CONFLICTS[3], story=FERRY, places=()),
        make_entry(HARVEST_CONFLICT, story=HARVEST, places=HARVEST_PLACES),
        make_entry(DISPUTES[0], story=FERRY),
        make_entry(UPDATES[0], story=FERRY),
        make_entry(AGREEMENTS[1], story=FERRY, state="resolved"),
        make_entry(CONFLICTS[1], story="story-0000", state="resolved"),
    ),
    faults=(*SAMPLE.faults, Fault(place="ingest/batch.jsonl:9", message="no {text}")),
    unused=("00ff00ff00ff00ff",),
    expired=("11ee11ee11ee11ee",),
    failing=2,
    exit_code=1,
)
QUIET = make_report(exit_code=0)
BATCHES = {"full": FULL, "quiet": QUIET}
