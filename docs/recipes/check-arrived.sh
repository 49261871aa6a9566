#!/bin/sh
# Checks every batch in FOLDER/arrived that has no report in FOLDER/reports yet, by name.
#
# It prints conflicts and faults, and nothing where there is none, so cron mails only these.
# A report gets its name last: a batch that was cut short, by whatever, comes again.
# Batches are files or folders; write one under a name with a leading dot, then rename it.
set -u
cd "${1:?usage: check-arrived.sh FOLDER}" || exit 2
mkdir -p reports || exit 2
worst=0
for batch in arrived/*; do
    report="reports/$(basename "$batch").json"
    if [ ! -e "$batch" ] || [ -e "$report" ]; then continue; fi
    rm -f "$report.new"
    code=0
    said=$(factcheck check --quiet --store .factcheck --output "json=$report.new" -- "$batch" 2>&1) ||
        code=$?
    if [ "$code" -ne 0 ]; then printf '%s: exit code %s\n%s\n' "$batch" "$code" "$said"; fi
    if [ -e "$report.new" ]; then mv "$report.new" "$report"; fi
    if [ "$code" -gt "$worst" ]; then worst=$code; fi
done
exit "$worst"
