#!/usr/bin/env bash
# run.sh PROGRAM SAMPLES FAULT: linehaul_faulty must end with status 70 and say what does not balance, for every
# sample, whether it writes items or only checks; without a fault it must end like linehaul itself.
set -euo pipefail

program=$1 samples=$2 fault=$3
checked=0
errors=$(mktemp)
trap 'rm -f "$errors"' EXIT

fail() {
  printf 'FAILED: %s\n' "$*" >&2
  exit 1
}

for sample in "$samples"/*.csv; do
  [[ $sample == *_tracking.csv ]] && continue
  for command in normalize check; do
    status=0
    LINEHAUL_FAULT=$fault "$program" "$command" "$sample" > /dev/null 2> "$errors" || status=$?
    ((status == 70)) || fail "$command $sample with fault $fault: status $status, expected 70"
    grep -q 'the books do not balance' "$errors" || fail "$command $sample: no word of the books"
    status=0
    "$program" "$command" "$sample" > /dev/null 2>&1 || status=$?
    ((status == 0)) || fail "$command $sample without a fault: status $status, expected 0"
    checked=$((checked + 1))
  done
done
((checked > 0)) || fail "no samples in $samples"
printf 'fault %s noticed in %d of %d runs\n' "$fault" "$checked" "$checked"
