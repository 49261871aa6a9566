"""A DAG that checks a batch and tells the desk; for Airflow 3.

`check_batch` is a plain function: any scheduler that runs Python can call it. Run again, by a
retry, a backfill or a second worker, a batch changes nothing and gives the same answer, which
the store keeps by the digest of the batch's content.
"""

from __future__ import annotations

import json
import subprocess
from datetime import timedelta
from typing import Any

from airflow.sdk import dag, task

STORE = "postgresql+psycopg://factcheck@db.example.org/factcheck"


def check_batch(path: str, *, store: str = STORE, wait_s: int = 3600) -> dict[str, Any]:
    """Check a batch; returns its digest, its exit code and the findings that are open.

    Raises RuntimeError when the check could not be made, so that the scheduler tries again.
    """
    command = ["factcheck", "check", path, "--store", store, "--wait", str(wait_s)]
    done = subprocess.run(
        [*command, "--format", "json", "--quiet"], capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(f"exit code {done.returncode}: {done.stderr.strip()}")
    report = json.loads(done.stdout)
    return {
        "batch": report["batch"],
        "exit_code": done.returncode,
        "findings": [
            {key: one["finding"][key] for key in ("fingerprint", "verdict", "topic", "reason")}
            for one in report["findings"]
            if one["state"] != "resolved" and not one["is_known"]
        ],
    }


@dag(
    schedule=None,
    params={"batch": ""},
    max_active_runs=1,
    default_args={"retries": 3, "retry_delay": timedelta(minutes=5)},
)
def factcheck_batch() -> None:
    """Check one batch, named by whoever triggers the run: `{"batch": "/srv/news/1.jsonl"}`.

    A folder that goes on filling is no such batch: with other articles in it a retry is a
    new run, and what the first one found is no longer new.
    """

    @task
    def check(path: str) -> dict[str, Any]:
        return check_batch(path)

    @task
    def tell_desk(answer: dict[str, Any]) -> None:
        if answer["exit_code"]:
            for finding in answer["findings"]:
                print(f"{finding['fingerprint']} {finding['topic']}: {finding['reason']}")

    tell_desk(check("{{ params.batch }}"))


factcheck_batch()
