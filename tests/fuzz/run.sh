#!/usr/bin/env bash
# Runs the fuzz targets, each from its seeds and with the same random numbers, and prints what came of it.
#
#   run.sh PROGRAMS SECONDS [TARGET...]    the folder of linehaul_fuzz_*, the time for each target; all targets
#
# An input that fails is kept in crashes/TARGET/, where the test fuzz-corpus runs it from now on. Status 1 then.
set -euo pipefail

programs=$1
seconds=$2
shift 2
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"
if (($# == 0)); then
  mapfile -t names < <(cd corpus && printf '%s\n' *)
  set -- "${names[@]}"
fi

scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT

# last PATTERN LOG: the number behind the last place where the pattern stands in front of one; - where none is.
last() { grep -oE "$1[0-9]+" "$2" | tail -n 1 | grep -oE '[0-9]+$' || printf -- '-\n'; }

status=0
row() { printf '%-14s %12s %9s %9s %8s\n' "$@"; }
row target executions coverage features crashes
for target in "$@"; do
  mkdir -p "$scratch/$target" "crashes/$target"
  log=$scratch/$target.log
  # Leaks are looked for at the end: in between it takes most of the time.
  options=(-seed=1 -detect_leaks=0 "-max_total_time=$seconds" -timeout=20 -print_final_stats=1 "-artifact_prefix=crashes/$target/")
  [[ ! -e dictionaries/$target.dict ]] || options+=("-dict=dictionaries/$target.dict")
  crashes=0
  "$programs/linehaul_fuzz_$target" "${options[@]}" "$scratch/$target" "corpus/$target" > "$log" 2>&1 || crashes=1
  row "$target" "$(last 'number_of_executed_units: *' "$log")" "$(last 'cov: ' "$log")" "$(last 'ft: ' "$log")" \
    "$crashes"
  if ((crashes)); then
    status=1
    grep -E '^wrong:|ERROR:|runtime error:|^ +#[0-9]+ .* linehaul::|^terminate|what\(\):|Test unit written|^SUMMARY' "$log" >&2 ||
      tail -n 5 "$log" >&2
  fi
  rmdir --ignore-fail-on-non-empty -p "crashes/$target"
done
exit "$status"
