#!/usr/bin/env bash
# samples.sh PROGRAM PROJECT: every golden samples/<name>.jsonl is what PROGRAM writes for samples/<name>.csv, byte
# for byte. A sample whose charges need a second file finds it as samples/<name>_tracking.csv.
set -euo pipefail

program=$1 samples=$2/samples
compared=0
actual=$(mktemp)
trap 'rm -f "$actual"' EXIT

for golden in "$samples"/*.jsonl; do
  name=$(basename "$golden" .jsonl)
  source=$samples/${name%_untracked}.csv
  options=()
  [[ -f $samples/${name}_tracking.csv ]] && options=(--tracking "$samples/${name}_tracking.csv")
  "$program" normalize "${options[@]}" "$source" > "$actual" 2> /dev/null
  if ! diff -u "$golden" "$actual"; then
    echo "FAILED: $name differs from its golden" >&2
    exit 1
  fi
  compared=$((compared + 1))
done
((compared > 0)) || exit 1
echo "$compared samples are equal to their goldens"
