"""Crashes: a run killed at random moments, then resumed, leaves what a quiet run leaves.

    python benchmarks/crashes.py NEWS_FILE WORK_FOLDER [--articles 500] [--kills 20] [--seed 1]

`factcheck check` is killed with SIGKILL at a random moment of the time that is left, started
again, and so on; then its store and its output are compared, byte by byte, with those of a
run that was left alone.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path


def start_check(batch: Path, store: Path, output: Path) -> subprocess.Popen[bytes]:
    """Start a check; it writes its report to `output` when it is done."""
    command = [sys.executable, "-c", "from factcheck.cli import main; main()", "check"]
    options = ["--store", str(store), "--fail-on", "none", "--output", f"json={output}"]
    return subprocess.Popen(
        [*command, str(batch), *options, "--quiet"],
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def kill_check(run: subprocess.Popen[bytes]) -> None:
    """Kill a check and the processes that it started."""
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()


def export(store: Path) -> bytes:
    """Everything in a store, as lines."""
    code = "from factcheck.cli import main; main()"
    command = [sys.executable, "-c", code, "store", "export", "--store", str(store)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def main() -> None:
    """Say how often the run was killed, where, and whether the outcome is the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    chosen.work.mkdir(parents=True)
    rng = random.Random(chosen.seed)
    batch = chosen.work / "batch.jsonl"
    opened = gzip.open if chosen.news.suffix == ".gz" else open
    with opened(chosen.news, "rt", encoding="utf-8") as lines:
        batch.write_text("".join(islice(lines, chosen.articles)), encoding="utf-8")
    quiet, cut = chosen.work / "quiet", chosen.work / "cut"
    start = time.monotonic()
    start_check(batch, quiet, chosen.work / "quiet.json").wait()
    whole = time.monotonic() - start
    print(f"left alone: {whole:.0f} s", flush=True)
    for number in range(chosen.kills):
        # Each start loads the models anew; only what comes after that brings the run on.
        wait = rng.uniform(0, 2 * whole / chosen.kills) + rng.choice((0, 3))
        run = start_check(batch, cut, chosen.work / "cut.json")
        time.sleep(wait)
        is_over = run.poll() is not None
        if not is_over:
            kill_check(run)
        said = "was over" if is_over else "killed"
        print(f"{number + 1}: {said} at {wait:.1f} s", flush=True)
    start_check(batch, cut, chosen.work / "cut.json").wait()
    outputs = [(chosen.work / f"{name}.json").read_bytes() for name in ("quiet", "cut")]
    print("outputs", "identical" if outputs[0] == outputs[1] else "DIFFER")
    print("stores", "identical" if export(quiet) == export(cut) else "DIFFER")


if __name__ == "__main__":
    main()
